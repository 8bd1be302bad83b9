import { access, constants, mkdir, realpath, stat } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { Git } from "./git";
import { isWithin } from "./include";
import { fileProblem, WorktreeProblem } from "./problem";
import type { Environment } from "./program";
import { Records } from "./records";
import { entriesOf, untrustedFilters } from "./safe-config";

export interface RepositoryOptions {
  /** Any folder of the checkout. */
  path: string;
  /** The folder of its worktrees; by default `<checkout>.worktrees`, beside the checkout. */
  home?: string;
  /** The branch that work begins from and is merged into; by default the one that is checked out. */
  base?: string;
  /** Begin from the commit although tracked files of the checkout have changes, which stay where they are. */
  allowDirty?: boolean;
  /** Work without submodules: their folders stay empty, unless the init command fills them. */
  allowSubmodules?: boolean;
  /** Filters and merge drivers of the repository's own configuration that may run, such as `lfs`. */
  trustedFilters?: readonly string[];
  ports?: { from: number; each: number };
  /** What all repositories of this machine share; by default `$XDG_STATE_HOME/baton`, `~/.local/state/baton`. */
  machine?: string;
  /** The program; by default `git`. */
  git?: string;
  env?: Environment;
}

/** An opened repository: what the functions of this folder work with. */
export interface Opened {
  /** The checkout's top folder. */
  root: string;
  home: string;
  base: string;
  caches: string;
  portsFolder: string;
  ports: { from: number; each: number };
  /** Git in the checkout. */
  git: Git;
  /** The folder that all worktrees share, usually `<root>/.git`. */
  commonDir: string;
  records: Records;
  env: Environment;
  /** Where its remotes lead, as it was when the repository was opened. */
  remotes: string;
  /** What whoever works in it should know. */
  notes: string[];
}

const OLDEST_GIT = [2, 31] as const;

/** Checks that worktrees can be made of the repository that a folder lies in. Throws a `WorktreeProblem`. */
export async function examine(options: RepositoryOptions): Promise<Opened> {
  const { env = process.env, git: program = "git" } = options;
  const trusted = new Set(options.trustedFilters);
  const start = path.resolve(options.path);
  if (!(await stat(start).catch(() => null))?.isDirectory())
    throw new WorktreeProblem("no_repository", `there is no folder ${start}`, {
      fix: "name a folder of a git checkout with --repo",
    });
  const anywhere = new Git({ program, env, cwd: start, trusted });
  await checkVersion(anywhere);
  const { root, gitDir, commonDir } = await findCheckout(anywhere, start);
  const git = anywhere.at({ cwd: root, gitDir, workTree: root });
  const list = (
    await git.run(["config", "--list", "--show-scope", "-z"], { what: "read the configuration" })
  ).out;

  const base = await baseOf(git, root, options.base);
  await checkSubmodules(git, base, options);
  if (!options.allowDirty) await checkClean(git, root);
  const home = await homeOf(root, commonDir, options.home);
  const records = new Records(home);
  await records.prepare();
  const machine =
    options.machine ??
    path.join(env.XDG_STATE_HOME?.trim() || path.join(homedir(), ".local", "state"), "baton");
  const filters = untrustedFilters(list, trusted);
  return {
    root,
    home,
    base,
    caches: path.join(home, ".caches"),
    portsFolder: path.join(machine, "ports"),
    ports: options.ports ?? { from: 20_000, each: 10 },
    git,
    commonDir,
    records,
    env,
    remotes: remotesIn(list),
    notes: filters.map(
      (name) =>
        `The filter "${name}" of the repository's own configuration is not run: name it as trusted if files need it.`,
    ),
  };
}

async function checkVersion(git: Git): Promise<void> {
  const text = await git.text(["version"], { what: "say its version" });
  const [, major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(text) ?? []).map(Number);
  if (major > OLDEST_GIT[0] || (major === OLDEST_GIT[0] && minor >= OLDEST_GIT[1])) return;
  throw new WorktreeProblem("no_git", `${text} is too old`, {
    fix: `install git ${OLDEST_GIT.join(".")} or newer`,
  });
}

interface Checkout {
  root: string;
  gitDir: string;
  commonDir: string;
}

