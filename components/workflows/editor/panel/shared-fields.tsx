"use client";

import { checksOf } from "@/components/workflows/editor/document/checks";
import {
  inside,
  isFields,
  type OutlineStage,
  textOf,
} from "@/components/workflows/editor/document/outline";
import { useWorkbench } from "@/components/workflows/editor/workbench";
import { fieldsNotFor } from "@/lib/workflows/definition/check-stage";
import { ChoiceField, FieldGroup, MapField, NumberField, TextField } from "./fields";
import type { SetStageField } from "./stage-panel";

interface FieldsProps {
  stage: OutlineStage;
  set: SetStageField;
}

const CHANGES_FLOW = [
  "when",
  "join",
  "on_failure",
  "retry",
  "timeout",
  "foreach",
  "loop",
  "context",
];

/** Whether it runs, how often, and what a failure does. */
export function FlowFields({ stage, set }: FieldsProps) {
  const { outline } = useWorkbench();
  const { fields, id } = stage;
  const isPossible = possibleFor(stage);
  const retry = isFields(fields.retry) ? Number(fields.retry.attempts) - 1 : fields.retry;
  const retries = Number(retry) || 0;
  return (
    <FieldGroup title="Flow" open={CHANGES_FLOW.some((field) => fields[field] !== undefined)}>
      <TextField
        key={`${id}-when`}
        label="Only when"
        mono
        value={fields.when}
        onSave={(value) => set(["when"], value)}
        placeholder="inputs.deploy == true"
        hint="CEL. False skips the stage."
      />
      <ChoiceField
        label="Of several stages before it"
        otherwise="All must succeed"
        value={fields.join}
        options={[
          { value: "any", label: "The first that succeeds is enough" },
          { value: "settled", label: "All must be over, whatever came of them" },
        ]}
        onSave={(value) => set(["join"], value)}
      />
      <ChoiceField
        label="When it fails"
        otherwise="Block what comes after"
        value={fields.on_failure}
        options={[
          { value: "skip", label: "Skip what comes after" },
          { value: "continue", label: "Go on without it" },
          { value: "fail_run", label: "Fail the run" },
        ]}
        onSave={(value) => set(["on_failure"], value)}
      />
      <TextField
        key={`${id}-timeout`}
        label="Timeout"
        value={fields.timeout}
        onSave={(value) => set(["timeout"], value)}
        placeholder="30m"
        hint="90s, 30m, 2h or 1d. Longer than this, and it fails."
      />
      {isPossible("retry") ? (
        <div className="grid grid-cols-2 gap-3">
          <NumberField
            key={`${id}-retry`}
            label="Retries"
            value={retry}
            onSave={(value) =>
              isFields(fields.retry) && value !== undefined
                ? set(["retry", "attempts"], value + 1)
                : set(["retry"], value)
            }
            placeholder="0"
          />
          <TextField
            key={`${id}-delay`}
            label="Pause between"
            value={inside(fields.retry, "delay")}
            onSave={(delay) =>
              set(["retry"], delay === undefined ? retries : { attempts: retries + 1, delay })
            }
            placeholder="None"
            disabled={retries === 0}
          />
        </div>
      ) : null}
      {isPossible("foreach") ? (
        <>
          <TextField
            key={`${id}-foreach`}
            label="For each item of"
            value={isFields(fields.foreach) ? stage.foreach : fields.foreach}
            onSave={(value) => set(["foreach"], value)}
            list="workflow-stages"
            hint="A stage whose output is a list, or CEL."
          />
          {fields.foreach === undefined && fields.concurrency === undefined ? null : (
            <div className="grid grid-cols-2 gap-3">
              <NumberField
                key={`${id}-concurrency`}
                label="At a time"
                value={fields.concurrency}
                onSave={(value) => set(["concurrency"], value)}
                placeholder="All"
              />
              <NumberField
                key={`${id}-limit`}
                label="Items at most"
                value={fields.limit}
                onSave={(value) => set(["limit"], value)}
                placeholder="1000"
              />
            </div>
          )}
        </>
      ) : null}
      <datalist id="workflow-stages">
        {outline.stages.map(({ id: other, name }) =>
          other === id ? null : <option key={other} value={name} />,
        )}
      </datalist>
      {isPossible("loop") ? (
        <div className="grid grid-cols-[1fr_6rem] gap-3">
          <TextField
            key={`${id}-until`}
            label="Again until"
            mono
            value={inside(fields.loop, "until")}
            onSave={(value) =>
              value === undefined
                ? set(["loop"], undefined)
                : set(["loop"], { until: value, max: Number(inside(fields.loop, "max")) || 5 })
            }
            hint="CEL."
          />
          {isFields(fields.loop) ? (
            <NumberField
              key={`${id}-max`}
              label="At most"
              value={inside(fields.loop, "max")}
              onSave={(value) => value !== undefined && set(["loop", "max"], value)}
            />
          ) : null}
        </div>
      ) : null}
      {isPossible("context") ? (
        <ChoiceField
          label="Session"
          otherwise="Begins anew"
          value={inside(fields.context, "resume")}
          options={outline.stages
            .filter((other) => other.kind === "agent" && other.id !== id)
            .map(({ name }) => ({ value: name, label: `Goes on in that of ${name}` }))}
          onSave={(value) => set(["context"], value === undefined ? undefined : { resume: value })}
        />
      ) : null}
    </FieldGroup>
  );
}

