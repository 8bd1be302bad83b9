import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useViewer } from "@/components/sync/viewer";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Callout } from "@/components/ui/feedback/callout";
import { type RuntimeTrouble, waitingWords } from "./runtime-trouble";

type TroubleNoticeProps = { agent: string; trouble: RuntimeTrouble };

/** On the agent's page: that it cannot be called, why, and where to fix it. */
export function TroubleNotice({ agent, trouble }: TroubleNoticeProps) {
  const isAdmin = useViewer().role === "admin";
  const waiting = waitingWords(trouble);
  return (
    <Callout tone="danger" shape="bar" role="status" quiet>
      <span className="font-medium">
        {agent} cannot be called{waiting ? `: ${waiting}` : ""}.
      </span>{" "}
      {trouble.reason}{" "}
      {trouble.retryAt === null ? null : (
        <>
          Tried again <RelativeTime time={trouble.retryAt} />.{" "}
        </>
      )}
      <Link
        href="/settings?tab=runtimes"
        className="font-medium text-accent-ink underline-offset-2 hover:underline"
      >
        {isAdmin ? "Set it up" : "See the settings"}
      </Link>
    </Callout>
  );
}

/** In a list: that an agent cannot be called, why, and how many tasks wait. */
export function TroubleLine({ trouble }: { trouble: RuntimeTrouble }) {
  const waiting = waitingWords(trouble);
  return (
    <span className="flex min-w-0 items-start gap-1.5">
      <TriangleAlert
        aria-hidden
        className={`mt-0.5 size-3.5 shrink-0 ${waiting ? "text-danger" : "text-warning"}`}
      />
      <span className="min-w-0">
        <span className={`block ${waiting ? "font-medium text-danger" : "text-ink-2"}`}>
          {waiting ? `Cannot be called: ${waiting}` : "Cannot be called"}
        </span>
        <span className="wrap-anywhere block text-ink-3 text-xs">{trouble.reason}</span>
      </span>
    </span>
  );
}
