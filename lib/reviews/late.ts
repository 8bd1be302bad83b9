import type { TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import type { TaskRow } from "@/lib/tasks/row";

/** The refusal of a verdict that moves nothing: says whether somebody judged first, or the work was handed in again. */
export async function tooLate(tx: TxContext, task: TaskRow): Promise<DomainError> {
  const details = { task_status: task.status };
  if (task.status === "review") {
    return new DomainError("conflict", `${task.ticket_ref} was handed in again while you read it`, {
      ...details,
      fix: "read the new resolution and decide anew",
    });
  }
  const [last] = await tx.db.$queryRaw<{ reviewer: string; status: string; created_at: Date }[]>`
    SELECT reviewer, status, created_at FROM quality_reviews
    WHERE task_id = ${task.id} AND applied ORDER BY id DESC LIMIT 1`;
  if (!last) {
    return new DomainError(
      "conflict",
      `${task.ticket_ref} is ${task.status.replace("_", " ")}, not in review`,
      { ...details, fix: "judge it once it is handed in" },
    );
  }
  const ago = agoInWords(tx.clock.now().getTime() - last.created_at.getTime());
  return new DomainError("conflict", `${last.reviewer} ${last.status} ${task.ticket_ref} ${ago}`, {
    ...details,
    fix: "if you disagree, override the verdict with a reason",
  });
}

function agoInWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "a moment ago";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}
