import { createHash } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { processIdentity } from "@/scripts/processes.mjs";
import { type Failure, usage } from "../failure";
import type { Result } from "./delivery";
import { Records } from "./files";
import type { Asked } from "./permissions";
import type { Session } from "./programs/program";

/** A run whose program this worker started. What is left of it when the worker was killed is ended and handed back. */
export interface InHand {
  run: number;
  task: string;
  /** It is a turn, which has no task. */
  isTurn?: boolean;
  /** The program's process group; null until it was started. */
  pid: number | null;
  /** By which what it started is found in other groups as well. */
  mark?: string;
  /** When that process began, as the system counts: another one may have its number by now. */
  began: string | null;
}

/** Where a program's session about a task, or of a conversation, can be continued. */
export interface SavedSession {
  task: string;
  program: string;
  cwd: string;
  session: Session;
  /** The run of an earlier stage whose session it went on from. */
  from?: number;
  /** Its task is a stage of a workflow: later ones may go on with it. */
  isStage?: true;
}

/** What a worker keeps on its machine, in a folder by its name and server. */
export interface Home {
  folder: string;
  results: Records<Result>;
  inHand: Records<InHand>;
  /** The id of the claim that it asks for, until it has heard what it was given. */
  claims: Records<string>;
  sessions: Records<SavedSession>;
  /** What runs asked and have not heard the answer to. */
  asked: Records<Asked>;
  /** For the prompt files of runs. */
  scratch: string;
  close(): void;
}

/** `$XDG_STATE_HOME/baton/workers`, `~/.local/state` where the variable is not set. */
function homesFolder(env: NodeJS.ProcessEnv): string {
  const state = env.XDG_STATE_HOME?.trim() || path.join(homedir(), ".local", "state");
  return path.join(state, "baton", "workers");
}

function homeOf(name: string, url: string, env: NodeJS.ProcessEnv): string {
  // The name is in the hash as well: "a b" and "a_b" look the same as folders.
  const which = createHash("sha256").update(`${url}\n${name}`).digest("hex").slice(0, 8);
  return path.join(homesFolder(env), `${name.replace(/[^\w.-]/g, "_")}-${which}`);
}

const resultsIn = (folder: string): Records<Result> => new Records(path.join(folder, "outbox"));

/** The results of a worker that Baton does not have yet, also while it is at work. */
export const resultsOf = (
  name: string,
  url: string,
  env: NodeJS.ProcessEnv = process.env,
): Records<Result> => resultsIn(homeOf(name, url, env));

/**
 * Opens the folder of a worker and keeps others out of it: two processes under one name on one machine would send each other's results.
 * Throws a usage failure if one is at work.
 */
export function openHome(name: string, url: string, env: NodeJS.ProcessEnv = process.env): Home {
  const folder = homeOf(name, url, env);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = path.join(folder, "lock");
  takeLock(lock, name);
  const scratch = path.join(folder, "scratch");
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  return {
    folder,
    results: resultsIn(folder),
    inHand: new Records(path.join(folder, "runs")),
    claims: new Records(path.join(folder, "claims")),
    sessions: new Records(path.join(folder, "sessions")),
    asked: new Records(path.join(folder, "asked")),
    scratch,
    close: () => rmSync(lock, { force: true }),
  };
}

/** The lock appears with its content in it, or not at all: one that is empty would look like that of a dead process. */
function takeLock(lock: string, name: string): void {
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, `${process.pid} ${processIdentity(process.pid) ?? ""}`, { mode: 0o600 });
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      if (isLinked(mine, lock)) return;
      const holder = contentOf(lock);
      if (holder === null) continue;
      const [, pid = "", began = ""] = /^(\d+) (.*)$/s.exec(holder) ?? [];
      if (isAtWorkSince(Number(pid), began)) throw isAtWork(name, `process ${pid}`);
      breakLock(lock, holder);
    }
    throw isAtWork(name, "another takes its folder");
  } finally {
    rmSync(mine, { force: true });
  }
}

const TRIES = 5;

/** Whether the process that began then is there; where its beginning is not known, any of that number. */
function isAtWorkSince(pid: number, began: string): boolean {
  const now = pid > 0 ? processIdentity(pid) : null;
  return now !== null && (began === "" || now === began);
}

const isAtWork = (name: string, who: string): Failure =>
  usage(
    `${name} is at work on this machine already (${who})`,
    "give this one another --name, or stop that one",
  );

function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function contentOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** Removes the lock of a process that died. Moving it away first lets one of several win; one that was taken meanwhile is put back. */
function breakLock(lock: string, holder: string): void {
  const aside = `${lock}.${process.pid}.old`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (contentOf(aside) !== holder) isLinked(aside, lock);
  rmSync(aside, { force: true });
}
