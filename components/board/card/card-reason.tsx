import {
  CircleAlert,
  CirclePause,
  Hourglass,
  type LucideIcon,
  OctagonMinus,
  RotateCcw,
} from "lucide-react";
import dynamic from "next/dynamic";
import { cn } from "@/components/ui/cn";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";

const CardQuestion = dynamic(() => import("./card-question").then((room) => room.CardQuestion), {
  loading: () => <span className="mt-1.5 block h-4" />,
});

interface Reason {
  icon: LucideIcon;
  tone: string;
  text: string;
}

/** Why the task does not move: what it waits for, what blocks it, what failed. */
export function CardReason({ task }: { task: TaskWire }) {
  if (task.request_id) return <CardQuestion id={task.request_id} />;
  const reason = reasonOf(task);
  if (!reason) return null;
  const { icon: Icon, tone, text } = reason;
  return (
    <span className="mt-1.5 flex items-start gap-1.5 text-ink-2 text-xs">
      <Icon aria-hidden className={cn("mt-0.5 size-3 shrink-0", tone)} />
      <span className="line-clamp-2 min-w-0 break-words">{text}</span>
    </span>
  );
}

function reasonOf(task: TaskWire): Reason | null {
  if (task.status === "blocked") {
    return {
      icon: OctagonMinus,
      tone: "text-status-blocked",
      text: task.blocked_reason ?? "Blocked, no reason given",
    };
  }
  if (task.status === "failed" && task.error_message) {
    return { icon: CircleAlert, tone: "text-status-failed", text: task.error_message };
  }
  if (task.status === "assigned" && task.review_cycles > 0 && task.error_message) {
    return { icon: CircleAlert, tone: "text-status-review", text: task.error_message };
  }
  if (task.status === "assigned" && task.dispatch_hold) {
    return { icon: CirclePause, tone: "text-warning", text: task.dispatch_hold.message };
  }
  if (task.status === "assigned" && task.next_attempt_at !== null && task.dispatch_attempts > 0) {
    const count = `${task.dispatch_attempts} of ${ATTEMPT_LIMITS.dispatchAttempts}`;
    return { icon: RotateCcw, tone: "text-warning", text: `Attempt ${count} failed, tried again` };
  }
  const waits = (task.status === "inbox" || task.status === "assigned") && !task.ready;
  if (!waits || task.progress.total > 0) return null;
  return { icon: Hourglass, tone: "text-ink-3", text: waitingFor(task) };
}

function waitingFor({ waiting_on }: TaskWire): string {
  const [first, ...more] = waiting_on;
  if (!first?.ticket_ref)
    return first?.reason === "scheduled" ? "Waits for its time" : "Waits for other work";
  return `Waits for ${first.ticket_ref}${more.length > 0 ? ` and ${more.length} more` : ""}`;
}
