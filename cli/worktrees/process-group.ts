import { readdirSync, readFileSync } from "node:fs";
import { pause } from "@/client/transport";

const POLL_MS = 20;
/** How long to wait for the kernel to end what was killed. A process that waits for a device cannot be killed at all. */
const KILLED_WITHIN_MS = 2_000;

/** Ends a process group: SIGTERM, then SIGKILL to whatever still runs after a while. Resolves when nothing of it runs. */
export async function endGroup(pid: number, graceMs: number): Promise<void> {
  if (!signalGroup(pid, "SIGTERM")) return;
  if (await endsWithin(pid, graceMs)) return;
  await killGroup(pid);
}

/** Kills what is left of a process group. Resolves when nothing of it runs. */
export async function killGroup(pid: number): Promise<void> {
  if (signalGroup(pid, "SIGKILL")) await endsWithin(pid, KILLED_WITHIN_MS);
}

async function endsWithin(pid: number, ms: number): Promise<boolean> {
  for (const until = performance.now() + ms; performance.now() < until; ) {
    await pause(POLL_MS);
    if (!isRunning(pid)) return true;
  }
  return false;
}

/** Sends a signal to a group; 0 only looks. Returns whether any process of it is there. */
export function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    // EPERM: it is there, under another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Whether any process of a group still runs. One that has ended can be signalled until its parent looks at it, and the first process of
 * a container, to which orphans fall, may never do that: waiting for those would be waiting for nothing.
 */
export function isRunning(group: number): boolean {
  if (!signalGroup(group, 0)) return false;
  if (process.platform !== "linux") return true;
  try {
    return readdirSync("/proc").some((name) => /^\d+$/.test(name) && isRunningIn(group, name));
  } catch {
    return true;
  }
}

function isRunningIn(group: number, pid: string): boolean {
  try {
    return runsIn(group, readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    // It ended while we looked.
    return false;
  }
}

/** Whether this line of `/proc/PID/stat` is of a process that runs in the group. The name of its program may have spaces and brackets. */
export function runsIn(group: number, stat: string): boolean {
  const [state = "", , itsGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(itsGroup) === group && !/^[ZX]/.test(state);
}
