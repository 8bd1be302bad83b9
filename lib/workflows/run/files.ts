import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import path from "node:path";
import { config } from "@/lib/core/config";
import type { FieldProblem } from "@/lib/core/errors";

/** The longest file of a run, in bytes, and all of them together. */
const MAX_FILE_BYTES = 262_144;
const MAX_ALL_BYTES = 1_048_576;

/**
 * The texts of the files that a definition names: those that were sent, and the others from the project's folder, named by its prefix, within
 * that of the server (`BATON_WORKFLOW_FILES`). Nothing outside of it is read, whatever links there are in it. A file that is missing is a
 * problem. Without a `prefix` none is read.
 */
export async function readFiles(
  paths: readonly string[],
  sent: Readonly<Record<string, string>>,
  prefix: string | null,
  root: string | undefined = config.workflowFiles,
): Promise<{ texts: Record<string, string>; problems: FieldProblem[] }> {
  const texts: Record<string, string> = {};
  const problems: FieldProblem[] = [];
  let bytes = 0;
  for (const each of paths) {
    const found = Object.hasOwn(sent, each)
      ? { text: sent[each] as string }
      : await readWithin(root, prefix, each);
    if ("rule" in found) {
      problems.push({ field: `files.${each}`, rule: found.rule });
      continue;
    }
    texts[each] = found.text;
    bytes += Buffer.byteLength(found.text);
  }
  if (bytes > MAX_ALL_BYTES)
    problems.push({ field: "files", rule: `must be at most ${MAX_ALL_BYTES / 1_024} KB together` });
  return { texts, problems };
}

const MISSING = "is read by a stage: send its text";

async function readWithin(
  root: string | undefined,
  prefix: string | null,
  relative: string,
): Promise<{ text: string } | { rule: string }> {
  if (!root || prefix === null) return { rule: MISSING };
  if (
    path.isAbsolute(relative) ||
    relative.includes("\0") ||
    relative.split(/[/\\]/).includes("..")
  )
    return { rule: "must be a relative path without .." };
  try {
    const server = await realpath(root);
    const within = await realpath(path.join(server, prefix));
    if (!within.startsWith(server + path.sep)) return { rule: MISSING };
    const file = await realpath(path.join(within, relative));
    if (!file.startsWith(within + path.sep)) return { rule: MISSING };
    // Without waiting: a pipe has no end, and a link that took the file's place since is not followed.
    const handle = await open(
      file,
      constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW,
    );
    try {
      if (!(await handle.stat()).isFile()) return { rule: "is not a file" };
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAX_FILE_BYTES + 1), 0);
      if (bytesRead > MAX_FILE_BYTES)
        return { rule: `must be at most ${MAX_FILE_BYTES / 1_024} KB` };
      const text = buffer.toString("utf8", 0, bytesRead);
      if (text.includes("\0")) return { rule: "must be text" };
      return { text: text.toWellFormed() };
    } finally {
      await handle.close();
    }
  } catch {
    return { rule: MISSING };
  }
}
