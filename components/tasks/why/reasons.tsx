"use client";

import Link from "next/link";
import { RelativeTime, UpcomingTime } from "@/components/ui/display/relative-time";
import type { HeldUpReason } from "@/lib/tasks/shapes";
import type { AgentReason, WorkerReason } from "@/lib/why/shapes";

type Reason = HeldUpReason | AgentReason | WorkerReason;

/** Why something does not go on, one sentence after the other, each with what would change it. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  return reasons.map((reason) => (
    <span key={`${reason.code} ${reason.sentence}`} className="block">
      {reason.sentence}
      {reason.since === null ? null : (
        <>
          {" "}
          <span className="text-ink-3">
            (since <RelativeTime time={reason.since} />)
          </span>
        </>
      )}
      {reason.until === null ? null : (
        <>
          {" "}
          <span className="text-ink-3">
            (until <UpcomingTime time={reason.until} />)
          </span>
        </>
      )}
      <Fix fix={reason.fix} />
    </span>
  ));
}

function Fix({ fix }: Pick<Reason, "fix">) {
  if (fix === null) return null;
  if (fix.href !== null)
    return (
      <>
        {" "}
        <Link href={fix.href} prefetch={false} className="underline underline-offset-2">
          {fix.label}
        </Link>
      </>
    );
  return fix.command === null ? null : (
    <>
      {" "}
      <code className="wrap-anywhere rounded-xs bg-hover px-1 py-0.5 font-mono text-xs">
        {fix.command}
      </code>
    </>
  );
}
