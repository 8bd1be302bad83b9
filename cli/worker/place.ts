import { statfs } from "node:fs/promises";
import type { Claim } from "./claim";
import type { Evidence } from "./delivery";
import type { Outcome } from "./programs/program";

/** What a place may need while it is made ready for a run. */
export interface Taking {
  /** The environment that commands get there. */
  env: Readonly<Record<string, string>>;
  /** Commits of earlier stages that the work goes on with. */
  earlier: readonly { ref: string; commit: string }[];
  signal: AbortSignal;
  say(text: string): void;
}

/** An outcome with what shows what was done: the commit, its diff, and how checks ended on it. */
export interface Finished {
  outcome: Outcome;
  evidence: Evidence | null;
}

/** Where one run works. */
export interface HeldPlace {
  cwd: string;
  /** Its program is to change nothing there. */
  isReadOnly: boolean;
  /** What its program is told of it. */
  env: Readonly<Record<string, string>>;
  /** The program has ended, and nothing of it is left: keeps and checks what it made, and says what became of its outcome. */
  finish(outcome: Outcome): Promise<Finished>;
  release(): Promise<void>;
}

/** Where the runs of a worker work. */
export interface Place {
  take(claim: Claim, taking: Taking): Promise<HeldPlace>;
  /** The space left on its disk, in bytes; null where nobody can say. */
  freeBytes(): Promise<number | null>;
  /** The tasks whose worktrees are kept after their runs. Absent where there are none. */
  idleTasks?(): Promise<number[]>;
  /** Removes what a task left whose work was not picked. Returns what was done with each worktree, and why it stays. */
  removeUnpicked?(task: {
    id: number;
    commit: string | null;
  }): Promise<{ said: string; stays: string | null }[]>;
}

/** The folder itself: its runs share what is in it. */
export function sharedPlace(folder: string): Place {
  const held: HeldPlace = {
    cwd: folder,
    isReadOnly: false,
    env: {},
    finish: async (outcome) => ({ outcome, evidence: null }),
    release: async () => undefined,
  };
  return { take: async () => held, freeBytes: () => freeBytesOf(folder) };
}

async function freeBytesOf(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
