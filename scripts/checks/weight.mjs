import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { inProject } from "../project.mjs";

/** What a page's scripts may weigh before it can be used: compressed as the server sends them, in KB of 1,024 bytes. */
const LIMIT_KB = 200;

/**
 * Routes above the limit, with what they may weigh until they are divided further. Lower a figure when a route got lighter;
 * decision 0060 says what stands in the way.
 * @type {Record<string, number>}
 */
const ABOVE = {
  "/board": 230,
  "/tasks/[ref]": 228,
  "/inbox": 228,
  "/reviews": 208,
  "/agents/[name]": 205,
};

/** @typedef {{ route: string, firstLoadChunkPaths: string[] }} RouteStatistics */

/**
 * What the scripts of each route weigh, heaviest first, from what `next build` writes of the routes: the chunks of the page and
 * of all its layouts. Chunks behind `next/dynamic` and `import()` are not among them.
 * @returns {{ route: string, kb: number, limit: number }[]}
 */
export function weighRoutes() {
  /** @type {RouteStatistics[]} */
  const routes = JSON.parse(
    readFileSync(inProject(".next/diagnostics/route-bundle-stats.json"), "utf8"),
  );
  /** @type {Map<string, number>} */
  const sizes = new Map();
  const sizeOf = (/** @type {string} */ file) => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(inProject(file))).length;
    sizes.set(file, known);
    return known;
  };
  return routes
    .map(({ route, firstLoadChunkPaths }) => ({
      route,
      kb: firstLoadChunkPaths.reduce((sum, file) => sum + sizeOf(file), 0) / 1_024,
      limit: ABOVE[route] ?? LIMIT_KB,
    }))
    .sort((a, b) => b.kb - a.kb);
}

/** One check for each route: it is not heavier than it may be. */
export function checkWeight() {
  const routes = weighRoutes();
  if (routes.length === 0) throw new Error("The build says nothing of its routes.");
  const tooHeavy = routes.filter(({ kb, limit }) => kb > limit);
  return {
    passed: routes.length - tooHeavy.length,
    failed: tooHeavy.length,
    output: tooHeavy
      .map(
        ({ route, kb, limit }) =>
          `${route} loads ${kb.toFixed(1)} KB of scripts, and may load ${limit}: put what is not needed at once behind next/dynamic.`,
      )
      .join("\n"),
  };
}
