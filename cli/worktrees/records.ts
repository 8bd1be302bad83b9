import { randomUUID } from "node:crypto";
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { processIdentity } from "@/scripts/processes.mjs";
import { fileProblem, WorktreeProblem } from "./problem";

/** A process, told from a later one with the same number by when it started. */
export interface Holder {
  host: string;
  pid: number;
  started: string | null;
}

/** What is kept of a worktree, as `<home>/.baton/<run>.json`. */
export interface WorktreeRecord {
  run: number;
  task: { id: number; ref: string | null; title: string };
  /** The name of its folder. */
  name: string;
  path: string;
  /** Git's own folder for it, empty until git has made it. */
  gitDir: string;
  branch: string;
  /** The branch that the work goes to, and the commit that its changes are counted from. */
  base: { branch: string; commit: string };
  /** Where the branch began: the base, or the work of an earlier run. */
  begun: string;
  continued: { run: number; branch: string; commit: string } | null;
  ports: { first: number; last: number };
  state: "preparing" | "open" | "kept" | "set_aside";
  /** Whether the init command has succeeded since build output was last removed. */
  isInitialised: boolean;
  /** The branch's commit from before a merge that is under way. */
  merging: string | null;
  holder: Holder | null;
  createdAt: string;
  updatedAt: string;
}

/** This process, as others see it. */
export function thisProcess(): Holder {
  return { host: hostname(), pid: process.pid, started: processIdentity(process.pid) };
}

/** Whether another process that lives holds it. One on another machine cannot be asked, and counts as alive. */
export function isHeldByOther(holder: Holder | null): boolean {
  if (holder === null) return false;
  if (holder.host !== hostname()) return true;
  const started = processIdentity(holder.pid);
  if (started === null || started !== holder.started) return false;
  return holder.pid !== process.pid;
}

/** The records of one home of worktrees. */
export class Records {
  readonly folder: string;

  constructor(home: string) {
    this.folder = path.join(home, ".baton");
  }

  async prepare(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
  }

  async read(run: number): Promise<WorktreeRecord | null> {
    return this.#read(this.#file(run));
  }

  async all(): Promise<WorktreeRecord[]> {
    const names = await readdir(this.folder).catch(() => []);
    const records = await Promise.all(
      names
        .filter((name) => /^\d+\.json$/.test(name))
        .map((name) => this.#read(path.join(this.folder, name))),
    );
    return records.filter((record) => record !== null).sort((a, b) => a.run - b.run);
  }

  async save(record: WorktreeRecord): Promise<void> {
    const updated = { ...record, updatedAt: new Date().toISOString() };
    const file = this.#file(record.run);
    const fresh = `${file}.${process.pid}.${randomUUID()}`;
    try {
      await writeFile(fresh, `${JSON.stringify(updated, null, 2)}\n`, { mode: 0o600 });
      await rename(fresh, file);
    } catch (error) {
      await rm(fresh, { force: true });
      throw fileProblem(`write down what worktree ${record.name} is`, error);
    }
  }

  async remove(run: number): Promise<void> {
    await rm(this.#file(run), { force: true });
  }

  /** Runs alone among all processes that use this home, and all that ask for this turn. Others wait for it, by default ten seconds. */
  async alone<T>(
    work: () => Promise<T>,
    { turn = "lock", waitMs = 10_000 }: { turn?: string; waitMs?: number } = {},
  ): Promise<T> {
    const lock = path.join(this.folder, turn);
    const token = JSON.stringify({ ...thisProcess(), token: randomUUID() });
    const mine = `${lock}.${process.pid}.${randomUUID()}`;
    try {
      await writeFile(mine, token);
      await this.#take(lock, mine, waitMs);
    } catch (error) {
      throw fileProblem("lock the folder of the worktrees", error);
    } finally {
      await rm(mine, { force: true });
    }
    try {
      return await work();
    } finally {
      await rm(lock, { force: true });
    }
  }

  async #take(lock: string, mine: string, waitMs: number): Promise<void> {
    const until = Date.now() + waitMs;
    for (;;) {
      try {
        // A link appears with its content in it, or not at all.
        return await link(mine, lock);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const holder = await readFile(lock, "utf8").catch(() => null);
      if (holder !== null && !isAlive(holder)) await breakLock(lock, holder);
      else if (Date.now() > until)
        throw new WorktreeProblem("locked", `${lock} is held by another worker`, {
          fix: "try again; if no worker runs on this machine, delete the file",
        });
      else await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
    }
  }

  async #read(file: string): Promise<WorktreeRecord | null> {
    let text: string;
    try {
      text = await readFile(file, "utf8");
    } catch {
      return null;
    }
    try {
      const read: unknown = JSON.parse(text);
      return isRecord(read) ? read : null;
    } catch {
      return null;
    }
  }

  #file(run: number): string {
    return path.join(this.folder, `${run}.json`);
  }
}

/** Whether the process that wrote this lock lives. This process counts: another part of it may hold the lock. */
function isAlive(lock: string): boolean {
  try {
    const { host, pid, started } = JSON.parse(lock) as Holder;
    return host !== hostname() || processIdentity(pid) === started;
  } catch {
    return false;
  }
}

/** Removes a lock whose holder is gone. Moving it away first lets only one of several win; a lock taken meanwhile is put back. */
async function breakLock(lock: string, content: string): Promise<void> {
  const aside = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, aside);
    if ((await readFile(aside, "utf8")) !== content) await link(aside, lock);
  } catch {
    // Somebody else was quicker.
  } finally {
    await rm(aside, { force: true });
  }
}

function isRecord(read: unknown): read is WorktreeRecord {
  if (typeof read !== "object" || read === null) return false;
  const record = read as Partial<WorktreeRecord>;
  return (
    Number.isInteger(record.run) &&
    Number.isInteger(record.task?.id) &&
    typeof record.name === "string" &&
    /^[\w.-]+$/.test(record.name) &&
    typeof record.path === "string" &&
    typeof record.gitDir === "string" &&
    typeof record.branch === "string" &&
    typeof record.base?.commit === "string" &&
    typeof record.base.branch === "string"
  );
}
