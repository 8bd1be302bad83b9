"use client";

import { CircleCheck, CircleX, Undo2 } from "lucide-react";
import Link from "next/link";
import { useEffect, useMemo } from "react";
import { drafts } from "@/components/forms/drafts/drafts";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { Keys } from "@/components/ui/display/keys";
import { useNow } from "@/components/ui/display/use-now";
import type { PendingVerdict } from "./pending-verdicts";
import { undoLast } from "./undo";
import { pendingVerdicts, takeBack, usePendingVerdicts, useVerdict } from "./use-verdict";

/**
 * The verdicts that do not count yet: each can be taken back or sent at once. Mounted once, so that they outlive the
 * screen on which they were given; leaving the page with one asks first.
 */
export function PendingVerdictBar() {
  const pending = usePendingVerdicts();
  const { username } = useViewer();
  const { judge } = useVerdict();
  useEffect(
    () =>
      pendingVerdicts.connect(username, async ({ task, verdict, notes }) => {
        const refused = await judge(task, verdict, notes);
        if (!refused) drafts.write(username, `task:${task.id}`, "rejection", null);
        return refused;
      }),
    [username, judge],
  );

  const isCounting = pending.some(({ phase }) => phase === "counting" || phase === "sending");
  useEffect(() => {
    if (!isCounting) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    window.addEventListener("pagehide", pendingVerdicts.pause);
    return () => {
      window.removeEventListener("beforeunload", ask);
      window.removeEventListener("pagehide", pendingVerdicts.pause);
    };
  }, [isCounting]);

  const commands = useMemo<Command[]>(
    () => [
      {
        id: "verdict.undo",
        label: "Take the verdict back",
        group: "Tasks",
        icon: Undo2,
        keys: "u",
        enabled: isCounting,
        run: undoLast,
      },
    ],
    [isCounting],
  );
  useCommands(commands, "everywhere");

  if (pending.length === 0) return null;
  return (
    <section
      aria-label="Verdicts that do not count yet"
      data-above-overlays
      className="pointer-events-auto fixed z-[60] flex max-h-[50dvh] flex-col divide-y divide-line overflow-y-auto rounded-lg border border-line-strong bg-raised text-sm shadow-overlay max-sm:inset-x-3 max-sm:top-14 sm:bottom-18 sm:left-1/2 sm:w-[27rem] sm:-translate-x-1/2"
    >
      {pending.map((one) => (
        <PendingRow key={one.task.id} pending={one} />
      ))}
    </section>
  );
}

const WORDS = {
  approved: { will: "Approving", now: "Approve now", not: "not approved" },
  rejected: { will: "Rejecting", now: "Reject now", not: "not rejected" },
} as const;

function PendingRow({ pending }: { pending: PendingVerdict }) {
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
