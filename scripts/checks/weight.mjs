import { existsSync, readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { inProject } from "../project.mjs";

/** What a page's scripts may weigh before it can be used, compressed, in KB of 1,024 bytes. */
const LIMIT_KB = 200;

/**
 * Routes above the limit in gzip, all that browsers take over plain http from another machine, with what they may weigh until they are
 * divided further. Lower a figure when a route got lighter; decision 0060 says what stands in the way. In Brotli none is above it.
 * @type {Record<string, number>}
 */
const ABOVE_IN_GZIP = {
  "/tasks/[ref]": 227,
  "/board": 220,
  "/inbox": 216,
  "/agents/[name]": 202,
};

/** @typedef {{ route: string, firstLoadChunkPaths: string[] }} RouteStatistics */

/**
 * What the scripts of each route weigh, heaviest first, from what `next build` writes of the routes: the chunks of the page and
 * of all its layouts. Chunks behind `next/dynamic` and `import()` are not among them.
 * @returns {{ route: string, encoding: string, kb: number, limit: number }[]}
 */
export function weighRoutes() {
  /** @type {RouteStatistics[]} */
  const routes = JSON.parse(
    readFileSync(inProject(".next/diagnostics/route-bundle-stats.json"), "utf8"),
  );
  const weigh = (
    /** @type {RouteStatistics} */ route,
    /** @type {(file: string) => number} */ size,
  ) => route.firstLoadChunkPaths.reduce((sum, file) => sum + size(inProject(file)), 0) / 1_024;
  return routes
    .flatMap((each) => [
      { route: each.route, encoding: "Brotli", kb: weigh(each, sizeOnTheWire), limit: LIMIT_KB },
      {
        route: each.route,
        encoding: "gzip",
        kb: weigh(each, gzipSize),
        limit: ABOVE_IN_GZIP[each.route] ?? LIMIT_KB,
      },
    ])
    .sort((a, b) => b.kb - a.kb);
}

/** @type {Map<string, number>} */
const gzipSizes = new Map();

/** @param {string} file */
function gzipSize(file) {
  const size = gzipSizes.get(file) ?? gzipSync(readFileSync(file)).length;
  gzipSizes.set(file, size);
  return size;
}

/** The size of the copy that scripts/build/compress.mjs wrote; small files have none. @param {string} file */
function sizeOnTheWire(file) {
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
}

/** Two checks for each route: in neither encoding is it heavier than it may be. */
export function checkWeight() {
  const routes = weighRoutes();
  if (routes.length === 0) throw new Error("The build says nothing of its routes.");
  const tooHeavy = routes.filter(({ kb, limit }) => kb > limit);
  return {
    passed: routes.length - tooHeavy.length,
    failed: tooHeavy.length,
    output: tooHeavy
      .map(
        ({ route, encoding, kb, limit }) =>
          `${route} loads ${kb.toFixed(1)} KB of scripts in ${encoding}, and may load ${limit}: put what is not needed at once behind next/dynamic.`,
      )
      .join("\n"),
  };
}
