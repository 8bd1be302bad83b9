import { lstat, rename } from "node:fs/promises";
import path from "node:path";
import { type Diff, diffOf } from "./diff";
import type { Git } from "./git";
import { freshIndex, type Place } from "./place";
import { counted, WorktreeProblem } from "./problem";

export interface HandInRequest {
  /** The commit's message. */
  message: string;
  /** The author's name; by default "Baton's agent". */
  agent?: string;
  /** How much of the diff's text is kept: 1 MB by default. */
  maxDiffBytes?: number;
  /** Earlier commits of the task that were judged: what changed since each is read as well, as far as the repository has them. */
  since?: readonly string[];
}

export interface HandIn {
  branch: string;
  /** Null when nothing was changed. */
  commit: string | null;
  /** The commit that the diff begins at. */
  base: string;
  diff: Diff;
  since: { commit: string; diff: Diff }[];
  /** Sentences on what is not in the commit, and what was mended. */
  notes: string[];
}

/** Larger untracked files are no work but its waste: a dump, a download. */
const LARGEST_FILE = 100 * 1024 ** 2;
const NO_COMMIT = /'([^\n]+)\/' does not have a commit checked out/;

/** Commits what a program left in its worktree, which must have ended, and reads what it changed. */
export async function handIn(place: Place, request: HandInRequest): Promise<HandIn> {
  const { commit, notes } = await commitAll(place, request);
  const { branch, base: begun } = place.record;
  const git = await place.git();
  const base = await git.text(["merge-base", begun.commit, commit], {
    what: `find where ${branch} began`,
  });
  const diff = await diffOf(git, base, commit, request.maxDiffBytes);
  const since = await changesSince(git, request.since ?? [], commit);
  return { branch, commit: commit === base ? null : commit, base, diff, since, notes };
}

/** They go to Baton beside the diff of the whole change, in one request. */
const MOST_SINCE = 3;
const MOST_SINCE_BYTES = 100_000;
const MOST_SINCE_FILES = 1_000;

async function changesSince(
  git: Git,
  commits: readonly string[],
  commit: string,
): Promise<HandIn["since"]> {
  const since: HandIn["since"] = [];
  for (const from of [...new Set(commits)].slice(-MOST_SINCE)) {
    // One that was made on another machine may not be here.
    if (from === commit || (await git.commitOf(from)) === null) continue;
    const { files, ...diff } = await diffOf(git, from, commit, MOST_SINCE_BYTES);
    const isCut = files.length > MOST_SINCE_FILES;
    const truncated = diff.truncated || isCut;
    since.push({
      commit: from,
      diff: { ...diff, truncated, files: files.slice(0, MOST_SINCE_FILES) },
    });
  }
  return since;
}

/** Puts everything that git does not ignore onto the branch of the worktree, and returns the branch's commit. */
export async function commitAll(
  place: Place,
  { message, agent }: HandInRequest,
  { evenUnmerged = false } = {},
): Promise<{ commit: string; notes: string[] }> {
  const git = await place.git();
  const { gitDir } = place.record;
  const notes = await place.breakLocks();
  if (!evenUnmerged) await refuseUnmerged(git);
  const parent = await parentOf(git, place);
  const index = await freshIndex(git, gitDir, parent);
  notes.push(...(await addAll(git, place.record.path, index, parent)));
  const env = { GIT_INDEX_FILE: index };
  const tree = await git.text(["write-tree"], { what: "write the files into the repository", env });
  const before = await git.text(["rev-parse", `${parent}^{tree}`], {
    what: "read the last commit",
  });
  const commit = tree === before ? parent : await commitTree(git, { tree, parent, message, agent });
  await moveBranch(git, place, commit);
  await place.endUnfinished();
  await rename(index, path.join(gitDir, "index"));
  return { commit, notes };
}

async function refuseUnmerged(git: Git): Promise<void> {
  // An index that cannot be read holds no conflict either; it is made anew.
  const { out } = await git.run(["ls-files", "--unmerged", "-z"], {
    what: "look for conflicts",
    allow: [0, 128],
  });
  const files = [
    ...new Set(
      out
        .split("\0")
        .slice(0, -1)
        .map((line) => line.split("\t")[1]),
    ),
  ];
  if (files.length === 0) return;
  throw new WorktreeProblem(
    "unfinished_merge",
    `a merge was begun in the worktree and left with conflicts in ${files.slice(0, 10).join(", ")}`,
    { fix: "let the agent resolve them and hand in again" },
  );
}

/** The commit that the files are a change of. A program may have left HEAD on a branch without commits. */
async function parentOf(git: Git, place: Place): Promise<string> {
  return (await git.commitOf("HEAD")) ?? (await git.commitOf(place.ref)) ?? place.record.begun;
}

