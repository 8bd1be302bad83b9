import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { inProject } from "../project.mjs";
import { credits } from "./credits.mjs";

/** The SDK as programs import it: one file without dependencies, and its types (docs/decisions/0175). */
export const shippedSdk = inProject("cli/sdk/dist/sdk.mjs");
export const shippedSdkTypes = inProject("cli/sdk/dist/sdk.d.mts");

const PACKAGES = ["eventsource-parser", "is-network-error", "openapi-fetch", "p-retry"];
/** What the types are made of, in this order; the last one has what is exported. */
const TYPED = [
  "client/shapes.ts",
  "cli/sdk/workflow-types.ts",
  "cli/sdk/types.ts",
  "cli/sdk/verbs.ts",
  "cli/sdk/errors.ts",
  "cli/sdk/index.ts",
];

/** @returns {Promise<string>} */
export async function bundledSdk() {
  const { outputFiles } = await build({
    entryPoints: [inProject("cli/sdk/index.ts")],
    bundle: true,
    write: false,
    format: "esm",
    // Nothing of Node's may be imported on the way: it runs in browsers as well.
    platform: "neutral",
    mainFields: ["module", "main"],
    target: ["node18", "es2022"],
    banner: {
      js: `// The SDK of Baton: one file for Node 18 or newer, Bun, Deno and browsers. Generated from cli/sdk by
// \`npm run generate\`; do not edit. It contains parts of ${credits(PACKAGES)}.`,
    },
    legalComments: "none",
    tsconfig: inProject("tsconfig.json"),
    absWorkingDir: inProject(),
    logLevel: "silent",
  });
  return /** @type {{ text: string }} */ (outputFiles[0]).text;
}

/** The types of what it exports, which need nothing but the generated types of the API beside them. @returns {Promise<string>} */
export async function sdkTypes() {
  // Declarations are made by the compiler API of TypeScript 5, which TypeScript 7 does not have.
  const { default: typescript } = await import("typescript-5");
  const declared = TYPED.map((file) => {
    const { outputText, diagnostics = [] } = typescript.transpileDeclaration(
      readFileSync(inProject(file), "utf8"),
      {
        fileName: file,
        reportDiagnostics: true,
        compilerOptions: {
          isolatedDeclarations: true,
          declaration: true,
          verbatimModuleSyntax: true,
        },
      },
    );
    const [problem] = diagnostics;
    if (problem)
      throw new Error(
        `${file}: ${typescript.flattenDiagnosticMessageText(problem.messageText, "\n")}`,
      );
    return declarationsOf(outputText);
  });
  return `// The types of the SDK of Baton. Generated from cli/sdk by \`npm run generate\`; do not edit.
import type { components, paths } from "../../../client/generated/api.js";

${declared.join("\n")}`;
}

/** Without the imports and exports between the files, which are one here. @param {string} text */
const declarationsOf = (text) =>
  text
    .replaceAll(/^import [^;]*;\n/gm, "")
    .replaceAll(/^export (type )?\*[^;]*;\n/gm, "")
    .replaceAll(/^export \{[^}]*\}[^;]*;\n/gm, "");
