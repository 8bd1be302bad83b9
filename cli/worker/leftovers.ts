import { hostname } from "node:os";
import { processIdentity } from "@/scripts/processes.mjs";
import { endGroup } from "../worktrees/process-group";
import { resultOf } from "./delivery";
import { endMarked } from "./escaped";
import type { Home, InHand } from "./home";
import type { Note } from "./note";
import type { Outbox } from "./outbox";

/**
 * Deals with what an earlier process of this worker left when it was killed: ends the programs that still run, and gives their tasks
 * back, so that they need not wait for their leases. A run whose result is in the outbox is finished, not lost.
 */
export async function endLeftovers(
  home: Home,
  outbox: Outbox,
  agent: string,
  graceMs: number,
  note: (note: Note) => void,
): Promise<void> {
  const finished = new Set(outbox.runs);
  for (const left of home.inHand.all()) {
    const { run, task, isTurn = false } = left;
    if (!finished.has(run)) {
      if (isStillOurs(left)) await endGroup(left.pid, graceMs);
      if (left.mark) await endMarked(left.mark, graceMs);
      const error = `the worker ${agent} on ${hostname()} died while it worked on it`;
      const is = isTurn ? "fail" : "end";
      const what = { is, body: { error_class: "lost", error } } as const;
      outbox.put(resultOf({ id: run, ref: task, agent }, what));
      note({ event: "found", message: `${task} was left by an earlier process`, task, run });
    }
    home.inHand.remove(String(run));
  }
}

/**
 * Whether the process group is the program's. A number is not given out again while a group of it lives; if the process of that number
 * is another one, the group is gone.
 */
function isStillOurs(left: InHand): left is InHand & { pid: number } {
  if (left.pid === null) return false;
  const now = processIdentity(left.pid);
  return now === null || left.began === null || now === left.began;
}
