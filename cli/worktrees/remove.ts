import { chmod, lstat, readdir, readFile, realpath, rm } from "node:fs/promises";
import path from "node:path";
import { isWithin } from "./include";
import { freePorts } from "./ports";
import { fileProblem, WorktreeProblem } from "./problem";
import type { WorktreeRecord } from "./records";
import type { Opened } from "./repository";

/** Removes a worktree with all that is in it: its folder, git's folder for it, its ports and its record. The branch stays. */
export async function removeWorktree(repository: Opened, record: WorktreeRecord): Promise<void> {
  await removeFolder(repository.home, record.path);
  const gitDir = record.gitDir || (await gitDirOf(repository, record.path));
  if (gitDir) await removeGitDir(repository, gitDir, record.path);
  await freePorts(repository.portsFolder, record.ports);
  await repository.records.remove(record.run);
}

/** Deletes a branch that is still at this commit. */
export async function removeBranch(
  repository: Opened,
  branch: string,
  commit: string,
): Promise<void> {
  await repository.git.at({}).run(["update-ref", "-d", `refs/heads/${branch}`, commit], {
    what: `delete the branch ${branch}`,
  });
}

/** Deletes a folder of this home, and follows no link out of it. */
export async function removeFolder(home: string, folder: string): Promise<void> {
  if (path.dirname(folder) !== home || path.basename(folder).startsWith("."))
    throw new WorktreeProblem("bad_request", `${folder} is no worktree of ${home}`, {});
  const found = await lstat(folder).catch(() => null);
  if (found === null) return;
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Caches of some languages are read-only, so that their folders refuse it.
    await makeWritable(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch((error: unknown) => {
      throw fileProblem(`remove ${folder}`, error);
    });
  }
}

async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o700).catch(() => undefined);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries)
    if (entry.isDirectory()) await makeWritable(path.join(folder, entry.name));
}

/** Removes git's folder for a worktree, as `git worktree prune` would; only if it is the one for this folder. */
export async function removeGitDir(
  repository: Opened,
  gitDir: string,
  folder: string,
): Promise<void> {
  const all = path.join(repository.commonDir, "worktrees");
  const real = await realpath(gitDir).catch(() => null);
  if (real === null || path.dirname(real) !== all) return;
  if ((await folderOf(real)) !== folder) return;
  await rm(real, { recursive: true, force: true });
}

/** Git's folder for a worktree whose record does not name it, or null. */
export async function gitDirOf(repository: Opened, folder: string): Promise<string | null> {
  return (await gitDirs(repository)).find((known) => known.folder === folder)?.gitDir ?? null;
}

/** Git's folders for worktrees that lie in this home. */
export async function gitDirs(repository: Opened): Promise<{ gitDir: string; folder: string }[]> {
  const all = path.join(repository.commonDir, "worktrees");
  const names = await readdir(all).catch(() => []);
  const found: { gitDir: string; folder: string }[] = [];
  for (const name of names) {
    const gitDir = path.join(all, name);
    const folder = await folderOf(gitDir);
    if (folder && isWithin(folder, repository.home)) found.push({ gitDir, folder });
  }
  return found;
}

/** The worktree that git's folder belongs to: its file `gitdir` names the `.git` in it. */
async function folderOf(gitDir: string): Promise<string | null> {
  const text = await readFile(path.join(gitDir, "gitdir"), "utf8").catch(() => "");
  return text === "" ? null : path.dirname(text.trim());
}
