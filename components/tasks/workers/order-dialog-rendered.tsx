"use client";

import { orderWorkerAction } from "@/app/(app)/workers/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { WorkerWire } from "@/lib/workers/shapes";
import { useRefreshWorkers } from "./use-workers";
import { TERMS } from "./worker-words";

interface OrderDialogProps {
  worker: WorkerWire;
  wanted: "pause" | "drain";
  onClose: () => void;
}

/** What `OrderDialog` fetches. */
export function OrderDialogRendered({ worker, wanted, onClose }: OrderDialogProps) {
  const { id, agent, host } = worker;
  const refresh = useRefreshWorkers();
  const form = useForm({
    saved: { note: "", seconds: "0" },
    send: ({ note, seconds }) =>
      orderWorkerAction(id, {
        wanted,
        ...(note.trim() === "" ? {} : { note: note.trim() }),
        ...(seconds === "0" ? {} : { seconds: Number(seconds) }),
      }),
    async onDone() {
      await refresh();
      toast.success(
        wanted === "pause" ? `${agent} pauses on ${host}` : `${agent} drains on ${host}`,
      );
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={wanted === "pause" ? `Pause ${agent} on ${host}?` : `Drain ${agent} on ${host}?`}
        description={
          wanted === "pause"
            ? "It finishes what it has and takes nothing new until the pause is over. A new process of the same worker is paused as well."
            : "It finishes what it has, takes nothing new, and ends. What is not finished in time is handed back."
        }
      >
        <DialogForm
          form={form}
          submit={wanted === "pause" ? "Pause worker" : "Drain worker"}
          cancel="Let it work"
        >
          <Field label="For how long" error={form.problems.seconds}>
            <SelectOne
              value={form.values.seconds}
              options={TERMS.map((term) => ({
                value: String(term.seconds),
                label: term[wanted],
              }))}
              onValueChange={(seconds) => form.set({ seconds })}
            />
          </Field>
          <Field label="Note" hint="For those who wonder why. Optional." error={form.problems.note}>
            <Input {...form.text("note")} maxLength={500} />
          </Field>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
