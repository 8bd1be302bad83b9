import { sentence } from "@/components/format/sentence";
import type { Refusal } from "@/components/forms/call-action";
import { toast } from "@/components/ui/overlays/toast";
import type { TaskWire } from "@/lib/tasks/shapes";

// Apart from `task-actions`, which only comes after the page: whoever imported it for these words would bring it into the page.

/** Says why a change of a task was refused, and the way out. */
export function sayRefused(task: TaskWire, refusal: Pick<Refusal, "message" | "fix">): void {
  toast.error(`${task.ticket_ref} · ${refusal.message}`, {
    description: refusal.fix && sentence(refusal.fix),
  });
}

/** Says why a verdict does not count, and offers to send it again where that may help. */
export function refuseVerdict(
  { ticket_ref }: Pick<TaskWire, "ticket_ref">,
  { reason, mayTryAgain }: { reason: string; mayTryAgain: boolean },
  again: () => void,
): void {
  toast.error(`${ticket_ref} · ${reason}`, {
    duration: 10_000,
    ...(mayTryAgain ? { action: { label: "Try again", onClick: again } } : {}),
  });
}
