import { lstat, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { collectBranches, unmergedIn } from "./branches";
import { uncommittedIn } from "./hand-in";
import { isFolder, Place } from "./place";
import { counted } from "./problem";
import { isHeldByOther, type WorktreeRecord } from "./records";
import { gitDirs, removeBranch, removeFolder, removeGitDir, removeWorktree } from "./remove";
import type { Opened } from "./repository";

export interface WorktreeState {
  run: number;
  task: { id: number; ref: string | null; title: string };
  name: string;
  path: string;
  branch: string;
  state: WorktreeRecord["state"];
  exists: boolean;
  /** By a process that lives, this one aside. */
  isHeld: boolean;
  /** Files that are in no commit, ignored ones aside. */
  uncommitted: number;
  /** Commits that are neither in the base, also as others with the same change, nor on a remote. */
  unmerged: number;
  updatedAt: string;
}

export interface CollectGarbage {
  /** What the server says of these runs. */
  stateOf(runs: number[]): Promise<Map<number, "open" | "closed" | "unknown">>;
  /** Runs that are open by the server's word and work on this machine. */
  openRuns?: readonly number[];
  /** Names of worktrees whose work may be lost. */
  force?: readonly string[];
  dryRun?: boolean;
  /** Build output is removed from worktrees that nothing was written down of for so long; a day by default. */
  pruneAfterMs?: number;
}

export interface GarbageReport {
  removed: { name: string; why: string }[];
  pruned: { name: string; paths: string[]; bytes: number }[];
  left: { name: string; why: string; uncommitted: number; unmerged: number }[];
  /** Open runs whose worktree is not there. */
  runsWithoutWorktree: number[];
}

const DAY_MS = 24 * 3_600_000;

/** Folders that tools make anew, removed only where git ignores them. */
const BUILD_OUTPUT = new Set([
  "node_modules",
  "dist",
  "build",
  "out",
  "target",
  "coverage",
  "bin",
  "obj",
  ".next",
  ".nuxt",
  ".svelte-kit",
  ".turbo",
  ".cache",
  ".parcel-cache",
  ".vite",
  ".venv",
  "venv",
  "__pycache__",
  ".pytest_cache",
  ".mypy_cache",
  ".ruff_cache",
  ".tox",
  ".gradle",
  "_build",
  "deps",
  "vendor",
  "zig-cache",
  ".dart_tool",
]);

export async function statesOf(repository: Opened): Promise<WorktreeState[]> {
  const records = await repository.records.all();
  return Promise.all(records.map((record) => stateOf(repository, record)));
}

async function stateOf(repository: Opened, record: WorktreeRecord): Promise<WorktreeState> {
  const place = new Place(repository, record);
  const exists = await place.isThere();
  const { run, task, name, branch, state, updatedAt } = record;
  return {
    run,
    task,
    name,
    path: record.path,
    branch,
    state,
    exists,
    isHeld: isHeldByOther(record.holder),
    uncommitted: exists ? await uncommittedIn(place).catch(() => 1) : 0,
    unmerged: await unmergedIn(repository.git.at({}), branch, record.base.branch),
    updatedAt,
  };
}

/** Looks for leftovers in both directions: worktrees whose run has ended, and open runs without a worktree. */
export async function collectGarbage(
  repository: Opened,
  request: CollectGarbage,
): Promise<GarbageReport> {
  const report: GarbageReport = { removed: [], pruned: [], left: [], runsWithoutWorktree: [] };
  const records = await repository.records.all();
  const states = await request.stateOf(records.map(({ run }) => run));
  const ended: WorktreeRecord[] = [];
  for (const record of records) {
    const place = new Place(repository, record);
    const isOpen = states.get(record.run) === "open";
    if (isOpen || isHeldByOther(record.holder) || record.holder?.pid === process.pid) {
      if (isOpen && !(await place.isThere())) report.runsWithoutWorktree.push(record.run);
      else
        report.left.push({
          name: record.name,
          why: isOpen ? "its run is open" : "a process works in it",
          uncommitted: 0,
          unmerged: 0,
        });
    } else ended.push(record);
  }
  for (const run of request.openRuns ?? [])
    if (!records.some((record) => record.run === run)) report.runsWithoutWorktree.push(run);
  // What takes most room and is made again goes first: it may be all that is needed.
  for (const record of ended) await prune(repository, record, request, report);
  for (const record of ended) await collect(repository, record, request, report);
  await collectUnknown(repository, request, report);
  await collectBranches(repository, request, { records, report });
  return report;
}

async function prune(
  repository: Opened,
  record: WorktreeRecord,
  { dryRun, pruneAfterMs = DAY_MS }: CollectGarbage,
  report: GarbageReport,
): Promise<void> {
  const place = new Place(repository, record);
  const isRecent = Date.now() - Date.parse(record.updatedAt) < pruneAfterMs;
  if (isRecent || record.state === "kept" || !(await place.isThere())) return;
  const git = await place.git();
  const ignored = await git.parts(
    ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"],
    { what: "list what git ignores" },
  );
  const paths = ignored.filter(
    (name) => name.endsWith("/") && BUILD_OUTPUT.has(path.basename(name)),
  );
  if (paths.length === 0) return;
  let bytes = 0;
  for (const name of paths) {
    const folder = path.join(record.path, name);
    bytes += await bytesIn(folder);
    if (!dryRun) await rm(folder, { recursive: true, force: true });
  }
  if (!dryRun) await place.update({ isInitialised: false });
  report.pruned.push({ name: record.name, paths, bytes });
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const inner = path.join(folder, entry.name);
    if (entry.isDirectory()) bytes += await bytesIn(inner);
    else bytes += (await lstat(inner).catch(() => null))?.size ?? 0;
  }
  return bytes;
}

