import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { config } from "@/lib/core/config";
import { DomainError } from "@/lib/core/errors";

const HASH = /^[0-9a-f]{64}$/;
const UNFINISHED = /^[0-9a-f-]{36}\.part$/;

const folder = (): string => join(config.dataDir, "attachments");
const fileOf = (sha256: string): string => join(folder(), sha256);

/** A file that is written and waits for its name. */
export interface WrittenFile {
  /** Gives it the name; over a file of that name, which has the same bytes. */
  keep(): Promise<void>;
  /** Removes it. Does nothing to a file that was kept. */
  discard(): Promise<void>;
}

/** Writes bytes beside the pictures, down to the disk. A full disk is `unavailable`, and nothing is left of the file. */
export async function writeFile(sha256: string, bytes: Uint8Array): Promise<WrittenFile> {
  const part = join(folder(), `${randomUUID()}.part`);
  const discard = () => rm(part, { force: true });
  try {
    await mkdir(folder(), { recursive: true, mode: 0o700 });
    const file = await open(part, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await discard();
    throw refusalOf(error);
  }
  return { keep: () => rename(part, fileOf(sha256)), discard };
}

function refusalOf(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new DomainError("unavailable", "The server's disk is full: the picture was not stored", {
      fix: "ask an admin for room on the disk of the data directory, then send it again",
    });
  }
  if (code === "EACCES" || code === "EROFS" || code === "EPERM") {
    return new DomainError("unavailable", "The server cannot write to its data directory", {
      fix: "ask an admin to make the folder attachments of the data directory writable",
    });
  }
  return error;
}

/** The bytes of a picture; null when the file is not here, as after a restore without it. */
export async function readStored(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(fileOf(sha256)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** The names of all stored files. */
export async function storedFiles(): Promise<string[]> {
  const names = await readdir(folder()).catch(() => []);
  return names.filter((name) => HASH.test(name) || UNFINISHED.test(name));
}

/** Removes a file that was written before the time. Returns whether it did. */
export async function removeWrittenBefore(name: string, time: Date): Promise<boolean> {
  const path = fileOf(name);
  const { mtime } = await stat(path).catch(() => ({ mtime: null }));
  if (mtime === null || mtime >= time) return false;
  await rm(path, { force: true });
  return true;
}
