"use client";

import { useState } from "react";
import { tryTriggerAction } from "@/app/(app)/settings/triggers/actions";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { Field } from "@/components/ui/controls/field";
import { Textarea } from "@/components/ui/controls/input";
import { CodeBlock } from "@/components/ui/display/code-block";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import type { TriedTrigger, TriggerWire } from "@/lib/triggers/shapes";

interface TryTriggerDialogProps {
  trigger: TriggerWire;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Shows the task that a trigger would create, from an example or from what is pasted. Nothing is created. */
export function TryTriggerDialog({ trigger, open, onOpenChange }: TryTriggerDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={`Test ${trigger.name}`}
        description="Shows the task that it would create. Nothing is created or counted."
        className="sm:max-w-2xl"
      >
        <TryForm trigger={trigger} />
      </DialogContent>
    </Dialog>
  );
}

function TryForm({ trigger }: { trigger: TriggerWire }) {
  const [tried, setTried] = useState<TriedTrigger | null>(null);
  const isUnknown = trigger.kind === "webhook" && trigger.preset === null;
  const form = useForm({
    saved: { payload: isUnknown ? '{\n  "title": "An example"\n}' : "" },
    async send({ payload }) {
      const parsed = payload.trim() === "" ? {} : { payload: asJson(payload) };
      return tryTriggerAction(trigger.id, parsed);
    },
    onDone: setTried,
  });
  return (
    <DialogForm form={form} submit="Test" cancel="Close">
      <Field
        label="What is sent"
        error={form.problems.payload}
        hint={isUnknown ? "A JSON object." : "Empty: an example."}
      >
        <Textarea {...form.text("payload")} rows={5} className="font-mono text-xs" />
      </Field>
      {tried === null ? null : <Outcome tried={tried} />}
    </DialogForm>
  );
}

/** The server says what is wrong with anything but an object. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function Outcome({ tried: { answer, reason, task, start, missing } }: { tried: TriedTrigger }) {
  return (
    <section aria-label="What came of it" className="flex flex-col gap-2 text-sm">
      <p>
        It would be <strong className="font-medium">{answer}</strong>
        {reason === null ? "." : `: ${reason}.`}
      </p>
      {missing.length === 0 ? null : (
        <p className="text-warning">
          There is nothing for {missing.map((path) => `{{${path}}}`).join(", ")}, so that is empty.
        </p>
      )}
      {task === null ? null : (
        <>
          <p className="font-medium">{task.title}</p>
          {typeof task.description === "string" ? (
            <CodeBlock caption="Description" code={task.description} />
          ) : null}
        </>
      )}
      {start === null ? null : (
        <>
          <p className="font-medium">
            {start.title}: a run of {start.workflow}
          </p>
          <CodeBlock caption="Inputs" code={JSON.stringify(start.inputs, null, 2)} />
        </>
      )}
    </section>
  );
}
