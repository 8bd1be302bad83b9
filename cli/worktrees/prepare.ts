import { mkdir, realpath } from "node:fs/promises";
import path from "node:path";
import { commitAll, uncommittedIn } from "./hand-in";
import { copyIncluded } from "./include";
import { freeName, namedBranch } from "./names";
import { Place } from "./place";
import { takePorts } from "./ports";
import { counted, fileProblem, WorktreeProblem } from "./problem";
import { type Environment, runProgram, type Stream } from "./program";
import { isHeldByOther, thisProcess, type WorktreeRecord } from "./records";
import { gitDirOf, removeBranch, removeWorktree } from "./remove";
import type { Opened } from "./repository";

export interface InitCommand {
  command: string;
  /** Ten minutes by default. */
  timeoutMs?: number;
}

export interface Surroundings {
  /** The environment of the command, which the variables of the worktree are added to. */
  env?: Environment;
  onOutput?: (chunk: { stream: Stream; text: string }) => void;
  signal?: AbortSignal;
}

export interface WorktreeRequest extends Surroundings {
  run: number;
  task: { id: number; ref: string | null; title: string };
  /** What becomes of the worktree that an earlier run of the same task left here; its program must have ended. */
  earlier?: "continue" | "set_aside";
  /** Begin at this commit or branch in place of the base's tip. */
  from?: string;
  /** A branch of this name, which must not exist, in place of one named after the task. */
  branch?: string;
  init?: InitCommand;
}

export interface Prepared {
  place: Place;
  /** The run had it already. */
  found: boolean;
  notes: string[];
}

const INIT_TIMEOUT_MS = 600_000;

/** Makes the worktree of a run, finds it again, or takes over the one of an earlier run of the task. Throws a `WorktreeProblem`. */
export async function prepareWorktree(
  repository: Opened,
  request: WorktreeRequest,
): Promise<Prepared> {
  if (!Number.isSafeInteger(request.run) || request.run < 1)
    throw new WorktreeProblem("bad_request", `${request.run} is no number of a run`, {});
  const found = await repository.records.alone(() => findAgain(repository, request.run));
  if (found) {
    const notes = [`The worktree ${found.record.path} of this run was found again.`];
    notes.push(...(await found.breakLocks()));
    if (!found.record.isInitialised) notes.push(...(await initialise(found, request)));
    return { place: found, found: true, notes };
  }
  const notes = [...repository.notes];
  const earlier = await takeEarlier(repository, request);
  if (earlier) {
    const set = await commitAll(
      earlier,
      { message: `Set aside what run ${earlier.record.run} left unfinished` },
      { evenUnmerged: true },
    );
    notes.push(...set.notes);
    if (request.earlier === "set_aside") {
      await earlier.update({ state: "set_aside", holder: null });
      notes.push(`What run ${earlier.record.run} left is on the branch ${earlier.record.branch}.`);
    } else {
      const place = await takeOver(repository, request, earlier, set.commit);
      notes.push(
        `This run goes on with what run ${earlier.record.run} left, on the branch ${place.record.branch}.`,
      );
      if (!place.record.isInitialised) notes.push(...(await initialise(place, request)));
      return { place, found: false, notes };
    }
  }
  const place = await begin(repository, request, notes);
  return { place, found: false, notes };
}

/** The run's worktree, taken by this process; null when there is none. Called alone. */
export async function findAgain(repository: Opened, run: number): Promise<Place | null> {
  const record = await repository.records.read(run);
  if (record === null) return null;
  if (isHeldByOther(record.holder)) throw inUse(record);
  const place = new Place(repository, record);
  if (record.state === "preparing" || !(await place.isThere())) {
    // Nobody has worked in it, or its folder was removed: its branch, if it has commits, stays.
    await removeWorktree(repository, record);
    const tip = await repository.git.commitOf(place.ref);
    if (tip !== null && tip === record.begun) await removeBranch(repository, record.branch, tip);
    return null;
  }
  await place.update({ holder: thisProcess() });
  // Where a process died between two records, the later run has the folder.
  for (const other of await repository.records.all())
    if (other.path === record.path && other.run < run) await repository.records.remove(other.run);
  return place;
}

function inUse({ name, run, holder }: WorktreeRecord): WorktreeProblem {
  return new WorktreeProblem(
    "in_use",
    `the worktree ${name} of run ${run} is in use by process ${holder?.pid} on ${holder?.host}`,
    { fix: "one worktree serves one run at a time: stop that worker, or let it finish" },
  );
}

/** The latest worktree that another run of the task left, held by this process from now on. */
function takeEarlier(repository: Opened, { run, task }: WorktreeRequest): Promise<Place | null> {
  return repository.records.alone(async () => {
    const all = await repository.records.all();
    const earlier = all
      .filter(
        (record) => record.task.id === task.id && record.run !== run && record.state === "open",
      )
      .at(-1);
    if (!earlier) return null;
    if (isHeldByOther(earlier.holder)) throw inUse(earlier);
    const place = new Place(repository, earlier);
    if (!(await place.isThere())) return null;
    await place.update({ holder: thisProcess() });
    return place;
  });
}

/** Gives the folder of an earlier run to this one, on a branch of its own that begins where the other ended. */
function takeOver(
  repository: Opened,
  { run, task, branch: asked }: WorktreeRequest,
  earlier: Place,
  commit: string,
): Promise<Place> {
  return repository.records.alone(async () => {
    const { branch } = asked
      ? await namedBranch(repository, asked)
      : await freeName(repository, task);
    const git = await earlier.git();
    const ref = `refs/heads/${branch}`;
    await git.run(["update-ref", ref, commit, ""], { what: `make the branch ${branch}` });
    await git.run(["symbolic-ref", "HEAD", ref], { what: `check out ${branch}` });
    const record: WorktreeRecord = {
      ...earlier.record,
      run,
      task,
      branch,
      begun: commit,
      continued: { run: earlier.record.run, branch: earlier.record.branch, commit },
      state: "open",
      holder: thisProcess(),
      createdAt: new Date().toISOString(),
    };
    await repository.records.save(record);
    await repository.records.remove(earlier.record.run);
    return new Place(repository, record);
  });
}

