import { readFileSync } from "node:fs";
import { inProject } from "../project.mjs";

/** The packages of which parts are in a shipped file; their licences ask for their names. @param {string[]} packages */
export const credits = (packages) =>
  packages
    .map((name) => {
      const file = inProject("node_modules", name, "package.json");
      const { version, license } = JSON.parse(readFileSync(file, "utf8"));
      return `${name} ${version} (${license})`;
    })
    .join(", ");
