"use client";

import { Pause, Play, Trash2, X } from "lucide-react";
import { useState } from "react";
import { changeSchedulesAction } from "@/app/(app)/schedules/actions";
import { callAction } from "@/components/forms/call-action";
import { orThrow, sayFailed } from "@/components/forms/refusal";
import { ReasonDialog } from "@/components/tasks/change/reason-dialog";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { useAnnounced } from "@/components/ui/feedback/live-region";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { ScheduleWire } from "@/lib/schedules/shapes";
import { useRefreshSchedules } from "./use-schedules";

type ScheduleBulkBarProps = {
  schedules: readonly ScheduleWire[];
  /** The number of schedules in the list. */
  shown: number;
  onSelectAll: () => void;
  onClear: () => void;
};

const counted = (count: number): string => (count === 1 ? "1 schedule" : `${count} schedules`);

/** What may be done with the selected schedules. */
export function ScheduleBulkBar({ schedules, shown, onSelectAll, onClear }: ScheduleBulkBarProps) {
  const refresh = useRefreshSchedules();
  const [pausing, setPausing] = useState(false);
  const count = schedules.length;
  const ids = schedules.map(({ id }) => id);
  useAnnounced(count > 0 ? `${count} selected` : null);

  async function done(what: string) {
    toast.success(`${what} ${counted(count)}`);
    onClear();
    await refresh();
  }

  async function resume() {
    const answer = await callAction(() => changeSchedulesAction("resume", ids, null));
    if (!answer.ok) return sayFailed(answer, () => void resume());
    await done("Resumed");
  }

  if (count === 0) return null;
  return (
    <>
      <div
        role="toolbar"
        aria-label="Selected schedules"
        className="sticky bottom-3 z-10 mx-3 my-3 flex w-fit max-w-full animate-fade-in flex-wrap items-center gap-0.5 rounded-lg border border-line-strong bg-raised p-1 shadow-overlay"
      >
        <span className="shrink-0 px-2 text-sm tabular-nums">{count} selected</span>
        {count < shown ? (
          <Button variant="ghost" size="sm" onClick={onSelectAll}>
            Select all {shown}
          </Button>
        ) : null}
        <Button variant="ghost" size="sm" onClick={() => setPausing(true)}>
          <Pause aria-hidden className="size-4" />
          Pause
        </Button>
        <Button variant="ghost" size="sm" onClick={() => void resume()}>
          <Play aria-hidden className="size-4" />
          Resume
        </Button>
        <ConfirmDialog
          trigger={
            <Button variant="danger-ghost" size="sm">
              <Trash2 aria-hidden className="size-4" />
              Remove
            </Button>
          }
          title={`Remove ${counted(count)}?`}
          description="They are gone with their history. The tasks they created stay."
          confirmLabel={count === 1 ? "Remove the schedule" : "Remove the schedules"}
          onConfirm={async () => {
            await orThrow(() => changeSchedulesAction("remove", ids, null));
            await done("Removed");
          }}
        />
        <IconButton label="Clear the selection" size="icon-sm" onClick={onClear}>
          <X className="size-4" />
        </IconButton>
      </div>
      {pausing ? (
        <ReasonDialog
          title={`Pause ${counted(count)}?`}
          description="Their due times pass without a task, and are not made up for. Open tasks stay."
          draft={{ object: `schedules:${ids.join(",")}`, field: "pause" }}
          field={{
            label: "Note",
            hint: "For those who wonder why. Optional.",
            rows: 3,
            maxLength: 2_000,
          }}
          confirm={{ label: count === 1 ? "Pause schedule" : "Pause schedules", tone: "primary" }}
          cancel="Keep them running"
          send={async (note) => {
            const answer = await callAction(() =>
              changeSchedulesAction("pause", ids, note.trim() || null),
            );
            if (!answer.ok) return { done: false, error: answer.message };
            await done("Paused");
            return { done: true };
          }}
          onClose={() => setPausing(false)}
        />
      ) : null}
    </>
  );
}
