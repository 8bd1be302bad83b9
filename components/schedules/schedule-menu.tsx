"use client";

import { Pause, Pencil, Play, Trash2, Zap } from "lucide-react";
import { useState } from "react";
import {
  pauseScheduleAction,
  removeScheduleAction,
  resumeScheduleAction,
  triggerScheduleAction,
} from "@/app/(app)/schedules/actions";
import { callAction } from "@/components/forms/call-action";
import { orThrow } from "@/components/forms/refusal";
import { useChange } from "@/components/forms/use-change";
import { ReasonDialog } from "@/components/tasks/change/reason-dialog";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { DropdownMenuItem } from "@/components/ui/overlays/dropdown-menu";
import { RowMenu } from "@/components/ui/overlays/row-menu";
import type { ScheduleWire } from "@/lib/schedules/shapes";
import { useRefreshSchedules } from "./use-schedules";

/** What may be done with a schedule. */
export function ScheduleMenu({ schedule, onEdit }: { schedule: ScheduleWire; onEdit: () => void }) {
  const { id, name, paused } = schedule;
  const refresh = useRefreshSchedules();
  const { change } = useChange(refresh);
  const [asking, setAsking] = useState<"pause" | "remove" | null>(null);
  const ask = (what: "pause" | "remove") => requestAnimationFrame(() => setAsking(what));

  return (
    <>
      <RowMenu name={name}>
        <DropdownMenuItem
          onSelect={() =>
            void change(
              () => triggerScheduleAction(id),
              ({ ticket_ref }) => `Created ${ticket_ref}`,
            )
          }
        >
          <Zap />
          Run now
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => requestAnimationFrame(onEdit)}>
          <Pencil />
          Edit
        </DropdownMenuItem>
        {paused ? (
          <DropdownMenuItem
            onSelect={() => void change(() => resumeScheduleAction(id), `Resumed ${name}`)}
          >
            <Play />
            Resume
          </DropdownMenuItem>
        ) : (
          <DropdownMenuItem onSelect={() => ask("pause")}>
            <Pause />
            Pause
          </DropdownMenuItem>
        )}
        <DropdownMenuItem onSelect={() => ask("remove")}>
          <Trash2 />
          Remove
        </DropdownMenuItem>
      </RowMenu>
      {asking === "pause" ? (
        <ReasonDialog
          title={`Pause ${name}?`}
          description="Its due times pass without a task, and are not made up for. Open tasks stay."
          draft={{ object: `schedule:${id}`, field: "pause" }}
          field={{
            label: "Note",
            hint: "For those who wonder why. Optional.",
            rows: 3,
            maxLength: 2_000,
          }}
          confirm={{ label: "Pause schedule", tone: "primary" }}
          cancel="Keep it running"
          send={async (note) => {
            const answer = await callAction(() => pauseScheduleAction(id, note.trim() || null));
            if (!answer.ok) return { done: false, error: answer.message };
            await refresh();
            return { done: true };
          }}
          onClose={() => setAsking(null)}
        />
      ) : null}
      <ConfirmDialog
        open={asking === "remove"}
        onOpenChange={(next) => setAsking(next ? "remove" : null)}
        title={`Remove ${name}?`}
        description="The schedule and its history are gone. The tasks it created stay."
        confirmLabel="Remove schedule"
        onConfirm={async () => {
          await orThrow(() => removeScheduleAction(id));
          await refresh();
        }}
      />
    </>
  );
}