async function begin(
  repository: Opened,
  request: WorktreeRequest,
  notes: string[],
): Promise<Place> {
  const { place, number } = await reserve(repository, request);
  try {
    const file = path.join(repository.records.folder, `${request.run}.json`);
    await place.update({ ports: await takePorts(repository.portsFolder, file, repository.ports) });
    await addWorktree(place, request.signal);
    if (number > 1)
      notes.push(
        `Earlier branches of this task exist, so this run works on ${place.record.branch}.`,
      );
    notes.push(...(await copyIncluded(repository.git.at({}), repository.root, place.record.path)));
    notes.push(...(await initialise(place, request)));
    return place;
  } catch (error) {
    await undo(place);
    throw error;
  }
}

/** Writes the record first: what is made afterwards is found again, whenever this process dies. */
function reserve(
  repository: Opened,
  { run, task, from, branch: asked }: WorktreeRequest,
): Promise<{ place: Place; number: number }> {
  return repository.records.alone(async () => {
    const { git, home, base, records } = repository;
    const tip = await git.at({}).commitOf(`refs/heads/${base}`);
    const begun = from === undefined ? tip : await git.commitOf(from);
    if (tip === null || begun === null)
      throw new WorktreeProblem(
        "unknown_base",
        `there is no commit "${from ?? base}" to begin from`,
        {
          fix: "name a branch or a commit of this repository",
        },
      );
    const { name, branch, number } = asked
      ? await namedBranch(repository, asked)
      : await freeName(repository, task);
    const now = new Date().toISOString();
    const record: WorktreeRecord = {
      run,
      task,
      name,
      path: path.join(home, name),
      gitDir: "",
      branch,
      // What it goes on with is no change of its own.
      base: { branch: base, commit: begun },
      begun,
      continued: null,
      ports: { first: 0, last: 0 },
      state: "preparing",
      isInitialised: false,
      merging: null,
      holder: thisProcess(),
      createdAt: now,
      updatedAt: now,
    };
    await records.save(record);
    return { place: new Place(repository, record), number };
  });
}

async function addWorktree(place: Place, signal: AbortSignal | undefined): Promise<void> {
  const { repository, record } = place;
  const git = repository.git.at({});
  await git.run(
    [
      "worktree",
      "add",
      "--quiet",
      "--no-track",
      "-b",
      record.branch,
      "--",
      record.path,
      record.begun,
    ],
    { what: `make the worktree ${record.path}`, signal },
  );
  const gitDir = await gitDirOf(repository, await realpath(record.path));
  if (gitDir === null)
    throw new WorktreeProblem("git_failed", `git made no worktree at ${record.path}`, {});
  await place.update({ gitDir, state: "preparing" });
}

/** Runs the init command, and makes the worktree one that can be found again. Returns sentences. */
export async function initialise(
  place: Place,
  { init, env, onOutput, signal }: Surroundings & { init?: InitCommand },
): Promise<string[]> {
  const { caches } = place.repository;
  try {
    await mkdir(caches, { recursive: true });
  } catch (error) {
    throw fileProblem(`make ${caches}`, error);
  }
  const notes: string[] = [];
  if (init) {
    const { why, code, tail } = await runProgram({
      command: init.command,
      cwd: place.record.path,
      env: { ...env, ...worktreeEnvironment(place) },
      timeoutMs: init.timeoutMs ?? INIT_TIMEOUT_MS,
      signal,
      onOutput,
    });
    if (why === "cancelled")
      throw new WorktreeProblem("cancelled", "stopped while the init command ran", {});
    if (why === "timed_out")
      throw new WorktreeProblem(
        "init_timed_out",
        `the init command took longer than ${(init.timeoutMs ?? INIT_TIMEOUT_MS) / 1_000} s${said(tail)}`,
        {
          fix: "give it more time, or let it do less",
        },
      );
    if (code !== 0)
      throw new WorktreeProblem(
        "init_failed",
        `the init command ended with ${code ?? "a signal"}${said(tail)}`,
        {
          fix: "run it in a worktree by hand: git worktree add",
        },
      );
    const changed = await uncommittedIn(place, { withNew: false });
    if (changed > 0)
      notes.push(
        `The init command changed ${counted(changed, "file")} that git tracks; they are committed with the work.`,
      );
  }
  await place.update({ state: "open", isInitialised: true });
  return notes;
}

function said(tail: string): string {
  const end = tail.trim().slice(-2_000);
  return end === "" ? ", and said nothing" : `:\n${end}`;
}

/** What a program in a worktree is told about it. */
export function worktreeEnvironment({ record, repository }: Place): Record<string, string> {
  return {
    BATON_WORKTREE: record.path,
    BATON_BRANCH: record.branch,
    BATON_BASE_COMMIT: record.base.commit,
    BATON_CACHE_DIR: repository.caches,
    PORT: String(record.ports.first),
    BATON_PORT_FIRST: String(record.ports.first),
    BATON_PORT_LAST: String(record.ports.last),
  };
}

/** Takes back what was made of a worktree that nobody has worked in. */
async function undo(place: Place): Promise<void> {
  const { repository, record } = place;
  await removeWorktree(repository, record);
  const tip = await repository.git.at({}).commitOf(place.ref);
  if (tip !== null && tip === record.begun) await removeBranch(repository, record.branch, tip);
}
