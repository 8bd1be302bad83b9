import type { Opened } from "./repository";

/** Commits that work goes on with, and how each is called for people. */
export interface EarlierCommit {
  commit: string;
  ref: string;
}

/**
 * Where work begins that goes on with earlier work: at the one commit that has all of it. Undefined where there is none, because all of it is in the
 * base, made on another machine, or on several branches; then a sentence says so.
 */
export async function startAt(
  repository: Opened,
  earlier: readonly EarlierCommit[],
): Promise<{ from?: string; notes: string[] }> {
  const git = repository.git.at({});
  const notes: string[] = [];
  const isIn = (commit: string, other: string) =>
    git.holds(["merge-base", "--is-ancestor", commit, other], "look for earlier work");
  const here: EarlierCommit[] = [];
  for (const each of earlier) {
    if ((await git.commitOf(each.commit)) === null)
      notes.push(
        `The work of ${each.ref}, commit ${each.commit.slice(0, 12)}, is not in this repository: its worker has another one.`,
      );
    else if (!(await isIn(each.commit, `refs/heads/${repository.base}`))) here.push(each);
  }
  const last: EarlierCommit[] = [];
  for (const each of here) {
    const others = here.filter((other) => other !== each && other.commit !== each.commit);
    const holding = await Promise.all(others.map(({ commit }) => isIn(each.commit, commit)));
    if (!holding.includes(true) && !last.some(({ commit }) => commit === each.commit))
      last.push(each);
  }
  const [one, ...more] = last;
  if (!one) return { notes };
  if (more.length === 0)
    return {
      from: one.commit,
      notes: [...notes, `It goes on with ${one.ref}, commit ${one.commit.slice(0, 12)}.`],
    };
  const all = last.map(({ ref, commit }) => `${ref} (${commit.slice(0, 12)})`).join(", ");
  return {
    notes: [
      ...notes,
      `What it goes on with is on several branches: ${all}. It begins from ${repository.base}; git merge brings in what is needed.`,
    ],
  };
}