/** Adds all files to an index, and returns sentences on those that were left out. */
async function addAll(git: Git, folder: string, index: string, parent: string): Promise<string[]> {
  const env = { GIT_INDEX_FILE: index };
  const left = new Map<string, string>();
  for (const name of await git.parts(["ls-files", "--others", "--exclude-standard", "-z"], {
    what: "list new files",
    env,
  })) {
    const found = await lstat(path.join(folder, name)).catch(() => null);
    if (found && found.size > LARGEST_FILE)
      left.set(name, `${name} has ${Math.round(found.size / 1024 ** 2)} MB and was not committed.`);
  }
  for (;;) {
    const but = [...left.keys()].map((name) => `:(exclude,top,literal)${name}`);
    const { code, err } = await git.run(["add", "--all", "--", ":(top)", ...but], {
      what: "add the changed files",
      env: { ...env, GIT_LITERAL_PATHSPECS: "0" },
      allow: [0, 128],
    });
    if (code === 0) break;
    const empty = NO_COMMIT.exec(err)?.[1];
    if (empty === undefined || left.has(empty)) {
      await git.run(["add", "--all"], { what: "add the changed files", env });
      break;
    }
    left.set(empty, `${empty} is a repository of its own without a commit and was not committed.`);
  }
  for (const name of await nestedRepositories(git, index, parent)) {
    left.set(name, `${name} is a repository of its own and was not committed.`);
    await git.run(["update-index", "--force-remove", "-z", "--stdin"], {
      what: `leave out ${name}`,
      env,
      input: `${name}\0`,
    });
  }
  return [...left.values()];
}

/** Folders that git would commit as a link to a commit that nobody else has. Submodules of before are none of them. */
async function nestedRepositories(git: Git, index: string, parent: string): Promise<string[]> {
  const parts = await git.parts(["diff-index", "--cached", "--raw", "-z", "--no-renames", parent], {
    what: "read what was added",
    env: { GIT_INDEX_FILE: index },
  });
  const names: string[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2)
    if (/^:(?!160000)\d{6} 160000 /.test(parts[at] ?? "")) names.push(parts[at + 1] ?? "");
  return names;
}

async function commitTree(
  git: Git,
  {
    tree,
    parent,
    message,
    agent,
  }: { tree: string; parent: string; message: string; agent?: string },
): Promise<string> {
  const text = message.replaceAll("\0", "").trim() || "Change by an agent";
  return git.text(["commit-tree", tree, "-p", parent, "-F", "-"], {
    what: "commit the changed files",
    input: `${text}\n`,
    env: identity(agent),
  });
}

/** Under whose name commits are made: never the name of the machine's owner. */
export function identity(agent = "Baton's agent"): Record<string, string> {
  const name = agent.replace(/[<>\p{Cc}]/gu, " ").trim() || "Baton's agent";
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: "agent@baton.invalid",
    GIT_COMMITTER_NAME: "Baton's agent",
    GIT_COMMITTER_EMAIL: "agent@baton.invalid",
  };
}

async function moveBranch(git: Git, place: Place, commit: string): Promise<void> {
  const { branch, begun } = place.record;
  const tip = await git.commitOf(place.ref);
  if (tip !== commit) {
    const from = tip ?? begun;
    if (!(await git.holds(["merge-base", "--is-ancestor", from, commit], `compare ${branch}`)))
      throw new WorktreeProblem(
        "branch_moved",
        `the program left the branch ${branch}, and where it went (${commit.slice(0, 12)}) does not contain that branch's commits`,
        { fix: `compare both by hand: git log ${branch}...${commit.slice(0, 12)}` },
      );
    await git.run(["update-ref", place.ref, commit, tip ?? ""], {
      what: `move the branch ${branch}`,
    });
  }
  await git.run(["symbolic-ref", "HEAD", place.ref], { what: `return to the branch ${branch}` });
}

/** How many files of a worktree are not committed, ignored ones aside. What cannot be read counts as one. */
export async function uncommittedIn(place: Place, { withNew = true } = {}): Promise<number> {
  const git = await place.git();
  const head = await git.commitOf("HEAD");
  if (head === null) return 1;
  const index = await freshIndex(git, place.record.gitDir, head);
  const changed = await git.parts(
    ["status", "--porcelain", "-z", "--no-renames", `--untracked-files=${withNew ? "all" : "no"}`],
    { what: "look for work that is not committed", env: { GIT_INDEX_FILE: index } },
  );
  return changed.length;
}

export async function refuseUncommitted(place: Place): Promise<void> {
  const count = await uncommittedIn(place, { withNew: false });
  if (count === 0) return;
  throw new WorktreeProblem(
    "uncommitted",
    `${counted(count, "file")} of ${place.record.path} changed since the work was handed in`,
    { fix: "hand the work in again, so that what is reviewed is what is merged" },
  );
}
