import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { inProject } from "../project.mjs";

/** What a build serves to browsers under /_next/static/. */
export const staticFolder = ".next/static";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const COMPRESSIBLE = /\.(js|css|svg|json|txt)$/;
/** Below this a header weighs as much as what is saved. */
const LEAST_BYTES = 1_024;
/** As many as zlib computes at a time. */
const AT_ONCE = 4;

/**
 * Writes each static file beside itself as `.br` and `.gz`, as small as they get, so that the server compresses none of them again and
 * browsers that take Brotli, over https and on the machine itself, get a sixth less.
 */
export async function compressStaticFiles() {
  const files = readdirSync(inProject(staticFolder), { recursive: true })
    .map(String)
    .filter((file) => COMPRESSIBLE.test(file));
  const work = async () => {
    for (let file = files.pop(); file !== undefined; file = files.pop()) {
      const place = path.join(inProject(staticFolder), file);
      const plain = await readFile(place);
      if (plain.length < LEAST_BYTES) continue;
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
      await writeFile(`${place}.br`, await brotli(plain, { params }));
      await writeFile(`${place}.gz`, await gzipped(plain, { level: 9 }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
