"use client";

import { Field } from "@/components/ui/controls/field";
import { SelectOne } from "@/components/ui/controls/select";
import { TagsInput } from "@/components/ui/controls/tags-input";
import {
  inside,
  isFields,
  type OutlineStage,
  textOf,
} from "@/components/workflows/editor/document/outline";
import { useKnownNames } from "@/components/workflows/editor/known-names";
import { useWorkbench } from "@/components/workflows/editor/workbench";
import { ChoiceField, MapField, TextField } from "./fields";
import type { SetStageField } from "./stage-panel";
import { WaitFields } from "./wait-fields";

export interface KindFieldsProps {
  stage: OutlineStage;
  set: SetStageField;
}

/** What only stages of one kind have. */
export function KindFields({ stage, set }: KindFieldsProps) {
  switch (stage.kind) {
    case "agent":
      return <AgentFields stage={stage} set={set} />;
    case "command":
      return <CommandFields stage={stage} set={set} />;
    case "approval":
      return <ApprovalFields stage={stage} set={set} />;
    case "wait":
      return <WaitFields stage={stage} set={set} />;
    case "workflow":
      return <WorkflowFields stage={stage} set={set} />;
    case "end":
      return <EndFields stage={stage} set={set} />;
    case "none":
      return (
        <p className="text-ink-2 text-sm">This stage does nothing yet: choose a kind for it.</p>
      );
    default:
      return stage.kind satisfies never;
  }
}

function AgentFields({ stage: { fields, id }, set }: KindFieldsProps) {
  return (
    <>
      <WorkerField fields={fields} set={set} />
      <TextField
        key={id}
        label="Prompt"
        rows={5}
        value={fields.prompt}
        onSave={(value) => set(["prompt"], value)}
        hint="{{inputs.x}} and {{stages.NAME.result}} are filled in."
      />
    </>
  );
}

const WHO = [
  { value: "agent", label: "An agent" },
  { value: "profile", label: "A profile" },
  { value: "capability", label: "A capability" },
] as const;
const WORKER_LABEL = { agent: "Agent", profile: "Profile", capability: "Capability" };
type Who = (typeof WHO)[number]["value"] | "anyone";

function WorkerField({ fields, set }: { fields: OutlineStage["fields"]; set: SetStageField }) {
  const { canWrite } = useWorkbench();
  const known = useKnownNames();
  const who: Who = WHO.find(({ value }) => fields[value] !== undefined)?.value ?? "anyone";
  const names =
    who === "agent"
      ? [...known.agents, ...known.profiles]
      : who === "profile"
        ? known.profiles
        : [];
  function choose(next: Who) {
    if (next === who) return;
    const name = who === "anyone" ? "" : textOf(fields[who]);
    if (next === "anyone") return set([who], undefined);
    set(
      [next],
      name || (next === "capability" ? "code" : "name"),
      who === "anyone" ? undefined : [[who], undefined],
    );
  }
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label="Done by">
        <SelectOne
          value={who}
          options={[{ value: "anyone", label: "Whoever takes it" }, ...WHO]}
          disabled={!canWrite}
          onValueChange={choose}
        />
      </Field>
      {who === "anyone" ? null : (
        <>
          <TextField
            key={who}
            label={WORKER_LABEL[who]}
            value={fields[who]}
            onSave={(value) => set([who], value)}
            list="workflow-workers"
          />
          <datalist id="workflow-workers">
            {[...new Set(names)].map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
    </div>
  );
}

function CommandFields({ stage: { fields, id }, set }: KindFieldsProps) {
  const field = fields.script === undefined ? "command" : "script";
  return (
    <>
      <TextField
        key={id}
        label={field === "script" ? "Script" : "Command"}
        rows={field === "script" ? 5 : 2}
        mono
        value={fields[field]}
        onSave={(value) => {
          const isScript = value?.includes("\n") === true;
          if (isScript === (field === "script") || value === undefined) return set([field], value);
          set([isScript ? "script" : "command"], value, [[field], undefined]);
        }}
        hint="A worker started with --commands runs it. {{inputs.x}} comes as an environment variable."
      />
      <TextField
        key={`${id}-agent`}
        label="Whose worker"
        value={fields.agent}
        onSave={(value) => set(["agent"], value)}
        placeholder="Any that takes commands"
      />
    </>
  );
}

function ApprovalFields({ stage, set }: KindFieldsProps) {
  const { outline } = useWorkbench();
  const { fields, id } = stage;
  const approval = fields.approval;
  const choices = inside(approval, "choices");
  const people = inside(approval, "people");
  const list = (value: unknown) => (Array.isArray(value) ? value : []);
  // A choice with an id of its own keeps it.
  const label = (choice: unknown) => textOf(isFields(choice) ? choice.label : choice);
  return (
    <>
      <TextField
        key={`${id}-title`}
        label="Question"
        value={inside(approval, "title")}
        onSave={(value) => set(["approval", "title"], value)}
      />
      <TextField
        key={`${id}-body`}
        label="What they should know"
        rows={3}
        value={inside(approval, "body")}
        onSave={(value) => set(["approval", "body"], value)}
      />
      <Field label="Choices" hint="Empty: approve and reject. Enter adds one.">
        <TagsInput
          value={list(choices).map(label)}
          onValueChange={(next) => {
            const kept = next.map(
              (text) => list(choices).find((choice) => label(choice) === text) ?? text,
            );
            set(["approval", "choices"], kept.length > 0 ? kept : undefined);
          }}
        />
      </Field>
      <Field label="Who may answer" hint="Empty: every operator.">
        <TagsInput
          value={list(people).map(textOf)}
          onValueChange={(next) => set(["approval", "people"], next.length > 0 ? next : undefined)}
        />
      </Field>
      <ChoiceField
        label="A rejection"
        otherwise="Fails the stage"
        value={inside(approval, "rework")}
        options={outline.stages
          .filter(({ id }) => id !== stage.id)
          .map(({ name }) => ({ value: name, label: `Sends ${name} back to work` }))}
        onSave={(value) => set(["approval", "rework"], value)}
      />
    </>
  );
}

function WorkflowFields({ stage: { fields, id }, set }: KindFieldsProps) {
  const known = useKnownNames();
  return (
    <>
      <TextField
        key={id}
        label="Workflow"
        value={fields.workflow}
        onSave={(value) => value !== undefined && set(["workflow"], value)}
        list="known-workflows"
      />
      <MapField
        key={`${id}-inputs`}
        label="Its inputs"
        value={fields.inputs}
        onSave={(value) => set(["inputs"], value)}
        placeholder={'spec: "{{stages.plan.result}}"'}
        hint="NAME: VALUE in lines. {{inputs.x}} and {{stages.NAME.output}} are filled in."
      />
      <datalist id="known-workflows">
        {known.workflows.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

function EndFields({ stage: { fields, id }, set }: KindFieldsProps) {
  const { end } = fields;
  const { canWrite } = useWorkbench();
  const result = textOf(isFields(end) ? end.result : end) === "fail" ? "fail" : "succeed";
  return (
    <>
      <Field label="The run">
        <SelectOne
          value={result}
          options={[
            { value: "succeed", label: "Succeeds; what is left is cancelled" },
            { value: "fail", label: "Fails" },
          ]}
          disabled={!canWrite}
          onValueChange={(next) => set(isFields(end) ? ["end", "result"] : ["end"], next)}
        />
      </Field>
      <TextField
        key={id}
        label="Message"
        value={inside(end, "message")}
        onSave={(message) => set(["end"], message ? { result, message } : result)}
      />
    </>
  );
}
