import type { TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { fingerprint } from "@/lib/rounds/hash";
import type { Seen } from "@/lib/rounds/schema";
import { evidenceOfTask } from "@/lib/runs/evidence/evidence";
import type { EvidenceWire } from "@/lib/runs/evidence/schema";
import type { TaskRow } from "@/lib/tasks/row";

/** The work that a verdict would be about now: its run, commit and text, and its checks with how they ended. */
export function seenOf(task: TaskRow, evidence: EvidenceWire): Seen {
  const checks = evidence.checks.map((check) =>
    fingerprint(
      check.name,
      check.command,
      check.expected_exit_code,
      check.state,
      check.reported_at,
    ),
  );
  return {
    run_id: evidence.run_id,
    commit: evidence.commit,
    resolution_hash: task.resolution_hash,
    checks: fingerprint(...checks),
  };
}

const NAMES: Readonly<Record<keyof Seen, string>> = {
  run_id: "its attempt",
  commit: "its commit",
  resolution_hash: "its resolution",
  checks: "its checks",
};

/** Refuses with `conflict` a verdict on work that is no longer what its reviewer saw. */
export async function assertSeen(tx: TxContext, task: TaskRow, seen: Seen): Promise<void> {
  const now = seenOf(task, await evidenceOfTask(tx.db, task.id));
  const changed = (["run_id", "commit", "resolution_hash", "checks"] as const).filter(
    (part) => now[part] !== seen[part],
  );
  if (changed.length === 0) return;
  const what = changed.map((part) => NAMES[part]).join(", ");
  throw new DomainError("conflict", `${task.ticket_ref} changed since you read it: ${what}`, {
    changed,
    fix: "read the round again and decide anew",
  });
}
