import { createReadStream, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream";
import { lookup } from "mrmime";

/** Endings of compressed copies, the smallest first (scripts/build/compress.mjs). */
const ENCODINGS = /** @type {const} */ ([
  ["br", ".br"],
  ["gzip", ".gz"],
]);

/** @typedef {{ place: string, size: number, encoding: string | null }} Copy */

/**
 * Serves the files below a folder as they are now, compressed if a copy is there that the client takes. Their names change with
 * their contents, so a browser keeps them for good. Returns a function that says whether it answered a request.
 * @param {string} folder
 * @param {string} prefix of their addresses, such as `/_next/static/`
 */
export function staticFiles(folder, prefix) {
  /** @type {Map<string, { type: string, copies: Copy[] }>} */
  const files = new Map();
  const names = new Set(readdirSync(folder, { recursive: true }).map(String));
  for (const name of names) {
    const place = path.join(folder, name);
    const { size, ...entry } = describe(place);
    if (!entry.isFile || isCopy(name, names)) continue;
    const compressed = ENCODINGS.filter(([, ending]) => names.has(name + ending)).map(
      ([encoding, ending]) => ({
        place: place + ending,
        size: describe(place + ending).size,
        encoding,
      }),
    );
    files.set(prefix + name.replaceAll(path.sep, "/"), {
      type: lookup(name) ?? "application/octet-stream",
      copies: [...compressed, { place, size, encoding: null }],
    });
  }

  return (
    /** @type {import("node:http").IncomingMessage} */ request,
    /** @type {import("node:http").ServerResponse} */ response,
  ) => {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const file = files.get((request.url ?? "").split("?")[0]);
    if (!file) return false;
    const taken = String(request.headers["accept-encoding"] ?? "");
    const copy = file.copies.find(({ encoding }) => encoding === null || takes(taken, encoding));
    if (!copy) return false;
    response.writeHead(200, {
      "content-type": file.type.startsWith("text/") ? `${file.type}; charset=utf-8` : file.type,
      "content-length": copy.size,
      ...(copy.encoding && { "content-encoding": copy.encoding }),
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding",
      "x-content-type-options": "nosniff",
    });
    if (request.method === "HEAD") response.end();
    // A file that is gone, after another build, ends the answer and nothing else.
    else pipeline(createReadStream(copy.place), response, () => {});
    return true;
  };
}

/** @param {string} place */
function describe(place) {
  const entry = statSync(place);
  return { isFile: entry.isFile(), size: entry.size };
}

/** @param {string} name @param {ReadonlySet<string>} names */
function isCopy(name, names) {
  return ENCODINGS.some(([, ending]) => name.endsWith(ending) && names.has(name.slice(0, -3)));
}

/** Whether an Accept-Encoding names this encoding and does not refuse it. @param {string} accepted @param {string} encoding */
function takes(accepted, encoding) {
  const named = accepted
    .toLowerCase()
    .split(",")
    .map((part) => part.split(";").map((piece) => piece.trim()))
    .find(([name]) => name === encoding);
  return named !== undefined && !named.some((piece) => /^q=0(\.0*)?$/.test(piece));
}
