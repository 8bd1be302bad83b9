import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inProject } from "./project.mjs";

/**
 * Lets Node load the product's TypeScript directly: Node strips the types itself, and only has to be told what `@/` means and
 * that imports have no extension.
 */
registerHooks({
  resolve(specifier, context, next) {
    const file = fileOf(specifier, context.parentURL);
    return next(file ? pathToFileURL(file).href : specifier, context);
  },
});

/** @param {string} specifier @param {string | undefined} parent */
function fileOf(specifier, parent) {
  const isOurs = specifier.startsWith("@/");
  if (!isOurs && !(specifier.startsWith(".") && parent?.endsWith(".ts"))) return null;
  const place = isOurs ? inProject(specifier.slice(2)) : fileURLToPath(new URL(specifier, parent));
  return [`${place}.ts`, path.join(place, "index.ts"), place].find((candidate) =>
    existsSync(candidate),
  );
}

/** Loads a TypeScript module of the product. @param {string} file inside the repository */
export const load = (file) => import(pathToFileURL(inProject(file)).href);
