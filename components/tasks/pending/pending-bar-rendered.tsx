"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useEffect, useMemo } from "react";
import { drafts } from "@/components/forms/drafts/drafts";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { useViewer } from "@/components/sync/viewer";
import { undoLast } from "@/components/tasks/change/undo";
import { pendingAnswers, usePendingAnswers } from "@/components/tasks/requests/pending-answers";
import { sendAnswer } from "@/components/tasks/requests/send-answer";
import {
  pendingVerdicts,
  usePendingVerdicts,
  useVerdict,
} from "@/components/tasks/verdict/use-verdict";
import { PendingAnswerRow, PendingVerdictRow } from "./pending-rows";

/**
 * The verdicts and answers that do not count yet: each can be taken back or sent at once. Leaving the page with one asks first.
 */
export function PendingBarRendered() {
  const verdicts = usePendingVerdicts();
  const answers = usePendingAnswers();
  const client = useQueryClient();
  const { username } = useViewer();
  const { judge } = useVerdict();
  useEffect(
    () =>
      pendingVerdicts.connect(username, async ({ task, verdict, notes, review }) => {
        const refused = await judge(task, verdict, notes, undefined, review);
        if (!refused) drafts.write(username, `task:${task.id}`, "rejection", null);
        return refused;
      }),
    [username, judge],
  );
  useEffect(
    () =>
      pendingAnswers.connect(username, ({ request, answer }) =>
        sendAnswer(client, username, request, answer),
      ),
    [username, client],
  );

  const isCounting = [...verdicts, ...answers].some(
    ({ phase }) => phase === "counting" || phase === "sending",
  );
  useEffect(() => {
    if (!isCounting) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    const pause = () => {
      pendingVerdicts.pause();
      pendingAnswers.pause();
    };
    window.addEventListener("beforeunload", ask);
    window.addEventListener("pagehide", pause);
    return () => {
      window.removeEventListener("beforeunload", ask);
      window.removeEventListener("pagehide", pause);
    };
  }, [isCounting]);

  const commands = useMemo<Command[]>(
    () => [
      {
        id: "verdict.undo",
        label: "Take the decision back",
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

  if (verdicts.length + answers.length === 0) return null;
  return (
    <section
      aria-label="Verdicts and answers that do not count yet"
      data-above-overlays
      className="pointer-events-auto fixed z-[60] flex max-h-[50dvh] flex-col divide-y divide-line overflow-y-auto rounded-lg border border-line-strong bg-raised text-sm shadow-overlay max-sm:inset-x-3 max-sm:top-14 sm:bottom-18 sm:left-1/2 sm:w-[27rem] sm:-translate-x-1/2"
    >
      {verdicts.map((one) => (
        <PendingVerdictRow key={`verdict-${one.task.id}`} pending={one} />
      ))}
      {answers.map((one) => (
        <PendingAnswerRow key={`answer-${one.request.id}`} pending={one} />
      ))}
    </section>
  );
}
