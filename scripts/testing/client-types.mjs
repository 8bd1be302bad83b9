import { readFileSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";

// node scripts/testing/client-types.mjs openapi.json api.d.ts: a client's types, as anybody would generate them.
// The generator is written against the compiler API of TypeScript 5, which TypeScript 7 does not have.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier === "typescript" ? "typescript-5" : specifier, context),
});
const { astToString, default: generateTypes } = await import("openapi-typescript");

const [from, to] = process.argv.slice(2);
if (!from || !to) throw new Error("say which description to read and which file to write");
writeFileSync(to, astToString(await generateTypes(readFileSync(from, "utf8"))));
