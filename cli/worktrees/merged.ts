import { appendFile, readFile } from "node:fs/promises";
import path from "node:path";
import { fileProblem } from "./problem";

/** A merge that happened. Its worktree and branch are gone, so this line is what is left to tell of it. */
export interface Merged {
  run: number;
  task: number;
  /** The branch's commit that was merged, and the target's that has it: another one after a rebase. */
  handedIn: string;
  commit: string;
  target: string;
  at: string;
}

/** One line of JSON for each merge, beside the records of the worktrees. */
const fileIn = (folder: string): string => path.join(folder, "merged.jsonl");

export async function noteMerged(folder: string, merged: Merged): Promise<void> {
  try {
    await appendFile(fileIn(folder), `${JSON.stringify(merged)}\n`, { mode: 0o600 });
  } catch (error) {
    throw fileProblem(`write down that ${merged.commit.slice(0, 12)} was merged`, error);
  }
}

/** The last merge of a task's work, or null. A line that was cut short is passed over. */
export async function lastMerged(folder: string, task: number): Promise<Merged | null> {
  const text = await readFile(fileIn(folder), "utf8").catch(() => "");
  const lines = text.split("\n").reverse();
  for (const line of lines) {
    const merged = parsed(line);
    if (merged?.task === task) return merged;
  }
  return null;
}

function parsed(line: string): Merged | null {
  try {
    return JSON.parse(line) as Merged;
  } catch {
    return null;
  }
}