async function findCheckout(git: Git, start: string): Promise<Checkout> {
  const what = `find the repository of ${start}`;
  const facts = await git.text(
    [
      "rev-parse",
      "--is-bare-repository",
      "--is-shallow-repository",
      "--absolute-git-dir",
      "--git-common-dir",
    ],
    { what },
  );
  const [isBare, isShallow, gitDir = "", common = ""] = facts.split("\n");
  if (isBare === "true")
    throw new WorktreeProblem("bare_repository", `${start} is a bare repository`, {
      fix: "clone it, and start the worker in the clone",
    });
  if (isShallow === "true")
    throw new WorktreeProblem(
      "shallow_repository",
      `${start} is a shallow clone, whose history ends too early for merging`,
      { fix: "fetch the rest: git fetch --unshallow" },
    );
  const partial = await git.run(["config", "--get", "extensions.partialClone"], {
    what,
    allow: [0, 1],
  });
  if (partial.code === 0)
    throw new WorktreeProblem(
      "partial_clone",
      `${start} is a partial clone: git would fetch objects in the middle of the work`,
      { fix: "clone it whole" },
    );
  const inTree = await git.run(["rev-parse", "--show-toplevel"], { what, allow: [0, 128] });
  if (inTree.code !== 0)
    throw new WorktreeProblem("no_repository", `${start} is inside of a repository's own folder`, {
      fix: "name a folder of its checkout with --repo",
    });
  const root = await realpath(inTree.out.trim());
  if (!isWithin(await realpath(start), root))
    throw new WorktreeProblem(
      "no_repository",
      `the repository of ${start} has its checkout at ${root}`,
      {
        fix: "name that folder with --repo, or unset core.worktree",
      },
    );
  return {
    root,
    gitDir,
    commonDir: await realpath(path.resolve(start, common)),
  };
}

async function baseOf(git: Git, root: string, named: string | undefined): Promise<string> {
  if ((await git.commitOf("HEAD")) === null && named === undefined)
    throw new WorktreeProblem("no_commits", `${root} has no commit yet`, {
      fix: "make the first commit, from which work can begin",
    });
  const base =
    named ??
    (
      await git.run(["symbolic-ref", "--quiet", "--short", "HEAD"], {
        what: "read HEAD",
        allow: [0, 1],
      })
    ).out.trim();
  if (base === "")
    throw new WorktreeProblem("detached_head", `${root} is on no branch (its HEAD is detached)`, {
      fix: "check out a branch, or name the one to begin from with --base",
    });
  if ((await git.commitOf(`refs/heads/${base}`)) === null)
    throw new WorktreeProblem("unknown_base", `there is no branch "${base}" in ${root}`, {
      fix: "name a local branch with --base; git branch lists them",
    });
  return base;
}

async function checkSubmodules(
  git: Git,
  base: string,
  { allowSubmodules }: RepositoryOptions,
): Promise<void> {
  if (allowSubmodules) return;
  const { out } = await git.run(
    ["ls-tree", "-z", "--name-only", `refs/heads/${base}`, "--", ".gitmodules"],
    {
      what: "look for submodules",
    },
  );
  if (out === "") return;
  throw new WorktreeProblem(
    "submodules",
    "the repository has submodules, which a new worktree has without their files",
    {
      fix: "allow it with --allow-submodules, and fetch them in the init command: git submodule update --init",
    },
  );
}

async function checkClean(git: Git, root: string): Promise<void> {
  const changed = await git.parts(
    ["status", "--porcelain", "-z", "--untracked-files=no", "--ignore-submodules=dirty"],
    {
      what: "look for changes of the checkout",
      env: { GIT_OPTIONAL_LOCKS: "0" },
    },
  );
  if (changed.length === 0) return;
  const first = changed[0]?.slice(3);
  throw new WorktreeProblem(
    "dirty_repository",
    `${root} has changes that are not committed (${first}${changed.length > 1 ? " and others" : ""}), and worktrees begin from commits`,
    { fix: "commit or stash them, or leave them out of the work with --allow-dirty" },
  );
}

async function homeOf(root: string, commonDir: string, named: string | undefined): Promise<string> {
  const home = path.resolve(named ?? `${root}.worktrees`);
  try {
    // Not with what lies above it: a name that was mistyped would make folders anywhere.
    await mkdir(home).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
    await access(home, constants.W_OK);
  } catch (error) {
    const { code, message } = fileProblem(`make ${home}, where worktrees are to be`, error);
    throw new WorktreeProblem(code === "disk_full" ? code : "bad_home", message, {
      fix: "name another folder with --worktrees, below one that exists",
      cause: error,
    });
  }
  const real = await realpath(home);
  if (isWithin(real, root) || isWithin(real, commonDir))
    throw new WorktreeProblem("bad_home", `${real} lies inside of the checkout ${root}`, {
      fix: "name a folder outside of it with --worktrees",
    });
  return real;
}

/** Where remotes lead: pushing is refused when that has changed since the repository was opened. */
export function remotesIn(list: string): string {
  return entriesOf(list)
    .filter(
      ({ scope, key }) => scope !== "command" && /^(remote\..*\.(push)?url|url\..*)$/s.test(key),
    )
    .map(({ key, value }) => `${key}=${value}`)
    .sort()
    .join("\n");
}
