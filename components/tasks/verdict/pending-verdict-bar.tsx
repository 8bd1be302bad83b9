"use client";

import { Undo2 } from "lucide-react";
import { useEffect, useMemo } from "react";
import { drafts } from "@/components/forms/drafts/drafts";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { useViewer } from "@/components/sync/viewer";
import { undoLast } from "@/components/tasks/change/undo";
import { onDemand, useOnDemand } from "@/components/ui/late/on-demand";
import { pendingVerdicts, usePendingVerdicts, useVerdict } from "./use-verdict";

const row = onDemand(async () => (await import("./pending-verdict-row")).PendingVerdictRow);

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

  const { part: Row } = useOnDemand(row, pending.length > 0);
  if (pending.length === 0 || Row === null) return null;
  return (
    <section
      aria-label="Verdicts that do not count yet"
      data-above-overlays
      className="pointer-events-auto fixed z-[60] flex max-h-[50dvh] flex-col divide-y divide-line overflow-y-auto rounded-lg border border-line-strong bg-raised text-sm shadow-overlay max-sm:inset-x-3 max-sm:top-14 sm:bottom-18 sm:left-1/2 sm:w-[27rem] sm:-translate-x-1/2"
    >
      {pending.map((one) => (
        <Row key={one.task.id} pending={one} />
      ))}
    </section>
  );
}
