"use client";

import { CirclePause, RotateCcw } from "lucide-react";
import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { useNow } from "@/components/ui/use-now";
import { LIMITS } from "@/lib/tasks/lifecycle";
import type { TaskWire } from "@/lib/tasks/wire";
import { Notice } from "./notice";

/** Where what holds a task back is put right. */
const FIXES: Record<string, { href: string; label: string }> = {
  configuration: { href: "/settings?tab=runtimes", label: "Runtimes" },
  no_model: { href: "/settings?tab=models", label: "Models" },
  budget_exceeded: { href: "/settings?tab=costs", label: "Budgets" },
};

/** Why Baton does not call a task's agent now, and when it does: what holds the task back, or the pause after a failure. */
export function DispatchNotice({ task }: { task: TaskWire }) {
  const now = useNow();
  if (task.status !== "assigned") return null;
  const { dispatch_hold: hold, next_attempt_at: next, dispatch_attempts: attempts } = task;
  if (hold) {
    const fix = FIXES[hold.code];
    return (
      <Notice icon={<CirclePause />} tone="warning">
        {ended(hold.message)}{" "}
        {hold.next_at === null ? (
          "It waits until somebody changes or retries it."
        ) : hold.next_at * 1000 > now ? (
          <>
            Looked at again <RelativeTime time={hold.next_at} />.
          </>
        ) : (
          "Looked at again within a minute."
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
      Attempt {attempts} of {LIMITS.dispatchAttempts} failed.{" "}
      {next !== null && next * 1000 > now ? (
        <>
          The next one is <RelativeTime time={next} />.
        </>
      ) : (
        "The next one is due."
      )}
    </Notice>
  );
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
