import { rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Git } from "./git";
import { WorktreeProblem } from "./problem";
import type { WorktreeRecord } from "./records";
import type { Opened } from "./repository";

/** A worktree's record in its repository, with git for it. */
export class Place {
  readonly repository: Opened;
  #record: WorktreeRecord;

  constructor(repository: Opened, record: WorktreeRecord) {
    this.repository = repository;
    this.#record = record;
  }

  get record(): Readonly<WorktreeRecord> {
    return this.#record;
  }

  get ref(): string {
    return `refs/heads/${this.#record.branch}`;
  }

  async update(change: Partial<WorktreeRecord>): Promise<void> {
    this.#record = { ...this.#record, ...change };
    await this.repository.records.save(this.#record);
  }

  async isThere(): Promise<boolean> {
    const { path: folder, gitDir } = this.#record;
    return gitDir !== "" && (await isFolder(folder)) && (await isFolder(gitDir));
  }

  /** Git in this worktree, with the configuration as it is now. Throws `gone` when the folder was removed. */
  async git(): Promise<Git> {
    const { path: folder, gitDir, branch, name } = this.#record;
    if (!(await this.isThere()))
      throw new WorktreeProblem("gone", `the worktree ${folder} was removed`, {
        fix: `its commits are on the branch ${branch}, and what is left of ${name} goes with the next clearing of leftovers`,
      });
    return this.repository.git.at({ cwd: folder, gitDir, workTree: folder });
  }

  /** Deletes lock files that a killed git left in this worktree. Only for when its program has ended. Returns sentences. */
  async breakLocks(): Promise<string[]> {
    const { gitDir } = this.#record;
    const locks = [
      path.join(gitDir, "index.lock"),
      path.join(gitDir, "HEAD.lock"),
      path.join(this.repository.commonDir, `${this.ref}.lock`),
    ];
    const notes: string[] = [];
    for (const lock of locks) {
      if (!(await stat(lock).catch(() => null))) continue;
      await rm(lock, { force: true });
      notes.push(`A killed git had left ${path.basename(lock)} behind; it was deleted.`);
    }
    return notes;
  }

  /** Forgets a merge, rebase, cherry-pick or bisection that was under way, and changes no file. */
  async endUnfinished(): Promise<void> {
    const names = [
      "rebase-merge",
      "rebase-apply",
      "sequencer",
      "MERGE_HEAD",
      "MERGE_MSG",
      "MERGE_MODE",
      "CHERRY_PICK_HEAD",
      "REVERT_HEAD",
      "REBASE_HEAD",
      "AUTO_MERGE",
    ];
    for (const name of names)
      await rm(path.join(this.#record.gitDir, name), { recursive: true, force: true });
  }
}

export async function isFolder(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => null))?.isDirectory() ?? false;
}

/** Lays an index over the worktree that was read from a commit and not from a file that a program could write. Returns its file. */
export async function freshIndex(git: Git, gitDir: string, commit: string): Promise<string> {
  const file = path.join(gitDir, "baton-index");
  await rm(file, { force: true });
  await rm(`${file}.lock`, { force: true });
  await git.run(["read-tree", commit], {
    what: `read the files of ${commit.slice(0, 12)}`,
    env: { GIT_INDEX_FILE: file },
  });
  return file;
}
