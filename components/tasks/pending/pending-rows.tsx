"use client";

import { CircleCheck, CircleX, MessageCircleReply } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import {
  type PendingAnswer,
  pendingAnswers,
  takeBackAnswer,
} from "@/components/tasks/requests/pending-answers";
import type { PendingVerdict } from "@/components/tasks/verdict/pending-verdicts";
import { pendingVerdicts, takeBack } from "@/components/tasks/verdict/use-verdict";
import { Button } from "@/components/ui/controls/button";
import { Keys } from "@/components/ui/display/keys";
import { useNow } from "@/components/ui/display/use-now";
import type { Progress } from "./pending-decisions";

const VERDICTS = {
  approved: { will: "Approving", now: "Approve now", not: "not approved" },
  rejected: { will: "Rejecting", now: "Reject now", not: "not rejected" },
} as const;

export function PendingVerdictRow({ pending }: { pending: PendingVerdict }) {
  const { task, verdict } = pending;
  const isApproval = verdict === "approved";
  const Icon = isApproval ? CircleCheck : CircleX;
  return (
    <PendingRow
      progress={pending}
      words={VERDICTS[verdict]}
      icon={
        <Icon
          aria-hidden
          className={`size-4 shrink-0 ${isApproval ? "text-success" : "text-danger"}`}
        />
      }
      subject={{ href: `/tasks/${task.ticket_ref}`, ref: task.ticket_ref, title: task.title }}
      onNow={() => void pendingVerdicts.sendNow(task.id)}
      onTakeBack={() => takeBack(task)}
    />
  );
}

export function PendingAnswerRow({ pending }: { pending: PendingAnswer }) {
  const { request, words } = pending;
  return (
    <PendingRow
      progress={pending}
      words={{ will: `Answering “${words}” to`, now: "Answer now", not: "not answered" }}
      icon={<MessageCircleReply aria-hidden className="size-4 shrink-0 text-accent-ink" />}
      subject={{
        href: `/inbox?request=${request.id}`,
        ref: request.ticket_ref ?? request.agent,
        title: request.title,
      }}
      onNow={() => void pendingAnswers.sendNow(request.id)}
      onTakeBack={() => takeBackAnswer(request.id)}
    />
  );
}

interface PendingRowProps {
  progress: Progress;
  words: { will: string; now: string; not: string };
  icon: ReactNode;
  subject: { href: string; ref: string; title: string };
  onNow: () => void;
  onTakeBack: () => void;
}

function PendingRow({ progress, words, icon, subject, onNow, onTakeBack }: PendingRowProps) {
  const { phase, reason, mayTryAgain, dueAt } = progress;
  const isCounting = phase === "counting";
  const isOver = phase === "refused" && !mayTryAgain;
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 px-3.5 py-2.5">
      {icon}
      <p className="wrap-anywhere min-w-40 flex-1">
        <span className="font-medium">
          {isCounting || phase === "sending" ? words.will : null}{" "}
          <Link
            href={subject.href}
            title={subject.title}
            className="font-mono text-xs underline-offset-2 hover:underline"
          >
            {subject.ref}
          </Link>
          {isCounting ? <Countdown dueAt={dueAt} /> : null}
          {phase === "waiting" || phase === "refused" ? ` is ${words.not}` : null}
        </span>
        {reason ? (
          <span role="alert" className="block text-ink-2 text-xs">
            {reason}
          </span>
        ) : null}
      </p>
      {isOver ? null : (
        <Button size="sm" variant="ghost" pending={phase === "sending"} onClick={onNow}>
          {isCounting || phase === "sending" ? "Now" : mayTryAgain ? "Try again" : words.now}
        </Button>
      )}
      <Button size="sm" disabled={phase === "sending"} onClick={onTakeBack}>
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

/** Not read out: the decision was announced with its time when it was made. */
function Countdown({ dueAt }: { dueAt: number }) {
  const seconds = Math.max(0, Math.ceil((dueAt - useNow("second")) / 1000));
  return (
    <span aria-hidden className="tabular-nums">
      {" "}
      in {seconds} s
    </span>
  );
}
