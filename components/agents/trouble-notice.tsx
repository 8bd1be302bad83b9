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
