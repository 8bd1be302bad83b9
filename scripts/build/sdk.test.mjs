import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { runProgram } from "../program.mjs";
import { projectRoot } from "../project.mjs";
import { bundledSdk, sdkTypes, shippedSdk, shippedSdkTypes } from "./sdk.mjs";

const again = "run npm run generate and commit what it writes";

test("the SDK that is shipped is the one its sources make, and imports nothing", async () => {
  const sdk = readFileSync(shippedSdk, "utf8");
  expect(sdk === (await bundledSdk()), again).toBe(true);
  expect(sdk).not.toMatch(/^import |\brequire\(/m);
});

test("its types are those of its sources", async () => {
  expect(readFileSync(shippedSdkTypes, "utf8") === (await sdkTypes()), again).toBe(true);
});

const PROGRAM = `import { ask, awaitAll, boardWorker, fan, pipe, runs, tasks, timer, type Turn, work } from "baton/sdk";
const turn: Turn = await ask("impl", "x").then(pipe("reviewer", "y")).then(pipe("impl"));
const cost: number | null = turn.cost;
await fan("x", ["impl", "reviewer"], { timeout: timer.minutes(5) });
for (const { text, problem } of await awaitAll()) console.log(text, problem, cost);
await work("b", "B", { type: "code", depends_on: ["a"] });
await boardWorker("dev_1", "code", { profile: "coder", interval: timer.seconds(30), worktree: true });
for await (const news of runs.subscribe(1)) if (news.type === "ended") console.log(news.run.outcome);
// @ts-expect-error A title is needed.
await tasks.create({});
// @ts-expect-error There is no such option.
await work("a", "A", { prio: 1 });
`;

test("its types hold in a strict project that has nothing else", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sdk-types-"));
  try {
    mkdirSync(path.join(folder, "node_modules"));
    symlinkSync(projectRoot, path.join(folder, "node_modules/baton"));
    writeFileSync(path.join(folder, "package.json"), '{"type": "module"}');
    writeFileSync(path.join(folder, "team.ts"), PROGRAM);
    const options = { strict: true, module: "nodenext", target: "es2022", noEmit: true, types: [] };
    const compilerOptions = { ...options, lib: ["es2023", "dom", "dom.iterable"] };
    const config = JSON.stringify({ compilerOptions, files: ["team.ts"] });
    writeFileSync(path.join(folder, "tsconfig.json"), config);
    const { succeeded, output } = await runProgram("node_modules/typescript/bin/tsc", [
      "-p",
      folder,
    ]);
    expect({ succeeded, output }).toEqual({ succeeded: true, output: "" });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
