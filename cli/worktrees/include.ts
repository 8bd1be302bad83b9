import { constants, copyFile, lstat, mkdir, readlink, realpath, symlink } from "node:fs/promises";
import path from "node:path";
import type { Git } from "./git";
import { counted, fileProblem, WorktreeProblem } from "./problem";

const MOST_FILES = 20_000;
const MOST_BYTES = 1024 ** 3;

/**
 * Copies the ignored files that `.worktreeinclude` of the checkout names (in the patterns of .gitignore) into a worktree. Only files
 * that git ignores and does not track are copied, and no link that leads out of the checkout. Returns sentences on what was done.
 */
export async function copyIncluded(git: Git, from: string, to: string): Promise<string[]> {
  const isThere = await lstat(path.join(from, ".worktreeinclude")).catch(() => null);
  if (!isThere?.isFile()) return [];
  const named = await git.parts(
    ["ls-files", "--others", "--ignored", "--exclude-from=.worktreeinclude", "-z"],
    { what: "list the files that .worktreeinclude names" },
  );
  if (named.length === 0) return [];
  if (named.length > MOST_FILES) throw tooLarge(counted(named.length, "file"));
  const { out } = await git.run(["check-ignore", "-z", "--stdin"], {
    what: "tell ignored files from others",
    // This command knows no literal paths; with a dot in front, none is a pattern.
    env: { GIT_LITERAL_PATHSPECS: "0" },
    input: named.map((name) => `./${name}\0`).join(""),
    allow: [0, 1],
  });
  const notes: string[] = [];
  let bytes = 0;
  let copied = 0;
  for (const found of out.split("\0").slice(0, -1)) {
    const size = await copyOne(from, to, found.replace(/^\.\//, ""));
    if (typeof size === "string") notes.push(size);
    else {
      copied++;
      bytes += size;
    }
    if (bytes > MOST_BYTES) throw tooLarge(`more than ${MOST_BYTES / 1024 ** 2} MB`);
  }
  if (copied > 0) notes.unshift(`.worktreeinclude: ${counted(copied, "ignored file")} copied.`);
  return notes;
}

function tooLarge(what: string): WorktreeProblem {
  return new WorktreeProblem("include_too_large", `.worktreeinclude names ${what}`, {
    fix: "name fewer files in it, and make the rest in the init command",
  });
}

/** Copies one file and returns its bytes, or a sentence on why it was left out. */
async function copyOne(from: string, to: string, name: string): Promise<number | string> {
  const source = path.join(from, name);
  const target = path.join(to, name);
  try {
    const found = await lstat(source);
    const folder = path.dirname(target);
    await mkdir(folder, { recursive: true });
    // A folder of the commit may be a link that leads out of the worktree.
    if (!isWithin(await realpath(folder), await realpath(to)))
      return `${name} was not copied: its folder in the worktree leads out of it.`;
    if (await lstat(target).catch(() => null)) return `${name} was not copied: the commit has it.`;
    if (found.isSymbolicLink()) {
      const aim = await readlink(source);
      const end = await realpath(source).catch(() => null);
      if (path.isAbsolute(aim) || end === null || !isWithin(end, await realpath(from)))
        return `${name} was not copied: it is a link that leads out of the checkout.`;
      await symlink(aim, target);
      return 0;
    }
    if (!found.isFile()) return `${name} was not copied: it is no file.`;
    await copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    return found.size;
  } catch (error) {
    throw fileProblem(`copy ${name} into the worktree`, error);
  }
}

export function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(path.sep) ? outer : outer + path.sep);
}
