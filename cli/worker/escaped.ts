import { readdirSync, readFileSync } from "node:fs";
import { pause } from "@/client/transport";

/** The variable by which the processes of one program are found, whatever group they are in. */
export const MARK = "BATON_PROCESS_MARK";
const POLL_MS = 50;

/**
 * Ends what a program started in groups of its own (`setsid`, daemons): the processes of this user whose environment has the mark. SIGTERM, then
 * SIGKILL to what is left after a while. A process that cleared its environment is not found, and where there is no /proc none is.
 */
export async function endMarked(mark: string, graceMs: number): Promise<void> {
  const until = performance.now() + graceMs;
  for (let isFirst = true; ; isFirst = false) {
    const left = markedBy(mark);
    if (left.length === 0) return;
    const isOver = performance.now() >= until;
    // What begins meanwhile hears it as well.
    if (isFirst || isOver) for (const pid of left) signal(pid, isOver ? "SIGKILL" : "SIGTERM");
    // One that waits for a device cannot be killed, and nobody can wait for that.
    if (performance.now() > until + 2_000) return;
    await pause(POLL_MS);
  }
}

/** Of other users' processes nobody may read the environment. */
function markedBy(mark: string): number[] {
  if (process.platform !== "linux") return [];
  const wanted = `${MARK}=${mark}`;
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
    try {
      const entries = readFileSync(`/proc/${name}/environ`, "utf8").split("\0");
      return entries.includes(wanted) ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
}
