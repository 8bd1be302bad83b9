import { type Check, type CheckResult, type RunChecks, runChecks } from "./checks";
import { forward } from "./forward";
import type { Git } from "./git";
import { identity, refuseUncommitted, uncommittedIn } from "./hand-in";
import { noteMerged } from "./merged";
import type { Place } from "./place";
import { type InitCommand, initialise } from "./prepare";
import { counted, WorktreeProblem } from "./problem";
import { removeBranch, removeWorktree } from "./remove";

export interface MergeRequest extends Omit<RunChecks, "commit"> {
  /** What was approved: a branch that is at another commit is not merged. */
  commit?: string;
  /** Run again on the rebased commit before the target moves. */
  checks?: readonly Check[];
  /** Run again when build output of the worktree was removed meanwhile. */
  init?: InitCommand;
}

export type MergeResult =
  | {
      merged: true;
      commit: string;
      target: string;
      /** How many commits the target got; 0 when it had them already. */
      commits: number;
      checks: CheckResult[];
      /** Sentences, such as on a worktree that was left because files in it were in no commit. */
      notes: string[];
    }
  | {
      merged: false;
      why: "conflict";
      target: string;
      files: string[];
      diff: string;
      feedback: string;
    }
  | { merged: false; why: "checks"; commit: string; checks: CheckResult[]; feedback: string };

const TRIES = 4;
/** Checks run meanwhile. */
const MERGING = { turn: "merging", waitMs: 3_600_000 };
const MOVING = { turn: "moving", waitMs: 60_000 };
const DIFF_BYTES = 65_536;

/**
 * Brings the work into its base branch: rebased on that branch's tip, checked again there, and fast-forwarded. The worktree and its branch are
 * removed only after the commits were found in the target. With a conflict or a red check the branch is as it was.
 */
export async function merge(place: Place, request: MergeRequest): Promise<MergeResult> {
  const git = await place.git();
  await recover(git, place);
  await refuseUncommitted(place);
  await refuseUnapproved(git, place, request.commit);
  for (let attempt = 1; ; attempt++) {
    // Who came too late takes a turn, so that several are not checked again and again.
    const result =
      attempt === 1
        ? await tryMerge(git, place, request)
        : await place.repository.records.alone(() => tryMerge(git, place, request), MERGING);
    if (result !== "moved") return result;
    if (attempt === TRIES)
      throw new WorktreeProblem(
        "target_moved",
        `${place.record.base.branch} moved each time while the work was checked`,
        {
          fix: "try again when fewer changes arrive",
        },
      );
  }
}

async function refuseUnapproved(git: Git, place: Place, commit: string | undefined): Promise<void> {
  const tip = await git.commitOf(place.ref);
  if (commit === undefined || tip === commit) return;
  throw new WorktreeProblem(
    "branch_moved",
    `${place.record.branch} is at ${tip?.slice(0, 12) ?? "no commit"}, and what was approved is ${commit.slice(0, 12)}`,
    { fix: "hand in and review what the branch has now, or set it back to what was approved" },
  );
}

async function tryMerge(
  git: Git,
  place: Place,
  request: MergeRequest,
): Promise<MergeResult | "moved"> {
  const { branch, base } = place.record;
  const target = base.branch;
  const [tip, targetTip] = [
    await git.commitOf(place.ref),
    await git.commitOf(`refs/heads/${target}`),
  ];
  if (tip === null) throw new WorktreeProblem("gone", `the branch ${branch} was deleted`, {});
  if (targetTip === null)
    throw new WorktreeProblem("unknown_base", `the branch ${target} was deleted`, {
      fix: "make it again, or push the work",
    });

  const isAhead = await git.holds(
    ["merge-base", "--is-ancestor", targetTip, tip],
    `compare ${branch} with ${target}`,
  );
  let checks: CheckResult[] = [];
  let rebased = tip;
  await place.update({ merging: tip });
  try {
    if (!isAhead) {
      const result = await rebase(git, place, tip, targetTip);
      if (typeof result !== "string") return result;
      rebased = result;
    }
    if (request.checks && request.checks.length > 0) {
      if (!place.record.isInitialised)
        await initialise(place, { init: request.init, env: request.env, signal: request.signal });
      checks = await runChecks(place, request.checks, { ...request, commit: rebased });
      const red = checks.filter(({ state }) => state !== "passed" && state !== "skipped");
      if (red.length > 0)
        return {
          merged: false,
          why: "checks",
          commit: rebased,
          checks,
          feedback: checksFeedback(red, target),
        };
    }
    if (
      (await place.repository.records.alone(
        () => forward(git, place, targetTip, rebased),
        MOVING,
      )) === "moved"
    )
      return "moved";
  } finally {
    await recover(git, place);
  }
  const commits = Number(
    await git.text(["rev-list", "--count", `${targetTip}..${rebased}`], {
      what: "count the commits",
    }),
  );
  const notes = await clearUp(git, place, { tip, rebased, target });
  return { merged: true, commit: rebased, target, commits, checks, notes };
}

