import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { recordVerdict, type VerdictInput } from "@/lib/reviews/record";
import { lockTask } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import { taskToWire } from "@/lib/tasks/wire";

/**
 * A person's verdict on the work they see. Elsewhere a late verdict is recorded without effect (domain.md, "Who needs
 * review"); here nothing is recorded, and the person is told that somebody judged first.
 */
export async function judgeWaiting(
  ctx: Context,
  input: VerdictInput,
  seenAt: number | null,
): Promise<TaskRow> {
  return ctx.transaction(async (tx) => {
    const task = await lockTask(tx, input.ref);
    const isSame = seenAt === null || taskToWire(task).status_changed_at === seenAt;
    if (task.status !== "review" || !isSame) throw await judgedFirst(tx, task);
    return (await recordVerdict(tx, input)).task;
  });
}

async function judgedFirst(tx: TxContext, task: TaskRow): Promise<DomainError> {
  const [last] = await tx.db.$queryRaw<{ reviewer: string; status: string; created_at: Date }[]>`
    SELECT reviewer, status, created_at FROM quality_reviews
    WHERE task_id = ${task.id} AND applied ORDER BY id DESC LIMIT 1`;
  if (task.status === "review") {
    return new DomainError("conflict", `${task.ticket_ref} was handed in again while you read it`, {
      fix: "read the new resolution and decide anew",
    });
  }
  if (!last) {
    return new DomainError(
      "conflict",
      `${task.ticket_ref} is ${task.status.replace("_", " ")} and not in review any more`,
    );
  }
  const ago = agoInWords(tx.clock.now().getTime() - last.created_at.getTime());
  return new DomainError("conflict", `${last.reviewer} ${last.status} ${task.ticket_ref} ${ago}`, {
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
