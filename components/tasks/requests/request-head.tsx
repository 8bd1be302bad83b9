import {
  CircleDollarSign,
  CircleQuestionMark,
  GitMergeConflict,
  type LucideIcon,
  ShieldQuestionMark,
  TimerReset,
} from "lucide-react";
import { cn } from "@/components/ui/cn";
import { RelativeTime, UpcomingTime } from "@/components/ui/display/relative-time";
import type { RequestWire } from "@/lib/requests/shapes";
import { ASKS, atDeadline } from "./request-words";

const ICONS: Record<RequestWire["kind"], LucideIcon> = {
  question: CircleQuestionMark,
  choice: CircleQuestionMark,
  permission: ShieldQuestionMark,
  conflict: GitMergeConflict,
  budget: CircleDollarSign,
};

/** The sign of a request's kind: in colour while it is open. */
export function RequestIcon({ request, className }: { request: RequestWire; className?: string }) {
  const Icon = ICONS[request.kind];
  const tone = request.state === "open" ? "text-accent-ink" : "text-ink-3";
  return <Icon aria-hidden className={cn("size-4 shrink-0", tone, className)} />;
}

/** Who asks and since when. */
export function WhoAsks({ request }: { request: RequestWire }) {
  return (
    <span className="min-w-0">
      <span className="font-medium text-ink-2">{request.agent}</span> {ASKS[request.kind]},{" "}
      <RelativeTime time={request.created_at} />
    </span>
  );
}

/** Until when an answer counts, and what happens then. Nothing for a request that waits for as long as it takes. */
export function Deadline({ request }: { request: RequestWire }) {
  if (request.state !== "open" || request.deadline_at === null) return null;
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-warning text-xs">
      <TimerReset aria-hidden className="size-3.5 shrink-0" />
      <span className="min-w-0">
        Deadline <UpcomingTime time={request.deadline_at} />: {atDeadline(request)}
      </span>
    </span>
  );
}
