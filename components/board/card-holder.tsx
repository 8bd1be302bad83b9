import { UsersRound } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import type { Presence } from "@/components/ui/presence-dot";
import type { TaskWire } from "@/lib/tasks/shapes";

/** Who has the task, and whether they are present. */
export function CardHolder({ task, presence }: { task: TaskWire; presence: Presence | undefined }) {
  if (task.assigned_to === null) {
    const waits =
      (task.status === "inbox" || task.status === "assigned") && task.progress.total === 0;
    if (!waits) return <span className="min-w-0 flex-1" />;
    return (
      <span className="flex min-w-0 flex-1 items-center gap-1.5">
        <UsersRound aria-hidden className="size-3.5 shrink-0" />
        {task.status === "assigned" ? "Pool" : "Nobody yet"}
      </span>
    );
  }
  return (
    <span className="flex min-w-0 flex-1 items-center gap-2">
      <Avatar name={task.assigned_to} presence={presence} size="sm" />
      <span className="min-w-0 truncate text-ink-2">{task.assigned_to}</span>
    </span>
  );
}
