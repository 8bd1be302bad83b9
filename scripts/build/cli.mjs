import { build } from "esbuild";
import { inProject } from "../project.mjs";
import { credits } from "./credits.mjs";
import { terminalKit } from "./terminal-kit.mjs";

/** The file that agents' machines run, with everything it needs (docs/decisions/0110). */
export const shippedCli = inProject("scripts/mc-cli.cjs");

const PACKAGES = [
  "commander",
  "eventsource-parser",
  "is-network-error",
  "nextgen-events",
  "openapi-fetch",
  "p-retry",
  "seventh",
  "string-kit",
  "terminal-kit",
  "tree-kit",
];

/** The mc command line as one file without dependencies, from the sources in `cli/`. @returns {Promise<string>} */
export async function bundledCli() {
  const { outputFiles } = await build({
    entryPoints: [inProject("cli/main.ts")],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    target: "node18",
    banner: { js: banner() },
    legalComments: "none",
    tsconfig: inProject("tsconfig.json"),
    absWorkingDir: inProject(),
    plugins: [terminalKit],
    logLevel: "silent",
  });
  return /** @type {{ text: string }} */ (outputFiles[0]).text;
}

function banner() {
  return `#!/usr/bin/env node
// The mc command line of Baton: one file that runs on Node 18 or newer, wherever it is copied. Generated from cli/ by
// \`npm run generate\`; do not edit. It contains parts of ${credits(PACKAGES)}.`;
}
