"use client";

import { CircleCheck, CircleX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/controls/button";
import { Keys } from "@/components/ui/display/keys";
import { useNow } from "@/components/ui/display/use-now";
import type { PendingVerdict } from "./pending-verdicts";
import { pendingVerdicts, takeBack } from "./use-verdict";

const WORDS = {
  approved: { will: "Approving", now: "Approve now", not: "not approved" },
  rejected: { will: "Rejecting", now: "Reject now", not: "not rejected" },
} as const;

/** What the bar of pending verdicts fetches. */
export function PendingVerdictRow({ pending }: { pending: PendingVerdict }) {
  const { task, verdict, phase, reason, mayTryAgain } = pending;
  const words = WORDS[verdict];
  const Icon = verdict === "approved" ? CircleCheck : CircleX;
  const isCounting = phase === "counting";
  const isOver = phase === "refused" && !mayTryAgain;
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 px-3.5 py-2.5">
      <Icon
        aria-hidden
        className={`size-4 shrink-0 ${verdict === "approved" ? "text-success" : "text-danger"}`}
      />
      <p className="min-w-40 flex-1">
        <span className="font-medium">
          {isCounting || phase === "sending" ? words.will : null}{" "}
          <Link
            href={`/tasks/${task.ticket_ref}`}
            title={task.title}
            className="font-mono text-xs underline-offset-2 hover:underline"
          >
            {task.ticket_ref}
          </Link>
          {isCounting ? <Countdown dueAt={pending.dueAt} /> : null}
          {phase === "waiting" || phase === "refused" ? ` is ${words.not}` : null}
        </span>
        {reason ? (
          <span role="alert" className="block text-ink-2 text-xs">
            {reason}
          </span>
        ) : null}
      </p>
      {isOver ? null : (
        <Button
          size="sm"
          variant="ghost"
          pending={phase === "sending"}
          onClick={() => void pendingVerdicts.sendNow(task.id)}
        >
          {isCounting || phase === "sending" ? "Now" : mayTryAgain ? "Try again" : words.now}
        </Button>
      )}
      <Button size="sm" disabled={phase === "sending"} onClick={() => takeBack(task)}>
        {isOver ? "Dismiss" : "Take back"}
        {isCounting ? (
          <span className="ml-1 pointer-coarse:hidden">
            <Keys keys="u" />
          </span>
        ) : null}
      </Button>
    </div>
  );
}

/** Not read out: the verdict was announced with its time when it was given. */
function Countdown({ dueAt }: { dueAt: number }) {
  const seconds = Math.max(0, Math.ceil((dueAt - useNow("second")) / 1000));
  return (
    <span aria-hidden className="tabular-nums">
      {" "}
      in {seconds} s
    </span>
  );
}
