import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { Refusal } from "../refusal.mjs";

/** A part of a table has 4 MB and one row; no row that Baton writes comes near to this. */
const mostBytes = 256 * 1024 * 1024;
const expand = promisify(gunzip);

/**
 * A compressed entry of a backup. Refuses one that would become larger than any that Baton writes, before it takes the memory.
 * @param {{ name: string, content: Buffer }} entry @param {number} [most] bytes
 * @returns {Promise<Buffer>}
 */
export async function expanded({ name, content }, most = mostBytes) {
  try {
    return await expand(content, { maxOutputLength: most });
  } catch (error) {
    const { code = "" } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === "ERR_BUFFER_TOO_LARGE")
      throw new Refusal(
        `The backup cannot be used: ${name} expands to more than ${Math.floor(most / 1024 ** 2)} MB, which nothing that Baton writes does. Nothing was changed.`,
      );
    if (code.startsWith("Z_"))
      throw new Refusal(
        `The backup cannot be used: ${name} is not compressed as Baton compresses. Nothing was changed.`,
      );
    throw error;
  }
}
