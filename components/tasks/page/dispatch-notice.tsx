"use client";

import { CirclePause, RotateCcw } from "lucide-react";
import Link from "next/link";
import { ended } from "@/components/format/sentence";
import { formatDuration } from "@/components/format/times";
import { useNow } from "@/components/ui/display/use-now";
import { Callout } from "@/components/ui/feedback/callout";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";

/** A link to where the dispatch block can be resolved. */
const FIXES: Record<string, { href: string; label: string }> = {
  unavailable: { href: "/settings?tab=runtimes", label: "Runtimes" },
  configuration: { href: "/settings?tab=runtimes", label: "Runtimes" },
  no_model: { href: "/settings?tab=models", label: "Models" },
  budget_exceeded: { href: "/settings?tab=costs", label: "Budgets" },
};

/** Why Baton does not call a task's agent now, and when it will: the dispatch block, or the pause after a failure. */
export function DispatchNotice({ task }: { task: TaskWire }) {
  if (task.status !== "assigned") return null;
  const { dispatch_hold: hold, next_attempt_at: next, dispatch_attempts: attempts } = task;
  if (hold) {
    const fix = FIXES[hold.code];
    return (
      <Callout icon={<CirclePause />} tone="warning">
        {ended(hold.message)}{" "}
        {hold.next_at === null ? (
          "It waits until somebody changes or retries it."
        ) : (
          <>
            Baton tries again <Until time={hold.next_at} />.
          </>
        )}{" "}
        {fix ? (
          <Link href={fix.href} className="underline underline-offset-2">
            {fix.label}
          </Link>
        ) : null}
      </Callout>
    );
  }
  if (attempts === 0) return null;
  return (
    <Callout icon={<RotateCcw />} tone="warning">
      Attempt {attempts} of {ATTEMPT_LIMITS.dispatchAttempts} failed. The next one is{" "}
      <Until time={next} />.
    </Callout>
  );
}

/** A countdown by the second; what is already due happens within a minute. */
function Until({ time }: { time: number | null }) {
  const now = useNow("second");
  const left = time === null ? 0 : time * 1000 - now;
  return (
    <span className="tabular-nums">
      {left > 0 ? `in ${formatDuration(left)}` : "within a minute"}
    </span>
  );
}
