import { mkdirSync, writeFileSync } from "node:fs";
import { runProgram } from "../../scripts/program.mjs";
import { inProject } from "../../scripts/project.mjs";
import { aimsText, sectionText } from "./markdown.mjs";
import { soakText } from "./soak-results.mjs";
import { written } from "./units.mjs";

/**
 * @typedef {object} Results of a whole bench
 * @property {string} date
 * @property {string} commit
 * @property {ReturnType<typeof import("./machine.mjs").describeMachine>} machine
 * @property {number} seconds it took
 * @property {import("./markdown.mjs").Section[]} sections
 */

/**
 * Keeps the figures: all of them as JSON under their date, and the newest to be read in bench/RESULTS.md.
 * @param {Results} results
 * @returns {Promise<string[]>} the files
 */
export async function keepResults(results) {
  const files = [`bench/results/${results.date}.json`, "bench/RESULTS.md"];
  mkdirSync(inProject("bench/results"), { recursive: true });
  writeFileSync(inProject(files[0]), `${JSON.stringify(rounded(results), null, 2)}\n`);
  writeFileSync(inProject(files[1]), resultsText(results));
  // The checks require every file to be formatted, this one too.
  await runProgram("node_modules/@biomejs/biome/bin/biome", ["format", "--write", ...files]);
  return files;
}

/** @param {Results} results */
function resultsText({ date, commit, machine, seconds, sections }) {
  return `# What Baton does on this machine

Written by \`npm run bench\`; older figures are in \`results/\`. Measured on ${date} at commit ${commit}, in ${written(seconds, "seconds")}.

| machine | |
| --- | --- |
| processor | ${machine.cpu}, ${machine.cores} cores |
| memory | ${machine.memoryGb} GB |
| system | ${machine.system}, Node ${machine.node}, PostgreSQL ${machine.postgres} |
| disk | ${written(machine.diskSyncMs, "ms")} to write 8 KB and wait for it (median) |
| before it began | ${machine.loadAverage.toFixed(2)} processes running on average |

## How to read

Everything ran on this one machine: the server (production build, started as \`npm start\` does), its PostgreSQL with its
durable settings, and the client that makes the load, which takes some of the processors' time too. Nothing is simulated
but the agents. \`p95\` is the time that 95 of 100 requests did not exceed. "Of the limit" says how much of a limit the
figure is; what the limit is stands above each table: the best that this machine's PostgreSQL can do with the same
statement, or the aim the project set itself. Figures of two machines cannot be compared, nor those of a busy one with
those of a quiet one; shares of a limit measured beside them can.

${aimsText(sections)}

${sections.map(sectionText).join("\n\n")}
${soakText()}`;
}

/** Figures to three places: more would only be noise in the repository. @param {Results} results */
function rounded(results) {
  return JSON.parse(
    JSON.stringify(results, (_, value) =>
      typeof value === "number" ? Math.round(value * 1000) / 1000 : value,
    ),
  );
}
