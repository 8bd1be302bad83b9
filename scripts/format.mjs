import { runProgram } from "./program.mjs";

const { succeeded, output } = await runProgram("node_modules/@biomejs/biome/bin/biome", [
  "check",
  "--write",
]);
console.log(output.trim());
process.exitCode = succeeded ? 0 : 1;
