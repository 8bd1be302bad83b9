import { existsSync, globSync, readFileSync } from "node:fs";
import { documentedCommands } from "./checks/documented-commands.mjs";
import { brokenReferences } from "./checks/references.mjs";
import { inProject, projectRoot } from "./project.mjs";

// Checks that every document, heading, decision, file, function and route named in docs, comments and messages exists, and that
// every command in the documents parses and is run by a test.
const isOurs = (/** @type {string} */ file) =>
  !/(^|\/)(node_modules|test-results|\.\w[^/]*)\/|^prisma\/(generated|migrations\/\d)/.test(file);
const files = globSync(["*.{ts,md}", "*/**/*.{ts,tsx,mjs,cjs,md,sql,css,prisma}"], {
  cwd: projectRoot,
  exclude: ["node_modules", "prisma/generated", "prisma/migrations"],
})
  .map((file) => file.replaceAll("\\", "/"))
  .filter(isOurs)
  .sort();
const texts = new Map(files.map((file) => [file, readFileSync(inProject(file), "utf8")]));
const { checked, broken } = brokenReferences(texts, (pattern) =>
  globSync(pattern, { cwd: projectRoot }),
);
const documents = new Map(
  [...texts].filter(([file]) => /^(docs\/[^/]+|[^/]+)\.md$/.test(file) && file !== "CHANGELOG.md"),
);
const { commands, problems } = documentedCommands(documents, (file) => existsSync(inProject(file)));
broken.push(...problems);
if (commands < 60)
  broken.push(`only ${commands} commands were found in documents: the scan is broken`);
if (checked < 500) broken.push(`only ${checked} references were found: the scan is broken`);
for (const sentence of broken) console.error(sentence);
console.log(
  `${files.length} files, ${checked} references, ${commands} commands in documents, ${broken.length} broken`,
);
process.exitCode = broken.length > 0 ? 1 : 0;
