import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useViewer } from "@/components/sync/viewer";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { type RuntimeTrouble, waitingWords } from "./runtime-trouble";

type TroubleNoticeProps = { agent: string; trouble: RuntimeTrouble };

/** On the agent's page: that it cannot be called, why, and where to fix it. */
export function TroubleNotice({ agent, trouble }: TroubleNoticeProps) {
  const isAdmin = useViewer().role === "admin";
  const waiting = waitingWords(trouble);
  return (
    <div
      role="status"
      className="flex items-start gap-2 border-b bg-danger/10 px-4 py-2.5 text-ink text-sm"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <p className="min-w-0 flex-1 text-pretty">
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
      </p>
    </div>
  );
}
