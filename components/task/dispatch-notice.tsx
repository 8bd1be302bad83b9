"use client";

import { CirclePause, RotateCcw } from "lucide-react";
import Link from "next/link";
import { formatDuration } from "@/components/ui/time-format";
import { useNow } from "@/components/ui/use-now";
import { ATTEMPT_LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/shapes";
import { Notice } from "./notice";

/** Where what holds a task back is put right. */
const FIXES: Record<string, { href: string; label: string }> = {
  unavailable: { href: "/settings?tab=runtimes", label: "Runtimes" },
  configuration: { href: "/settings?tab=runtimes", label: "Runtimes" },
  no_model: { href: "/settings?tab=models", label: "Models" },
  budget_exceeded: { href: "/settings?tab=costs", label: "Budgets" },
};

/** Why Baton does not call a task's agent now, and when it does: what holds the task back, or the pause after a failure. */
export function DispatchNotice({ task }: { task: TaskWire }) {
  if (task.status !== "assigned") return null;
  const { dispatch_hold: hold, next_attempt_at: next, dispatch_attempts: attempts } = task;
  if (hold) {
    const fix = FIXES[hold.code];
    return (
      <Notice icon={<CirclePause />} tone="warning">
        {ended(hold.message)}{" "}
        {hold.next_at === null ? (
          "It waits until somebody changes or retries it."
        ) : (
          <>
            It is looked at again <Until time={hold.next_at} />.
          </>
        )}{" "}
        {fix ? (
          <Link href={fix.href} className="underline underline-offset-2">
            {fix.label}
          </Link>
        ) : null}
      </Notice>
    );
  }
  if (attempts === 0) return null;
  return (
    <Notice icon={<RotateCcw />} tone="warning">
      Attempt {attempts} of {ATTEMPT_LIMITS.dispatchAttempts} failed. The next one is{" "}
      <Until time={next} />.
    </Notice>
  );
}

/** How long until then, by the second; what is due already is at most a minute away. */
function Until({ time }: { time: number | null }) {
  const now = useNow("second");
  const left = time === null ? 0 : time * 1000 - now;
  return (
    <span suppressHydrationWarning className="tabular-nums">
      {left > 0 ? `in ${formatDuration(left)}` : "within a minute"}
    </span>
  );
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
