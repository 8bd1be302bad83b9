import { builtin, hasSystem } from "../sdk/platform";

/** The largest file that is sent, in bytes: Baton takes no more. */
const MOST_BYTES = 256 * 1_024;

/** Why a file cannot be sent, with what to do about it. */
export class FileProblem extends Error {
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.name = "FileProblem";
    this.fix = fix;
  }
}

/**
 * The texts of the files that a definition reads, by their names in it. They are looked for in the folders in turn, and never outside of
 * them, also not over a link; `given` says where else a file is. Throws `FileProblem` for one that is missing, too large or no text.
 */
export async function readFiles(
  names: readonly string[],
  folders: readonly string[],
  given: Readonly<Record<string, string>> = {},
): Promise<Record<string, string>> {
  if (!hasSystem()) return {};
  const texts: Record<string, string> = {};
  for (const name of new Set([...names, ...Object.keys(given)])) {
    const place = given[name] ?? (await placeOf(name, folders));
    texts[name] = await textOf(name, place);
  }
  return texts;
}

async function placeOf(name: string, folders: readonly string[]): Promise<string> {
  const [{ realpathSync }, path] = await Promise.all([builtin("node:fs"), builtin("node:path")]);
  for (const folder of folders) {
    const root = realpathSync(folder);
    let place: string;
    try {
      place = realpathSync(path.resolve(root, name));
    } catch {
      continue;
    }
    const within = path.relative(root, place);
    if (within !== "" && !within.startsWith("..") && !path.isAbsolute(within)) return place;
    throw new FileProblem(
      `${name} lies outside of ${folder}`,
      `name it if it is meant: --file ${name}=${place}`,
    );
  }
  throw new FileProblem(
    `there is no file ${name} in ${folders.join(" or ")}`,
    `make it, or say where it is: --file ${name}=PLACE`,
  );
}

async function textOf(name: string, place: string): Promise<string> {
  const { readFileSync, statSync } = await builtin("node:fs");
  let bytes: Uint8Array;
  try {
    if (!statSync(place).isFile()) throw new Error("it is no file");
    if (statSync(place).size > MOST_BYTES)
      throw new Error(`it has more than ${MOST_BYTES / 1_024} KB`);
    bytes = readFileSync(place);
  } catch (error) {
    throw new FileProblem(
      `${name} cannot be read: ${(error as Error).message}`,
      `give another one: --file ${name}=PLACE`,
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new FileProblem(
      `${name} is no text in UTF-8`,
      "save it as UTF-8, or name another file in the definition",
    );
  }
}
