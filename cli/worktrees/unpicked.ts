import { uncommittedIn } from "./hand-in";
import { Place } from "./place";
import { counted } from "./problem";
import { isHeldByOther, type WorktreeRecord } from "./records";
import { removeBranch, removeWorktree } from "./remove";
import type { Opened } from "./repository";

/** A task whose work was not picked, and the commit that it handed in, if it did. */
export interface UnpickedTask {
  id: number;
  commit: string | null;
}

/** What became of a worktree. `stays` is null once it is removed. */
export interface Dealt {
  said: string;
  stays: string | null;
}

/**
 * Removes the worktrees of a task whose work was not picked, with their branches. What somebody kept, or worked on since it was handed in, stays.
 * Returns what was done with each, as a sentence and why it stays. Several workers of one repository may call it at the same time.
 */
export async function removeUnpicked(repository: Opened, task: UnpickedTask): Promise<Dealt[]> {
  return repository.records.alone(async () => {
    const dealt: Dealt[] = [];
    for (const record of await repository.records.all()) {
      if (record.task.id !== task.id) continue;
      const why = await whyItStays(repository, record, task);
      if (why === null) await removeWithBranches(repository, record);
      const said =
        why === null ? `${record.name} was removed` : `${record.name} stays, because ${why}`;
      dealt.push({ said, stays: why });
    }
    return dealt;
  });
}

async function whyItStays(
  repository: Opened,
  record: WorktreeRecord,
  { commit }: UnpickedTask,
): Promise<string | null> {
  if (record.state === "kept") return "it was kept on purpose";
  if (isHeldByOther(record.holder) || record.holder?.pid === process.pid)
    return "a process works in it";
  const place = new Place(repository, record);
  const tip = await repository.git.at({}).commitOf(place.ref);
  if (tip !== null && tip !== (commit ?? record.begun))
    return `${record.branch} has other commits than those that were handed in`;
  // What a program left that was ended before it handed in anything is nobody's work.
  const left = commit !== null && (await place.isThere()) ? await uncommittedIn(place) : 0;
  return left === 0
    ? null
    : `${counted(left, "file")} in it ${left === 1 ? "is" : "are"} in no commit`;
}

async function removeWithBranches(repository: Opened, record: WorktreeRecord): Promise<void> {
  const git = repository.git.at({});
  const { branch, continued } = record;
  const tip = await git.commitOf(`refs/heads/${branch}`);
  await removeWorktree(repository, record);
  if (tip !== null) await removeBranch(repository, branch, tip);
  // The branch of an earlier round, if it is where that round left it.
  const earlier = continued && (await git.commitOf(`refs/heads/${continued.branch}`));
  if (continued && earlier === continued.commit)
    await removeBranch(repository, continued.branch, continued.commit);
}
