import { readdir } from "node:fs/promises";
import { WorktreeProblem } from "./problem";
import type { Opened } from "./repository";

/** Of every branch that work is on. */
export const PREFIX = "baton/";
const MOST = 999;

export interface Name {
  /** Of the folder. */
  name: string;
  branch: string;
  /** 1 for the first of its task. */
  number: number;
}

/**
 * The first free name for work on a task: `shop-014` with the branch `baton/shop-014`, then `shop-014-2`. Taken is what a local or a
 * pushed branch, a folder or a record has.
 */
export async function freeName(
  repository: Opened,
  task: { id: number; ref: string | null },
): Promise<Name> {
  const { taken, isBlocked } = await takenNames(repository);
  if (isBlocked)
    throw new WorktreeProblem(
      "branch_blocked",
      'a branch named "baton" is in the way of branches named baton/…',
      { fix: "rename it: git branch -m baton NAME" },
    );
  return firstFree(stemOf(task), taken);
}

function firstFree(stem: string, taken: ReadonlySet<string>): Name {
  for (let number = 1; number <= MOST; number++) {
    const name = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(name)) return { name, branch: `${PREFIX}${name}`, number };
  }
  throw new WorktreeProblem("branch_exists", `${PREFIX}${stem} has ${MOST} branches already`, {
    fix: "delete the branches of earlier runs that are merged",
  });
}

/** A branch that was asked for by name, with the folder for it. */
export async function namedBranch(repository: Opened, branch: string): Promise<Name> {
  const { git } = repository;
  const check = await git.run(["check-ref-format", "--branch", branch], {
    what: `check the name ${branch}`,
    allow: [0, 1, 128],
  });
  if (check.code !== 0)
    throw new WorktreeProblem("bad_request", `"${branch}" is no name for a branch`, {
      fix: "use letters, digits, dashes and slashes",
    });
  if (await git.commitOf(`refs/heads/${branch}`))
    throw new WorktreeProblem("branch_exists", `the branch ${branch} exists already`, {
      fix: "leave the name out to get the next free number, or delete the branch",
    });
  const { taken } = await takenNames(repository);
  const { name } = firstFree(stemOf({ id: 0, ref: branch.split("/").at(-1) ?? branch }), taken);
  return { name, branch, number: 1 };
}

function stemOf({ id, ref }: { id: number; ref: string | null }): string {
  const plain = (ref ?? "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return plain || `task-${id}`;
}

async function takenNames(
  repository: Opened,
): Promise<{ taken: ReadonlySet<string>; isBlocked: boolean }> {
  const { git, home, records } = repository;
  const refs = (
    await git.text(["for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes"], {
      what: "list the branches",
    })
  ).split("\n");
  const taken = new Set<string>();
  for (const ref of refs) {
    const at = ref.indexOf(`/${PREFIX}`);
    // `baton/shop-014/x` is in the way of `baton/shop-014` as well.
    if (at >= 0) taken.add((ref.slice(at + 1 + PREFIX.length).split("/")[0] ?? "").toLowerCase());
  }
  for (const name of await readdir(home)) taken.add(name.toLowerCase());
  for (const { name } of await records.all()) taken.add(name.toLowerCase());
  return { taken, isBlocked: refs.includes(`refs/heads/${PREFIX.slice(0, -1)}`) };
}
