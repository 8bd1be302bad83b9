"use client";

import { Field } from "@/components/ui/controls/field";
import { SelectOne } from "@/components/ui/controls/select";
import { inside } from "@/components/workflows/editor/document/outline";
import { useWorkbench } from "@/components/workflows/editor/workbench";
import { TextField } from "./fields";
import type { KindFieldsProps } from "./kind-fields";

const WAITS = [
  { value: "for", label: "A time", first: "30m", hint: "90s, 30m, 2h or 1d." },
  { value: "until", label: "A moment", first: "2030-01-01T09:00:00Z", hint: "A time, or CEL." },
  { value: "event", label: "An event", first: "task.completed", hint: "The type of the event." },
  { value: "task", label: "A task", first: "inputs.task", hint: "Its number, or CEL." },
] as const;

/** What a stage waits for: a time, a moment, an event or a task. */
export function WaitFields({ stage: { fields, id }, set }: KindFieldsProps) {
  const { canWrite } = useWorkbench();
  const how = WAITS.find(({ value }) => inside(fields.wait, value) !== undefined) ?? WAITS[0];
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Waits for">
          <SelectOne
            value={how.value}
            options={WAITS}
            disabled={!canWrite}
            onValueChange={(next) => {
              const first = WAITS.find(({ value }) => value === next)?.first;
              set(["wait"], { [next]: first });
            }}
          />
        </Field>
        <TextField
          key={id + how.value}
          label={how.label}
          value={inside(fields.wait, how.value)}
          onSave={(value) => value !== undefined && set(["wait", how.value], value)}
          hint={how.hint}
        />
      </div>
      {how.value === "event" ? (
        <TextField
          key={`${id}-where`}
          label="Only where"
          mono
          value={inside(fields.wait, "where")}
          onSave={(value) => set(["wait", "where"], value)}
          placeholder='event.task.type == "code"'
        />
      ) : null}
    </>
  );
}
