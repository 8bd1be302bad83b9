import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { processIdentity } from "@/scripts/processes.mjs";
import { runProgram } from "./program";
import { Sandbox } from "./testing";
import type { Worktree } from "./worktrees";

let box: Sandbox;
let one: Worktree;
let commit: string;
beforeEach(async () => {
  box = new Sandbox();
  one = await box.prepare(await box.open());
  box.write(one.path, { "src/new.ts": "new\n" });
  commit = String((await one.handIn({ message: "Mine" })).commit);
  return () => box.remove();
});

describe("checks", () => {
  it("run one after the other on the commit, and say how each ended", async () => {
    const heard: string[] = [];
    const results = await one.runChecks(
      [
        { name: "good", command: 'echo "$BATON_CHECK on $BATON_COMMIT"' },
        { name: "red", command: "echo broken >&2; exit 2" },
        { name: "expected", command: "exit 2", exit_code: 2 },
        { name: "docs", command: "exit 1", paths: ["docs/**"] },
        { name: "source", command: "true", paths: ["docs/**", "src/*.ts"] },
        { name: "absent", command: "no-such-program-here" },
      ],
      { commit, env: box.env, onResult: ({ name }) => heard.push(name) },
    );
    expect(results.map(({ name, state, exit_code }) => [name, state, exit_code])).toEqual([
      ["good", "passed", 0],
      ["red", "failed", 2],
      ["expected", "passed", 2],
      ["docs", "skipped", null],
      ["source", "passed", 0],
      ["absent", "failed", 127],
    ]);
    expect(results[0]).toMatchObject({ commit, output: `good on ${commit}\n` });
    expect(results[1]?.output).toBe("broken\n");
    expect(heard).toEqual(results.map(({ name }) => name));
  });

  it("look up by themselves what was changed and what is there", async () => {
    const commands = [
      "baton changed",
      "baton changed 'docs/**'",
      "baton unchanged docs/** 'a b/**'",
      "baton unchanged src/**",
      "baton exists src/new.ts src/",
      "baton exists src/new.ts LICENSE",
    ];
    const results = await one.runChecks(
      commands.map((command) => ({ name: command, command })),
      { commit, env: box.env },
    );
    expect(results.map(({ state, exit_code, output }) => [state, exit_code, output])).toEqual([
      ["passed", 0, "changed: src/new.ts\n"],
      ["failed", 1, "No file was changed.\n"],
      ["passed", 0, ""],
      ["failed", 1, "changed: src/new.ts\n"],
      ["passed", 0, ""],
      ["failed", 1, "missing: LICENSE\n"],
    ]);
  });

  it("see the commit whatever the worktree or an earlier check did to its files", async () => {
    box.write(one.path, { "src/new.ts": "changed since\n" });
    const results = await one.runChecks(
      [
        {
          name: "one",
          command:
            "cat src/new.ts; echo 1 > src/new.ts; echo 2 > left.txt; mkdir -p dist; echo 3 > dist/built",
        },
        { name: "two", command: "cat src/new.ts; ls" },
      ],
      { commit, env: box.env },
    );
    expect(results.map(({ output }) => output)).toEqual(["new\n", "new\nREADME.md\ndist\nsrc\n"]);
    expect(box.gitIn(one.path, "status", "--porcelain")).toBe("");
    expect(existsSync(path.join(one.path, "dist/built"))).toBe(true);
  });

  it("run on a commit that is not checked out, and leave the branch as it was", async () => {
    const [before] = await one.runChecks([{ name: "ls", command: "ls src" }], {
      commit: one.base.commit,
      env: box.env,
    });
    expect(before?.output).toBe("cart.ts\n");
    expect(box.gitIn(one.path, "branch", "--show-current")).toBe(one.branch);
    expect(box.read(one.path, "src/new.ts")).toBe("new\n");
  });

  it("that take too long are ended with everything that they started", async () => {
    const pid = path.join(box.folder, "pid");
    const [slow] = await one.runChecks(
      [{ name: "slow", command: `sleep 60 & echo $! > '${pid}'; echo begun; wait` }],
      { commit, env: box.env, timeoutMs: 300 },
    );
    expect(slow).toMatchObject({ state: "timed_out", output: "begun\n" });
    expect(processIdentity(Number(readFileSync(pid, "utf8")))).toBeNull();
  });

  it("are not run once the work is cancelled", async () => {
    const stop = new AbortController();
    const results = await one.runChecks(
      [
        { name: "first", command: "echo begun; sleep 60" },
        { name: "second", command: "true" },
      ],
      { commit, env: box.env, signal: stop.signal, onOutput: () => stop.abort() },
    );
    expect(results.map(({ state }) => state)).toEqual(["not_run", "not_run"]);
  });

  it("keep the end of a flood, whole letters only", async () => {
    const heard: number[] = [];
    const [flood] = await one.runChecks(
      [
        {
          name: "flood",
          command: "head -c 4000000 /dev/zero | tr '\\0' x; printf 'ü%.0s' $(seq 20000); echo end",
        },
      ],
      { commit, env: box.env, onOutput: ({ text }) => heard.push(text.length) },
    );
    expect(flood?.output).toMatch(/^\[the beginning was cut\]\nü+end\n$/);
    expect(Buffer.byteLength(String(flood?.output))).toBeLessThanOrEqual(16_384);
    expect(heard.reduce((sum, length) => sum + length)).toBe(4_000_000 + 20_000 + 4);
  });
});

it("a program that ignores the polite end is killed, with what it left in the background", async () => {
  const pid = path.join(box.folder, "pid");
  const end = await runProgram({
    command: `trap '' TERM; sleep 60 & echo $! > '${pid}'; wait; sleep 60`,
    cwd: box.folder,
    env: box.env,
    timeoutMs: 200,
    graceMs: 50,
  });
  expect(end.why).toBe("timed_out");
  expect(processIdentity(Number(readFileSync(pid, "utf8")))).toBeNull();
});