/** Which fields a stage may have by its kind; those that it has in spite of that are shown too, to be taken out. */
function possibleFor({ kind, fields }: OutlineStage): (field: string) => boolean {
  const others = kind === "none" ? [] : fieldsNotFor(kind);
  return (field) => fields[field] !== undefined || !others.includes(field);
}

const OF_TASK = ["title", "description", "type", "priority", "review", "checks", "output"];
const REVIEWS = [
  { value: "true", label: "Needs a verdict" },
  { value: "false", label: "Needs none" },
];
const PRIORITIES = ["critical", "high", "medium", "low"].map((value) => ({
  value,
  label: value[0]?.toUpperCase() + value.slice(1),
}));

/** The task that a stage becomes. */
export function MoreFields({ stage, set }: FieldsProps) {
  const { fields, id } = stage;
  const isPossible = possibleFor(stage);
  const checks = Array.isArray(fields.checks) ? fields.checks : [];
  return (
    <FieldGroup title="Task" open={OF_TASK.some((field) => fields[field] !== undefined)}>
      <TextField
        key={`${id}-title`}
        label="Title"
        value={fields.title}
        onSave={(value) => set(["title"], value)}
        placeholder="The name of the stage"
      />
      <TextField
        key={`${id}-description`}
        label="Description"
        rows={2}
        value={fields.description}
        onSave={(value) => set(["description"], value)}
      />
      <div className="grid grid-cols-2 gap-3">
        {isPossible("type") ? (
          <TextField
            key={`${id}-type`}
            label="Work type"
            value={fields.type}
            onSave={(value) => set(["type"], value)}
            placeholder="code"
          />
        ) : null}
        <ChoiceField
          label="Priority"
          otherwise="As the run"
          value={fields.priority}
          options={PRIORITIES}
          onSave={(value) => set(["priority"], value)}
        />
      </div>
      {isPossible("review") ? (
        <ChoiceField
          label="Review"
          otherwise="As the project says"
          value={fields.review === undefined ? undefined : textOf(fields.review)}
          options={REVIEWS}
          onSave={(value) => set(["review"], value === undefined ? undefined : value === "true")}
        />
      ) : null}
      {isPossible("checks") ? (
        <TextField
          key={`${id}-checks`}
          label="Checks"
          rows={2}
          mono
          value={checks.map((check) => textOf(inside(check, "command"))).join("\n")}
          onSave={(value) => set(["checks"], checksOf(value, checks))}
          hint="A command a line. All must succeed."
        />
      ) : null}
      {isPossible("output") ? (
        <MapField
          key={`${id}-output`}
          label="Output"
          value={fields.output}
          onSave={(value) => set(["output"], value)}
          placeholder={"type: array\nitems: {type: string}"}
          hint="A JSON Schema. A result that does not fit it fails."
        />
      ) : null}
    </FieldGroup>
  );
}