async function collect(
  repository: Opened,
  record: WorktreeRecord,
  { force = [], dryRun }: CollectGarbage,
  report: GarbageReport,
): Promise<void> {
  const { name } = record;
  const { exists, uncommitted, unmerged } = await stateOf(repository, record);
  const isForced = force.includes(name);
  if (record.state === "kept" && !isForced) {
    report.left.push({ name, why: "it was kept on purpose", uncommitted, unmerged });
    return;
  }
  if (!isForced && (uncommitted > 0 || (unmerged > 0 && exists))) {
    report.left.push({
      name,
      why: workIn(record, { uncommitted, unmerged }),
      uncommitted,
      unmerged,
    });
    return;
  }
  // The branch of a folder that somebody removed keeps its commits.
  const goesWithBranch = isForced || unmerged === 0;
  const why = exists
    ? isForced
      ? "named with --force"
      : "its run has ended and nothing in it would be lost"
    : goesWithBranch
      ? "its folder was gone"
      : `its folder was gone; the branch ${record.branch} stays, with ${counted(unmerged, "commit")}`;
  if (!dryRun) {
    const tip = await repository.git.at({}).commitOf(`refs/heads/${record.branch}`);
    await removeWorktree(repository, record);
    if (tip !== null && goesWithBranch) await removeBranch(repository, record.branch, tip);
  }
  report.removed.push({ name, why });
}

function workIn(
  { name, base, branch }: WorktreeRecord,
  { uncommitted, unmerged }: { uncommitted: number; unmerged: number },
): string {
  const work = [
    ...(uncommitted > 0
      ? [`${counted(uncommitted, "file")} ${uncommitted === 1 ? "is" : "are"} in no commit`]
      : []),
    ...(unmerged > 0
      ? [
          `${counted(unmerged, "commit")} of ${branch} ${unmerged === 1 ? "is" : "are"} not in ${base.branch}`,
        ]
      : []),
  ];
  return `${work.join(", and ")}; --force ${name} removes it all the same`;
}

/** Folders here, and worktrees of git, that no record tells of. */
async function collectUnknown(
  repository: Opened,
  { force = [], dryRun }: CollectGarbage,
  report: GarbageReport,
): Promise<void> {
  const known = new Set((await repository.records.all()).map((record) => record.path));
  const ofGit = await gitDirs(repository);
  for (const { gitDir, folder } of ofGit) {
    if (known.has(folder) || (await isFolder(folder))) continue;
    if (!dryRun) await removeGitDir(repository, gitDir, folder);
    report.removed.push({
      name: path.basename(folder),
      why: "its folder was gone, and no run is known for it",
    });
  }
  for (const entry of await readdir(repository.home, { withFileTypes: true })) {
    const folder = path.join(repository.home, entry.name);
    if (entry.name.startsWith(".") || known.has(folder)) continue;
    const gitDir = ofGit.find((each) => each.folder === folder)?.gitDir;
    if (!force.includes(entry.name)) {
      report.left.push({
        name: entry.name,
        why: `no run is known for it; --force ${entry.name} removes it`,
        uncommitted: 0,
        unmerged: 0,
      });
      continue;
    }
    if (!dryRun) {
      await removeFolder(repository.home, folder);
      if (gitDir) await removeGitDir(repository, gitDir, folder);
    }
    report.removed.push({ name: entry.name, why: "named with --force" });
  }
}