/** Lets a merge that was interrupted be as if it had not begun. */
async function recover(git: Git, place: Place): Promise<void> {
  const { merging, branch } = place.record;
  if (merging === null) return;
  await place.breakLocks();
  await place.endUnfinished();
  // Only files of commits are touched: nothing was uncommitted when the merge began.
  await git.run(["reset", "--quiet", "--hard", merging], {
    what: `return to the branch ${branch}`,
  });
  await git.run(["symbolic-ref", "HEAD", place.ref], { what: `return to the branch ${branch}` });
  await place.update({ merging: null });
}

/** The commit after the rebase, which HEAD is detached at, or the conflict. */
async function rebase(
  git: Git,
  place: Place,
  tip: string,
  onto: string,
): Promise<string | Extract<MergeResult, { why: "conflict" }>> {
  const target = place.record.base.branch;
  const what = `rebase ${place.record.branch} on ${target}`;
  const began = await git.text(["merge-base", onto, tip], { what });
  await git.run(["checkout", "--quiet", "--detach", tip], { what });
  const { GIT_COMMITTER_NAME = "", GIT_COMMITTER_EMAIL = "" } = identity();
  const { code, err } = await git.run(
    [
      "rebase",
      "--quiet",
      "--merge",
      "--no-verify",
      "--no-gpg-sign",
      "--empty=drop",
      "--onto",
      onto,
      began,
    ],
    { what, allow: [0, 1, 128], env: { GIT_COMMITTER_NAME, GIT_COMMITTER_EMAIL } },
  );
  if (code === 0) return git.text(["rev-parse", "HEAD"], { what });
  const files = await git.parts(["diff", "--name-only", "--diff-filter=U", "-z"], { what });
  if (files.length === 0)
    throw new WorktreeProblem(
      "git_failed",
      `git could not ${what}: ${err.trim().split("\n").at(-1) ?? ""}`,
      {
        fix: "rebase the branch by hand to see all that git says",
      },
    );
  const { out, isCut } = await git.run(["diff", "--no-ext-diff", "--no-textconv", "--no-color"], {
    what,
    maxBytes: DIFF_BYTES,
  });
  const diff = isCut ? `${out.slice(0, out.lastIndexOf("\n") + 1)}[the rest was cut]\n` : out;
  return {
    merged: false,
    why: "conflict",
    target,
    files,
    diff,
    feedback: conflictFeedback(target, onto, files, diff),
  };
}

function conflictFeedback(target: string, onto: string, files: string[], diff: string): string {
  const listed = files
    .slice(0, 50)
    .map((name) => `- ${name}`)
    .join("\n");
  return `The change cannot be merged into ${target} as it is: ${target} is at ${onto.slice(0, 12)} by now, and ${counted(files.length, "file")} conflict${files.length === 1 ? "s" : ""}:

${listed}

Rebase the work on ${target} (git rebase ${target}), resolve the conflicts so that both changes keep their meaning, and hand it in again. This is what conflicted:

${diff}`;
}

function checksFeedback(red: readonly CheckResult[], target: string): string {
  const told = red.map(({ name, command, state, exit_code, output }) => {
    const how =
      state === "failed" ? `ended with ${exit_code ?? "a signal"}` : state.replace("_", " ");
    return `${name} (${command}) ${how}:\n${output.trim() || "It printed nothing."}`;
  });
  return `After rebasing on ${target}, ${counted(red.length, "check")} did not pass. Rebase the work on ${target}, mend it, and hand it in again.\n\n${told.join("\n\n")}`;
}

/** Removes what is no longer needed, after the target was read again and has the commits. */
async function clearUp(
  git: Git,
  place: Place,
  { tip, rebased, target }: { tip: string; rebased: string; target: string },
): Promise<string[]> {
  const has = await git.holds(
    ["merge-base", "--is-ancestor", rebased, `refs/heads/${target}`],
    `check that ${target} has the work`,
  );
  if (!has)
    throw new WorktreeProblem(
      "target_moved",
      `${target} was moved away from ${rebased.slice(0, 12)} right after the merge`,
      {
        fix: "nothing was removed: merge again",
      },
    );
  const { repository, record } = place;
  const { run, task } = record;
  const at = new Date().toISOString();
  const merged = { run, task: task.id, handedIn: tip, commit: rebased, target, at };
  await noteMerged(repository.records.folder, merged);
  const left = await uncommittedIn(place);
  if (left > 0) {
    await place.update({ state: "kept", holder: null });
    return [
      `${counted(left, "file")} of ${record.path} ${left === 1 ? "is" : "are"} in no commit, so the worktree stays.`,
    ];
  }
  await removeWorktree(repository, record);
  await removeBranch(repository, record.branch, tip);
  return [];
}
