import path from "node:path";

/** @typedef {{ from: string, to: string, typeOnly: boolean, line: number }} Import `to` is a path in the repository or a package */

const statement =
  /^[ \t]*(?:import|export)(?<type>\s+type)?\s(?<names>[^"';]*?)\bfrom\s*["'](?<source>[^"']+)["']/gm;
const sideEffect = /^[ \t]*import\s*["'](?<source>[^"']+)["']/gm;
const dynamic = /\bimport\(\s*["'](?<source>[^"']+)["']\s*\)/g;

/**
 * The imports of a TypeScript file, with `@/` and relative paths resolved to existing files.
 * TypeScript 7 has no parser API yet, and Biome's format makes these statements regular.
 * @param {string} file
 * @param {string} source
 * @param {Set<string>} files every file of the repository that counts
 * @returns {Import[]}
 */
export function importsOf(file, source, files) {
  /** @type {Import[]} */
  const found = [];
  for (const pattern of [statement, sideEffect, dynamic]) {
    for (const match of source.matchAll(pattern)) {
      const { type, names, source: to } = /** @type {Record<string, string>} */ (match.groups);
      found.push({
        from: file,
        to: resolve(file, to, files),
        typeOnly: Boolean(type) || isOnlyTypes(names),
        line: source.slice(0, match.index).split("\n").length + (match[0].startsWith("\n") ? 1 : 0),
      });
    }
  }
  return found;
}

/** `{ type A, type B }` is erased as `import type` is. @param {string | undefined} names */
function isOnlyTypes(names) {
  const inner = names?.trim().match(/^\{(.*)\}$/s)?.[1];
  if (!inner) return false;
  const each = inner.split(",").filter((name) => name.trim());
  return each.length > 0 && each.every((name) => name.trim().startsWith("type "));
}

/** @param {string} file @param {string} to @param {Set<string>} files */
function resolve(file, to, files) {
  const isLocal = to.startsWith("@/") || to.startsWith(".");
  if (!isLocal) return to;
  const target = to.startsWith("@/") ? to.slice(2) : path.posix.join(path.posix.dirname(file), to);
  const candidates = [
    target,
    `${target}.ts`,
    `${target}.tsx`,
    `${target}.mjs`,
    `${target}/index.ts`,
  ];
  return candidates.find((candidate) => files.has(candidate)) ?? target;
}
