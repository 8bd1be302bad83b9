import { EXIT, Failure } from "../failure";

/** What can be wrong with a repository or a worktree, as words for programs. */
export type WorktreeCode =
  | "bad_home"
  | "bad_request"
  | "bare_repository"
  | "branch_blocked"
  | "branch_exists"
  | "branch_moved"
  | "cancelled"
  | "checked_out"
  | "detached_head"
  | "dirty_repository"
  | "disk_full"
  | "git_failed"
  | "gone"
  | "in_use"
  | "include_too_large"
  | "init_failed"
  | "init_timed_out"
  | "locked"
  | "no_commits"
  | "no_gh"
  | "no_git"
  | "no_ports"
  | "no_repository"
  | "not_writable"
  | "not_yours"
  | "partial_clone"
  | "pull_request_failed"
  | "push_failed"
  | "remote_changed"
  | "shallow_repository"
  | "submodules"
  | "target_dirty"
  | "target_moved"
  | "uncommitted"
  | "unfinished_merge"
  | "unknown_base";

/** What goes away by itself: another program has a lock, or moved the branch meanwhile. */
const PASSING: ReadonlySet<WorktreeCode> = new Set(["locked", "target_moved"]);

/** A classified failure around a worktree: one sentence, and what to do about it. */
export class WorktreeProblem extends Failure {
  override readonly code: WorktreeCode;

  constructor(
    code: WorktreeCode,
    message: string,
    { fix, cause }: { fix?: string; cause?: unknown } = {},
  ) {
    super(message, { exitCode: EXIT.usage, code, fix, retryable: PASSING.has(code), cause });
    this.name = "WorktreeProblem";
    this.code = code;
  }
}

const FULL = /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/;

interface Pattern {
  in: RegExp;
  code: WorktreeCode;
  message: (found: string, what: string) => string;
  fix: string;
}

/** What git writes on standard error with LC_ALL=C, in the order in which it is looked for. */
const PATTERNS: readonly Pattern[] = [
  {
    in: FULL,
    code: "disk_full",
    message: (_found, what) => `the disk is full: git could not ${what}`,
    fix: "make room, for example by removing old worktrees, and try again",
  },
  {
    in: /Unable to create '([^']+\.lock)': File exists|could not lock [^\n]*: File exists|cannot lock ref [^\n]*/,
    code: "locked",
    message: (found, what) => `git could not ${what}: ${found || "the repository is locked"}`,
    fix: "wait until the other git is done; when none is running, a killed one left the lock file, which may be deleted",
  },
  {
    in: /detected dubious ownership in repository at '([^']*)'/,
    code: "not_yours",
    message: (found) => `${found} belongs to another user, so git refuses to work in it`,
    fix: "run the worker as the owner, or allow it: git config --global --add safe.directory FOLDER",
  },
  {
    in: /not a git repository/i,
    code: "no_repository",
    message: (_found, what) => `git could not ${what}: there is no repository`,
    fix: "name a folder of a git checkout with --repo",
  },
  {
    in: /is already (?:checked out|used by worktree) at '([^']*)'/,
    code: "checked_out",
    message: (found, what) => `git could not ${what}: the branch is checked out at ${found}`,
    fix: "switch that checkout to another branch",
  },
  {
    in: /Permission denied|EACCES|EPERM|Read-only file system|EROFS/,
    code: "not_writable",
    message: (_found, what) => `git could not ${what}: it may not write there`,
    fix: "run the worker as a user who may write to the repository and to the folder of the worktrees",
  },
];

/** The problem that git's words on standard error tell of. `what` completes "git could not …". */
export function gitProblem(what: string, stderr: string, cause?: unknown): WorktreeProblem {
  for (const { in: pattern, code, message, fix } of PATTERNS) {
    const match = pattern.exec(stderr);
    if (match)
      return new WorktreeProblem(code, message(match[1] ?? firstLine(match[0]), what), {
        fix,
        cause,
      });
  }
  const said = stderr.trim().split("\n").filter(Boolean).at(-1)?.slice(0, 400);
  return new WorktreeProblem(
    "git_failed",
    `git could not ${what}: ${said || "it gave no reason"}`,
    {
      fix: "run the same in the checkout by hand to see all that git says",
      cause,
    },
  );
}

/** The problem that an error of the file system is. `what` completes "Baton could not …". */
export function fileProblem(what: string, error: unknown): WorktreeProblem {
  if (error instanceof WorktreeProblem) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (FULL.test(code ?? message))
    return new WorktreeProblem("disk_full", `the disk is full: Baton could not ${what}`, {
      fix: "make room, for example by removing old worktrees, and try again",
      cause: error,
    });
  return new WorktreeProblem("not_writable", `Baton could not ${what}: ${message}`, {
    fix: "check who owns the folder, and that it is not mounted read-only",
    cause: error,
  });
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}

/** "3 commits", "1 commit". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
