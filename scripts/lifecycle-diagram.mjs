import { writeFileSync } from "node:fs";
import { lifecycleDocument } from "../lib/tasks/lifecycle-diagram.ts";
import { inProject } from "./project.mjs";

// Writes docs/lifecycle.md from the table in lib/tasks/lifecycle.ts.
const file = "docs/lifecycle.md";
writeFileSync(inProject(file), lifecycleDocument());
console.log(`Wrote ${file}`);
