import { statfs } from "node:fs/promises";
import { type Check, type CheckResult, type RunChecks, runChecks } from "./checks";
import {
  type CollectGarbage,
  collectGarbage,
  type GarbageReport,
  statesOf,
  type WorktreeState,
} from "./garbage";
import { type HandIn, type HandInRequest, handIn } from "./hand-in";
import { type MergeRequest, type MergeResult, merge } from "./merge";
import { lastMerged, type Merged } from "./merged";
import type { Place } from "./place";
import { findAgain, prepareWorktree, type WorktreeRequest, worktreeEnvironment } from "./prepare";
import { openPullRequest, type PullRequest, type Pushed, type PushRequest, push } from "./publish";
import { isHeldByOther, type WorktreeRecord } from "./records";
import { removeBranch, removeWorktree } from "./remove";
import { examine, type Opened, type RepositoryOptions } from "./repository";
import { type EarlierCommit, startAt } from "./start";
import { type Dealt, removeUnpicked, type UnpickedTask } from "./unpicked";

/**
 * The worktrees of a repository: one for each run, outside of its checkout, on a branch named after the ticket. docs/worktrees.md
 * describes them. Everything throws a `WorktreeProblem`.
 */
export class Repository {
  readonly #opened: Opened;

  private constructor(opened: Opened) {
    this.#opened = opened;
  }

  /** Opens the repository that a folder lies in. */
  static async open(options: RepositoryOptions): Promise<Repository> {
    return new Repository(await examine(options));
  }

  get root(): string {
    return this.#opened.root;
  }

  get home(): string {
    return this.#opened.home;
  }

  /** The branch that work begins from and is merged into. */
  get base(): string {
    return this.#opened.base;
  }

  /** A folder that all worktrees share and that outlives them. */
  get caches(): string {
    return this.#opened.caches;
  }

  /** The run's worktree: made, found again, or taken over from an earlier run of the task. */
  async prepare(request: WorktreeRequest): Promise<Worktree> {
    const { place, found, notes } = await prepareWorktree(this.#opened, request);
    return new Worktree(place, found, notes);
  }

  /** Where work begins that goes on with these commits. */
  startAt(earlier: readonly EarlierCommit[]): Promise<{ from?: string; notes: string[] }> {
    return startAt(this.#opened, earlier);
  }

  /** The worktree of a run, or null. */
  async find(run: number): Promise<Worktree | null> {
    const place = await this.#opened.records.alone(() => findAgain(this.#opened, run));
    return place && new Worktree(place, true, []);
  }

  list(): Promise<WorktreeState[]> {
    return statesOf(this.#opened);
  }

  /** The last merge of a task's work, whose worktree is gone, and whether its target still has it; null if there was none. */
  async mergedOf(task: number): Promise<(Merged & { isThere: boolean }) | null> {
    const merged = await lastMerged(this.#opened.records.folder, task);
    if (merged === null) return null;
    const { commit, target } = merged;
    const git = this.#opened.git.at({});
    const isThere =
      (await git.commitOf(`refs/heads/${target}`)) !== null &&
      (await git.commitOf(commit)) !== null &&
      (await git.holds(
        ["merge-base", "--is-ancestor", commit, `refs/heads/${target}`],
        `look for ${commit.slice(0, 12)} in ${target}`,
      ));
    return { ...merged, isThere };
  }

  /** Removes what a task left whose work was not picked. Returns what was done with each worktree. */
  removeUnpicked(task: UnpickedTask): Promise<Dealt[]> {
    return removeUnpicked(this.#opened, task);
  }

  /** The tasks whose worktrees are here though nobody works in them, newest first. */
  async idleTasks(): Promise<number[]> {
    const idle = (await this.#opened.records.all()).filter(
      ({ state, holder }) =>
        state !== "kept" && !isHeldByOther(holder) && holder?.pid !== process.pid,
    );
    return [...new Set(idle.reverse().map(({ task }) => task.id))];
  }

  gc(request: CollectGarbage): Promise<GarbageReport> {
    return collectGarbage(this.#opened, request);
  }

  /** Free bytes where the worktrees are. */
  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.#opened.home);
    return bavail * bsize;
  }
}

export const openRepository = (options: RepositoryOptions): Promise<Repository> =>
  Repository.open(options);

/** The worktree of one run. */
export class Worktree {
  readonly #place: Place;
  /** Whether the run had it already. */
  readonly found: boolean;
  /** Sentences for the run's log. */
  readonly notes: readonly string[];

  constructor(place: Place, found: boolean, notes: readonly string[]) {
    this.#place = place;
    this.found = found;
    this.notes = notes;
  }

  get run(): number {
    return this.#place.record.run;
  }

  get task(): WorktreeRecord["task"] {
    return this.#place.record.task;
  }

  get path(): string {
    return this.#place.record.path;
  }

  get branch(): string {
    return this.#place.record.branch;
  }

  /** The branch that the work goes to, and the commit of it that the work began from. */
  get base(): WorktreeRecord["base"] {
    return this.#place.record.base;
  }

  /** The run whose work this one goes on with. */
  get continued(): WorktreeRecord["continued"] {
    return this.#place.record.continued;
  }

  /** What the program is told about its worktree. */
  get env(): Readonly<Record<string, string>> {
    return worktreeEnvironment(this.#place);
  }

  /** Commits what the program left, after all of its processes have ended. Again, it gives the same commit. */
  handIn(request: HandInRequest): Promise<HandIn> {
    return handIn(this.#place, request);
  }

  runChecks(checks: readonly Check[], request: RunChecks): Promise<CheckResult[]> {
    return runChecks(this.#place, checks, request);
  }

  /** Leaves it for a person: gc does not touch it. */
  async keep(): Promise<void> {
    await this.#place.update({ state: "kept", holder: null });
  }

  merge(request: MergeRequest = {}): Promise<MergeResult> {
    return merge(this.#place, request);
  }

  push(request: PushRequest = {}): Promise<Pushed> {
    return push(this.#place, request);
  }

  openPullRequest(request: PullRequest): Promise<{ url: string }> {
    return openPullRequest(this.#place, request);
  }

  /** Removes it and its branch, with whatever they hold. */
  async discard(): Promise<void> {
    const { repository, record, ref } = this.#place;
    const tip = await repository.git.at({}).commitOf(ref);
    await removeWorktree(repository, record);
    if (tip !== null) await removeBranch(repository, record.branch, tip);
  }

  /** This process lets go of it, so that another may find it. */
  async release(): Promise<void> {
    const { records } = this.#place.repository;
    const now = await records.read(this.run);
    // After a merge or a discard there is nothing to let go of.
    if (now?.holder?.pid === process.pid) await records.save({ ...now, holder: null });
  }
}

export type { Check, CheckResult, RunChecks } from "./checks";
export type { CollectGarbage, GarbageReport, WorktreeState } from "./garbage";
export type { HandIn, HandInRequest } from "./hand-in";
export type { MergeRequest, MergeResult } from "./merge";
export type { WorktreeRequest } from "./prepare";
export { WorktreeProblem } from "./problem";
export type { RepositoryOptions } from "./repository";
