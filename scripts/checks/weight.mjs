import { existsSync, readFileSync, statSync } from "node:fs";
import { inProject } from "../project.mjs";

/**
 * What a page's scripts may weigh before it can be used, in KB of 1,024 bytes: in Brotli, as the server sends them over https and to the
 * machine itself. Over plain http to another machine browsers take gzip alone, which is a sixth more.
 */
const LIMIT_KB = 200;

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
    const known = sizes.get(file) ?? sizeOnTheWire(inProject(file));
    sizes.set(file, known);
    return known;
  };
  return routes
    .map(({ route, firstLoadChunkPaths }) => ({
      route,
      kb: firstLoadChunkPaths.reduce((sum, file) => sum + sizeOf(file), 0) / 1_024,
      limit: LIMIT_KB,
    }))
    .sort((a, b) => b.kb - a.kb);
}

/** The size of the copy that scripts/build/compress.mjs wrote; small files have none. @param {string} file */
function sizeOnTheWire(file) {
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
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
