import type { Git } from "./git";
import { isFolder, type Place } from "./place";
import { WorktreeProblem } from "./problem";

/**
 * Moves the base branch of the work from the commit that it was checked against to the new one, in its checkout where it is checked out.
 * "moved" says that it is elsewhere by now, and is as it was. Throws a WorktreeProblem where a checkout would no longer fit
 * (docs/worktrees.md).
 */
export async function forward(
  git: Git,
  place: Place,
  from: string,
  to: string,
): Promise<"done" | "moved"> {
  const { repository, record } = place;
  const target = record.base.branch;
  const ref = `refs/heads/${target}`;
  if (from === to) return "done";
  const elsewhere = await checkedOutAt(git, ref);
  const outside = elsewhere.find((folder) => folder !== repository.root);
  if (outside)
    throw new WorktreeProblem(
      "checked_out",
      `${target} is checked out at ${outside}, whose files would no longer fit`,
      {
        fix: "switch that checkout to another branch, or push the work",
      },
    );
  const main = repository.git.at({});
  const what = `move ${target} to ${to.slice(0, 12)}`;
  if (elsewhere.length > 0) {
    if ((await main.commitOf(ref)) !== from) return "moved";
    const { code, err, out } = await main.run(
      [
        "merge",
        "--quiet",
        "--ff-only",
        "--no-stat",
        "--no-verify-signatures",
        "--no-autostash",
        to,
      ],
      { what, allow: [0, 1, 128] },
    );
    if (code !== 0) {
      if ((await main.commitOf(ref)) !== from) return "moved";
      throw refusedMerge(target, repository.root, err || out);
    }
  } else {
    const { code } = await main.run(["update-ref", ref, to, from], { what, allow: [0, 128] });
    if (code !== 0 && (await main.commitOf(ref)) !== from) return "moved";
    if (code !== 0) await main.run(["update-ref", ref, to, from], { what });
  }
  return "done";
}

function refusedMerge(target: string, root: string, said: string): WorktreeProblem {
  if (/index\.lock/.test(said))
    return new WorktreeProblem("locked", `${root} is locked by another git (index.lock)`, {
      fix: "wait until it is done; when none is running, delete the lock file",
    });
  const files = [...said.matchAll(/^\t(.+)$/gm)].map((match) => match[1]).slice(0, 10);
  return new WorktreeProblem(
    "target_dirty",
    files.length > 0
      ? `${target} cannot be moved: its checkout ${root} has changes of its own in ${files.join(", ")}`
      : `${target} cannot be moved in its checkout ${root}: ${said.trim().split("\n")[0] ?? ""}`,
    { fix: "commit or stash what is there, then merge again" },
  );
}

/** Checkouts that are on a branch. */
async function checkedOutAt(git: Git, ref: string): Promise<string[]> {
  const list = await git.text(["worktree", "list", "--porcelain"], { what: "list the worktrees" });
  const found: string[] = [];
  for (const block of list.split("\n\n")) {
    const folder = /^worktree (.+)$/m.exec(block)?.[1];
    if (folder && block.split("\n").includes(`branch ${ref}`) && (await isFolder(folder)))
      found.push(folder);
  }
  return found;
}
