import { CircleCheck, CircleX, CornerUpLeft } from "lucide-react";
import { Avatar } from "@/components/ui/display/avatar";
import { Badge } from "@/components/ui/display/badge";
import { Markdown } from "@/components/ui/display/markdown";
import { RelativeTime } from "@/components/ui/display/relative-time";
import type { ReviewWire } from "@/lib/reviews/schema";
import type { Verdict } from "@/lib/reviews/verdict";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";

type VerdictItemProps = { review: ReviewWire; agent: string | null };

/** Who decided what, when, with which words; and where the work went. */
export function VerdictItem({ review, agent }: VerdictItemProps) {
  const { status, applied, cycle, notes, override_reason } = review;
  const wentBack = status === "rejected" && applied && cycle < ATTEMPT_LIMITS.reviewCycles;
  return (
    <article className="text-sm">
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <ReviewerName name={review.reviewer} kind={review.reviewer_kind} />
        <VerdictBadge verdict={status} />
        {cycle > 0 ? (
          <span className="text-ink-3 text-xs tabular-nums">
            cycle {cycle}/{ATTEMPT_LIMITS.reviewCycles}
          </span>
        ) : null}
        {override_reason === null ? null : <Badge tone="warning">Override</Badge>}
        {applied ? null : <Badge tone="outline">Recorded only</Badge>}
        <RelativeTime time={review.created_at} className="ml-auto text-ink-3 text-xs" />
      </header>
      <div className="mt-1.5 border-line-strong border-l-2 pl-3 empty:hidden">
        {notes ? <Markdown className="text-ink-2 text-sm leading-5">{notes}</Markdown> : null}
        {override_reason !== null && override_reason !== notes ? (
          <p className="mt-1 text-ink-2">Reason: {override_reason}</p>
        ) : null}
      </div>
      {wentBack ? (
        <p className="mt-1.5 flex items-center gap-1.5 text-ink-3 text-xs">
          <CornerUpLeft aria-hidden className="size-3" />
          Went back to {agent ?? "its agent"} with this feedback
        </p>
      ) : null}
    </article>
  );
}

/** The reviewer's name: people have round avatars, agents square ones. */
export function ReviewerName({ name, kind }: { name: string; kind: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <Avatar name={name} kind={kind === "user" ? "person" : "agent"} />
      <span className="truncate font-medium">{name}</span>
    </span>
  );
}

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  return verdict === "approved" ? (
    <Badge tone="success">
      <CircleCheck aria-hidden /> Approved
    </Badge>
  ) : (
    <Badge tone="danger">
      <CircleX aria-hidden /> Rejected
    </Badge>
  );
}
