import { rm } from "node:fs/promises";
import path from "node:path";
import { type OwnCheck, ownCheck } from "@/lib/runs/evidence/own-checks";
import type { Git } from "./git";
import { freshIndex, type Place } from "./place";
import { worktreeEnvironment } from "./prepare";
import { type Environment, type ProgramEnd, runProgram, type Stream } from "./program";

/** As the API has it on a task or a project. */
export interface Check {
  name: string;
  command: string;
  /** Run only when a changed file matches one of these patterns. */
  paths?: readonly string[];
  /** That the command has to end with; 0 by default. */
  exit_code?: number;
}

export interface RunChecks {
  commit: string;
  env?: Environment;
  /** Of each; ten minutes by default. */
  timeoutMs?: number;
  onOutput?: (chunk: { check: string; stream: Stream; text: string }) => void;
  onResult?: (result: CheckResult) => void;
  signal?: AbortSignal;
}

export type CheckState = "passed" | "failed" | "timed_out" | "not_run" | "skipped";

export interface CheckResult {
  name: string;
  command: string;
  commit: string;
  /** `skipped`: no changed file matches its paths. `not_run`: it could not be started, or was stopped. */
  state: CheckState;
  exit_code: number | null;
  /** The end of what it printed. */
  output: string;
  duration_ms: number;
}

const TIMEOUT_MS = 600_000;
const TAIL_BYTES = 16_384;

/**
 * Runs checks one after the other in a worktree that is put on exactly this commit: tracked files that differ are restored before each,
 * and new files that a check leaves are removed. Ignored files stay. Throws for a worktree that cannot be used, never for a red check.
 */
export async function runChecks(
  place: Place,
  checks: readonly Check[],
  request: RunChecks,
): Promise<CheckResult[]> {
  if (checks.length === 0) return [];
  const { commit } = request;
  const git = await place.git();
  const results: CheckResult[] = [];
  const wasThere = (await git.commitOf("HEAD")) === commit;
  await restore(git, place, commit);
  const before = new Set(await newFiles(git));
  try {
    for (const check of checks) {
      const result = await runCheck(git, place, check, request);
      results.push(result);
      request.onResult?.(result);
      await restore(git, place, commit);
      for (const name of await newFiles(git))
        if (!before.has(name)) await rm(path.join(place.record.path, name), { force: true });
    }
  } finally {
    if (!wasThere) await backToBranch(git, place);
  }
  return results;
}

async function runCheck(
  git: Git,
  place: Place,
  check: Check,
  { commit, env, timeoutMs = TIMEOUT_MS, onOutput, signal }: RunChecks,
): Promise<CheckResult> {
  const { name, command, exit_code: expected = 0 } = check;
  const base = { name, command, commit };
  if (!(await concerns(git, place, check, commit)))
    return { ...base, state: "skipped", exit_code: null, output: "", duration_ms: 0 };
  const own = ownCheck(command.trim());
  if (own && !("rule" in own)) {
    const found = await lookUp(git, place, own, commit);
    const code = found.holds ? 0 : 1;
    if (found.said !== "") onOutput?.({ check: name, stream: "stdout", text: found.said });
    const state = code === expected ? "passed" : "failed";
    return { ...base, state, exit_code: code, output: found.said, duration_ms: 0 };
  }
  const end = await runProgram({
    command,
    cwd: place.record.path,
    env: { ...env, ...worktreeEnvironment(place), BATON_COMMIT: commit, BATON_CHECK: name },
    timeoutMs,
    signal,
    tailBytes: TAIL_BYTES,
    onOutput: onOutput && (({ stream, text }) => onOutput({ check: name, stream, text })),
  });
  return {
    ...base,
    state: stateOf(end, expected),
    exit_code: end.code,
    output: end.tail,
    duration_ms: end.durationMs,
  };
}

function stateOf({ why, code }: ProgramEnd, expected: number): CheckState {
  switch (why) {
    case "timed_out":
      return "timed_out";
    case "cancelled":
    case "not_started":
      return "not_run";
    case "exited":
      return code === expected ? "passed" : "failed";
  }
}

/** Whether a file that was changed since the base matches the paths of a check. */
async function concerns(
  git: Git,
  place: Place,
  { paths }: Check,
  commit: string,
): Promise<boolean> {
  if (!paths || paths.length === 0) return true;
  return (await changedFiles(git, place, paths, commit)).length > 0;
}

/** The files that were changed since the base and match one of the patterns; all of them without patterns. */
async function changedFiles(
  git: Git,
  place: Place,
  patterns: readonly string[],
  commit: string,
): Promise<string[]> {
  const what = "compare the changed files with a check's paths";
  const base = await git.text(["merge-base", place.record.base.commit, commit], { what });
  const globs = patterns.map((pattern) => `:(top,glob)${pattern}`);
  const { out } = await git.run(
    ["diff-tree", "-r", "--name-only", "--no-renames", "-z", base, commit, "--", ...globs],
    { what, env: { GIT_LITERAL_PATHSPECS: "0" } },
  );
  return out.split("\0").filter((name) => name !== "");
}

const MOST_NAMED = 50;

/** Whether what a check looks up itself holds, and which files it is about. */
async function lookUp(
  git: Git,
  place: Place,
  check: OwnCheck,
  commit: string,
): Promise<{ holds: boolean; said: string }> {
  if (check.kind === "exists") {
    const what = "look up the files of a check";
    const missing: string[] = [];
    for (const name of check.paths) {
      const { out } = await git.run(["ls-tree", "-z", commit, "--", name.replace(/\/+$/, "")], {
        what,
      });
      if (out === "") missing.push(name);
    }
    return { holds: missing.length === 0, said: listed("missing", missing) };
  }
  const changed = await changedFiles(git, place, check.patterns, commit);
  if (check.kind === "unchanged")
    return { holds: changed.length === 0, said: listed("changed", changed) };
  return {
    holds: changed.length > 0,
    said: changed.length > 0 ? listed("changed", changed) : "No file was changed.\n",
  };
}

function listed(how: string, names: readonly string[]): string {
  const lines = names.slice(0, MOST_NAMED).map((name) => `${how}: ${name}\n`);
  const more = names.length - lines.length;
  return lines.join("") + (more > 0 ? `and ${more} more\n` : "");
}

/** Makes the tracked files those of a commit, whatever the worktree's index claims. */
async function restore(git: Git, place: Place, commit: string): Promise<void> {
  const what = `put the worktree on ${commit.slice(0, 12)}`;
  if ((await git.commitOf("HEAD")) !== commit)
    await git.run(["checkout", "--quiet", "--force", "--detach", commit], { what });
  const env = { GIT_INDEX_FILE: await freshIndex(git, place.record.gitDir, commit) };
  await git.run(["update-index", "-q", "--refresh"], { what, env, allow: [0, 1] });
  const changed = await git.parts(["diff-files", "--name-only", "-z"], { what, env });
  if (changed.length === 0) return;
  await git.run(["checkout-index", "--force", "-z", "--stdin"], {
    what,
    env,
    input: changed.map((name) => `${name}\0`).join(""),
  });
}

function newFiles(git: Git): Promise<string[]> {
  return git.parts(["ls-files", "--others", "--exclude-standard", "-z"], {
    what: "list new files",
  });
}

async function backToBranch(git: Git, place: Place): Promise<void> {
  await git.run(["checkout", "--quiet", "--force", place.record.branch], {
    what: `return to the branch ${place.record.branch}`,
  });
}
