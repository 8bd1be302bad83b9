import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type CommandLine, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { inProject } from "@/scripts/project.mjs";
import { givenRepository, readmeChange } from "./testing/readme";

let test: TestDatabase;
let line: CommandLine;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startCommandLine(test);
});
afterAll(async () => {
  await line?.close();
  await test?.drop();
});

/** Speaks as Claude Code does, and writes the file that the README asks for. The real one does it in `npm run test:agents`. */
const CLAUDE = `#!${process.execPath}
const say = (line) => console.log(JSON.stringify({ session_id: "s-1", ...line }));
if (process.argv.includes("--version")) { console.log("2.1.197 (Claude Code)"); process.exit(); }
require("node:fs").writeFileSync("hello.txt", "Hello\\n");
say({ type: "system", subtype: "init", model: "claude-opus-5-5" });
say({ type: "result", subtype: "success", is_error: false, result: "It says hello.", total_cost_usd: 0.02,
  usage: { input_tokens: 10, output_tokens: 2 } });
process.exit();
`;

/** What the README says in place of Claude Code. */
const SHELL = /`(--command '[^`]*')` in place of `(--backend claude)`/.exec(
  readFileSync(inProject("README.md"), "utf8"),
);

it("the README's program changes a repository, is checked and approved, and its change is merged", async () => {
  const bin = path.join(line.folder, "bin");
  mkdirSync(bin);
  writeFileSync(path.join(bin, "claude"), CLAUDE);
  chmodSync(path.join(bin, "claude"), 0o755);
  const repo = givenRepository(line.folder);
  await line.mc(["tasks", "create", "Fix login page CSS"]);
  const state = `export PATH="${bin}:$PATH" XDG_STATE_HOME="${line.folder}/state"`;
  const { code, err } = await line.startShell(`${state}\n${readmeChange(repo)}`).ended;
  expect({ code, err }).toMatchObject({ code: 0 });
  expect(readFileSync(path.join(repo, "hello.txt"), "utf8")).toBe("Hello\n");
  const { task } = JSON.parse((await line.mc(["tasks", "get", "TASK-002"])).out);
  expect(task).toMatchObject({ status: "done", assigned_to: "dev_1" });
  const log = execFileSync("git", ["-C", repo, "log", "--format=%an: %s"], { encoding: "utf8" });
  expect(log).toBe("dev_1: TASK-002: Say hello in hello.txt\nAda: Begin\n");
  const runs = JSON.parse((await line.mc(["runs", "list", "--agent", "dev_1"])).out).runs;
  expect(runs).toMatchObject([{ outcome: "succeeded", cost_usd: 0.02 }]);

  // The same by a line of the shell.
  const [, command = "", backend = ""] = SHELL ?? [];
  const again = readmeChange(repo)
    .replace(backend, command)
    .replaceAll("TASK-002", "TASK-003")
    .replaceAll("hello.txt", "again.txt");
  const shell = await line.startShell(`${state}\n${again}`).ended;
  expect(shell).toMatchObject({ code: 0 });
  expect(readFileSync(path.join(repo, "again.txt"), "utf8")).toBe("Hello\n");
});
