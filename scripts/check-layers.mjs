import { globSync, readFileSync } from "node:fs";
import { importsOf } from "./layers/imports.mjs";
import { brokenRules, crowdedFolders } from "./layers/rules.mjs";
import { inProject, projectRoot } from "./project.mjs";

// Checks the floors of docs/architecture.md.
const files = globSync("{app,components,lib,cli,client}/**/*.{ts,tsx}", { cwd: projectRoot })
  .map((file) => file.replaceAll("\\", "/"))
  .sort();
const known = new Set(files);
const imports = files.flatMap((file) =>
  importsOf(file, readFileSync(inProject(file), "utf8"), known),
);
const broken = [...brokenRules(imports), ...crowdedFolders(files)];
if (imports.length < files.length / 4)
  broken.push(
    `only ${imports.length} imports were found in ${files.length} files: the scan is broken`,
  );
for (const sentence of broken) console.error(sentence);
console.log(
  `${files.length} files, ${imports.length} imports, ${broken.length} broken layer rules`,
);
process.exitCode = broken.length > 0 ? 1 : 0;
