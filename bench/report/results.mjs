import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { runProgram } from "../../scripts/program.mjs";
import { inProject } from "../../scripts/project.mjs";
import { aimRows, aimsTable, sectionText } from "./markdown.mjs";
import { soakText } from "./soak-results.mjs";
import { written } from "./units.mjs";

const kept = "bench/results/sections.json";
const results = "bench/RESULTS.md";

/**
 * A section as it is kept: its text and the rows of its aims, and what they were measured on.
 * @typedef {object} Kept
 * @property {string} name
 * @property {string} date
 * @property {string} commit
 * @property {number} load how many processes ran on average before
 * @property {string} text
 * @property {string[][]} aims
 */

/**
 * Keeps the figures of the sections that were measured, in the place of older ones of the same names, and writes bench/RESULTS.md of
 * all that are kept. What a person wrote about a section is in `bench/notes`, under its name, and follows its figures.
 * @param {{ date: string, commit: string, machine: ReturnType<typeof import("./machine.mjs").describeMachine>, sections: import("./markdown.mjs").Section[] }} measured
 * @param {string[]} order the names of all sections
 * @returns {Promise<string[]>} the files
 */
export async function keepResults({ date, commit, machine, sections }, order) {
  const load = Math.round(machine.loadAverage * 100) / 100;
  const news = sections.map((section) => ({
    name: section.name,
    date,
    commit,
    load,
    text: sectionText(section),
    aims: aimRows([section]),
  }));
  const older = keptSections().filter(({ name }) => !news.some((one) => one.name === name));
  const all = [...older, ...news]
    .filter(({ name }) => order.includes(name))
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  mkdirSync(inProject("bench/results"), { recursive: true });
  writeFileSync(inProject(kept), `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync(inProject(results), resultsText(machine, all));
  // The checks require every file to be formatted, this one too.
  await runProgram("node_modules/@biomejs/biome/bin/biome", ["format", "--write", kept, results]);
  return [kept, results];
}

/** @returns {Kept[]} */
function keptSections() {
  const file = inProject(kept);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}

/** @param {ReturnType<typeof import("./machine.mjs").describeMachine>} machine @param {Kept[]} sections */
function resultsText(machine, sections) {
  return `# What Baton does on this machine

Written by \`npm run bench\`, which replaces the sections that it measured at full size; each says when that was. The words under a section's
figures are a person's, from \`notes/\`.

| machine | |
| --- | --- |
| processor | ${machine.cpu}, ${machine.cores} cores |
| memory | ${machine.memoryGb} GB |
| system | ${machine.system}, Node ${machine.node}, PostgreSQL ${machine.postgres} |
| disk | ${written(machine.diskSyncMs, "ms")} to write 8 KB and wait for it (median) |

## How to read

Everything ran on this one machine: the server (production build, started as \`npm start\` does), its PostgreSQL with its
durable settings, and the client that makes the load, which takes some of the processors' time too. Nothing is simulated
but the agents. \`p95\` is the time that 95 of 100 requests did not exceed. "Of the limit" says how much of a limit the
figure is; what the limit is stands above each table: the best that this machine's PostgreSQL can do with the same
statement, or the aim the project set itself. Figures of two machines cannot be compared, nor those of a busy one with
those of a quiet one; shares of a limit measured beside them can. The second figure, with ×, is the first one in calls of the
section's calibration.

${aimsTable(sections.flatMap(({ aims }) => aims))}

${sections.map(keptText).join("\n\n")}

${noteOn("weight")}
${soakText()}`;
}

/** @param {Kept} section */
function keptText({ name, date, commit, load, text }) {
  const [title, ...rest] = text.split("\n\n");
  const when = `*Measured on ${date} at commit ${commit}; ${load} processes were running on average before.*`;
  return [title, when, ...rest, noteOn(name)].filter(Boolean).join("\n\n");
}

/** @param {string} name */
function noteOn(name) {
  const file = inProject(`bench/notes/${name}.md`);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : "";
}
