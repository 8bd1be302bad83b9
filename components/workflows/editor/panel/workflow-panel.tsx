"use client";

import { Plus, Trash2, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { setTop } from "@/components/workflows/editor/document/operations";
import { type Fields, isFields, textOf } from "@/components/workflows/editor/document/outline";
import { useWorkbench } from "@/components/workflows/editor/workbench";
import { BrokenNotice, TextField } from "./fields";

const TYPES = ["string", "number", "integer", "boolean", "array", "object"].map((value) => ({
  value,
  label: value,
}));
const FIELD_NAME = /^[a-z_][a-z0-9_]{0,63}$/i;

/** What the workflow as a whole says: what it is for, what a run is given and what it answers. */
export function WorkflowPanel({ onClose }: { onClose: () => void }) {
  const { apply, canWrite: mayWrite, code, isBroken, top } = useWorkbench();
  const canWrite = mayWrite && !isBroken;
  const set = (path: readonly string[], value: unknown) =>
    void apply(setTop(code.get().text, path, value), `top/${path.join("/")}`);
  const inputs = isFields(top.inputs) ? top.inputs : {};
  const outputs = isFields(top.outputs) ? top.outputs : {};
  return (
    <section aria-label="Inputs and outputs" className="flex min-h-0 flex-1 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-2 border-b pr-2 pl-4">
        <h2 className="min-w-0 flex-1 truncate font-medium text-sm">Inputs and outputs</h2>
        <IconButton label="Close the panel" size="icon-sm" onClick={onClose}>
          <X className="size-4" />
        </IconButton>
      </header>
      <fieldset disabled={!canWrite} className="min-h-0 min-w-0 flex-1 overflow-y-auto">
        {isBroken ? <BrokenNotice /> : null}
        <div className="p-4">
          <TextField
            label="What it is for"
            rows={2}
            value={top.description}
            onSave={(value) => set(["description"], value)}
          />
        </div>
        <Named
          title="Inputs"
          empty="A run is given nothing."
          noun="input"
          names={Object.keys(inputs)}
          onAdd={(name) => set(["inputs", name], { type: "string" })}
          canWrite={canWrite}
        >
          {(name) => (
            <InputFields
              key={name}
              name={name}
              input={isFields(inputs[name]) ? inputs[name] : {}}
              set={set}
            />
          )}
        </Named>
        <Named
          title="Outputs"
          empty="A run answers with its last results."
          noun="output"
          names={Object.keys(outputs)}
          onAdd={(name) => set(["outputs", name], '""')}
          canWrite={canWrite}
        >
          {(name) => (
            <Entry key={name} name={name} onRemove={() => set(["outputs", name], undefined)}>
              <TextField
                label="Expression"
                mono
                value={outputs[name]}
                onSave={(value) => value !== undefined && set(["outputs", name], value)}
                placeholder="stages.NAME.result"
                hint="CEL."
              />
            </Entry>
          )}
        </Named>
      </fieldset>
    </section>
  );
}

interface NamedProps {
  title: string;
  empty: string;
  noun: string;
  names: readonly string[];
  onAdd: (name: string) => void;
  canWrite: boolean;
  children: (name: string) => ReactNode;
}

/** Things by name, and a field for the next. */
function Named({ title, empty, noun, names, onAdd, canWrite, children }: NamedProps) {
  const [name, setName] = useState("");
  const error =
    name === "" || (FIELD_NAME.test(name) && !names.includes(name))
      ? null
      : names.includes(name)
        ? `There is an ${noun} of this name.`
        : "Letters, digits and _, a letter first.";
  const add = () => {
    if (name === "" || error) return;
    onAdd(name);
    setName("");
  };
  return (
    <div className="border-t p-4">
      <h3 className="font-medium text-xs">{title}</h3>
      {names.length === 0 ? <p className="mt-1 text-ink-3 text-xs">{empty}</p> : null}
      <ul className="mt-2 flex flex-col gap-2">{names.map(children)}</ul>
      {canWrite ? (
        <div className="mt-3 flex items-start gap-2">
          <Field label={`Name of a new ${noun}`} hideLabel error={error} className="flex-1">
            <Input
              value={name}
              placeholder={`New ${noun}`}
              maxLength={64}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => setName(event.target.value)}
              onKeyDown={(event) => event.key === "Enter" && add()}
            />
          </Field>
          <Button onClick={add} disabled={name === "" || error !== null}>
            <Plus className="size-4" />
            Add
          </Button>
        </div>
      ) : null}
    </div>
  );
}

interface EntryProps {
  name: string;
  onRemove: () => void;
  children: ReactNode;
}

function Entry({ name, onRemove, children }: EntryProps) {
  return (
    <li className="flex flex-col gap-3 rounded-md border p-3">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium font-mono text-xs">{name}</span>
        <IconButton label={`Remove ${name}`} size="icon-sm" onClick={onRemove}>
          <Trash2 className="size-3.5" />
        </IconButton>
      </div>
      {children}
    </li>
  );
}

interface InputFieldsProps {
  name: string;
  input: Fields;
  set: (path: readonly string[], value: unknown) => void;
}

function InputFields({ name, input, set }: InputFieldsProps) {
  const type = textOf(input.type) || "string";
  const isOptional = input.required === false || input.default !== undefined;
  return (
    <Entry name={name} onRemove={() => set(["inputs", name], undefined)}>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Type">
          <SelectOne
            value={type}
            options={TYPES}
            onValueChange={(next) => set(["inputs", name, "type"], next)}
          />
        </Field>
        <TextField
          label="Default"
          value={typeof input.default === "object" ? JSON.stringify(input.default) : input.default}
          onSave={(value) => set(["inputs", name, "default"], defaultOf(value, type))}
          placeholder="None"
        />
      </div>
      <TextField
        label="What it is for"
        value={input.description}
        onSave={(value) => set(["inputs", name, "description"], value)}
      />
      <Checkbox
        checked={!isOptional}
        disabled={input.default !== undefined}
        label="A run has to give it"
        onCheckedChange={(checked) =>
          set(["inputs", name, "required"], checked ? undefined : false)
        }
      />
    </Entry>
  );
}

/** A default as its type has it; what does not fit is kept as text, and marked. */
function defaultOf(text: string | undefined, type: string): unknown {
  if (text === undefined || type === "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
