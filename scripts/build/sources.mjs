import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { inProject } from "../project.mjs";

/** Everything the production build is made from. */
const sources = [
  "app",
  "components",
  "lib",
  "prisma/schema.prisma",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "tsconfig.json",
  "postcss.config.mjs",
  "package-lock.json",
];

/** A hash over the build's sources; without the tests. */
export function sourcesHash() {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => filesBelow(source))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(inProject(file)))
      .update("\0");
  }
  return hash.digest("hex");
}

/** @param {string} place relative to the repository @returns {string[]} */
function filesBelow(place) {
  const found = statSync(inProject(place), { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return /\.test\.tsx?$/.test(place) ? [] : [place];
  return readdirSync(inProject(place))
    .sort()
    .flatMap((name) => filesBelow(path.posix.join(place, name)));
}
