import type { CollectGarbage, GarbageReport } from "./garbage";
import type { Git } from "./git";
import { PREFIX } from "./names";
import { counted } from "./problem";
import type { WorktreeRecord } from "./records";
import { removeBranch } from "./remove";
import type { Opened } from "./repository";

/** Commits of a branch that would be lost with it. */
export async function unmergedIn(git: Git, branch: string, base: string): Promise<number> {
  const ref = `refs/heads/${branch}`;
  if ((await git.commitOf(ref)) === null) return 0;
  const target = `refs/heads/${base}`;
  const what = `count the commits of ${branch}`;
  const hasTarget = (await git.commitOf(target)) !== null;
  const linesOf = async (args: string[]) =>
    (await git.text(args, { what })).split("\n").filter(Boolean);
  const unpushed = await linesOf([
    "rev-list",
    ref,
    "--not",
    "--remotes",
    ...(hasTarget ? [target] : []),
  ]);
  if (unpushed.length === 0 || !hasTarget) return unpushed.length;
  const unlike = new Set(
    await linesOf([
      "rev-list",
      "--cherry-pick",
      "--right-only",
      "--no-merges",
      `${target}...${ref}`,
    ]),
  );
  return unpushed.filter((commit) => unlike.has(commit)).length;
}

/** Branches of earlier rounds: a later run went on with their commits on a branch of its own, and has the worktree. `records` are those from before. */
export async function collectBranches(
  repository: Opened,
  { force = [], dryRun }: CollectGarbage,
  { records, report }: { records: readonly WorktreeRecord[]; report: GarbageReport },
): Promise<void> {
  const git = repository.git.at({});
  const known = new Set(records.map(({ branch }) => branch));
  const format = "--format=%(refname:short)%09%(objectname)%09%(worktreepath)";
  const list = await git.text(["for-each-ref", format, `refs/heads/${PREFIX}`], {
    what: "list the branches of earlier runs",
  });
  for (const line of list.split("\n").filter(Boolean)) {
    const [branch = "", tip = "", checkedOut = ""] = line.split("\t");
    if (known.has(branch) || checkedOut !== "") continue;
    const unmerged = await unmergedIn(git, branch, repository.base);
    if (unmerged > 0 && !force.includes(branch)) {
      const why = `${counted(unmerged, "commit")} of an earlier run ${unmerged === 1 ? "is" : "are"} on this branch and not in ${repository.base}; --force ${branch} removes it`;
      report.left.push({ name: branch, why, uncommitted: 0, unmerged });
      continue;
    }
    if (!dryRun) await removeBranch(repository, branch, tip);
    const why = unmerged > 0 ? "named with --force" : `its commits are in ${repository.base}`;
    report.removed.push({ name: branch, why });
  }
}
