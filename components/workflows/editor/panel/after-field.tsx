"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import {
  connectStages,
  disconnectStages,
  setField,
} from "@/components/workflows/editor/document/operations";
import {
  isFields,
  itemsOf,
  type OutlineStage,
  stageOfItem,
  textOf,
} from "@/components/workflows/editor/document/outline";
import { whyNotAfter } from "@/components/workflows/editor/flow/ancestors";
import { useWorkbench } from "@/components/workflows/editor/workbench";

const PROMPT = "\u0000";
const FILE = "\u0000file";

/** What a stage comes after and is given: stages, inputs and files, each of which can be taken away. */
export function AfterField({ stage }: { stage: OutlineStage }) {
  const { apply, canWrite, code, outline } = useWorkbench();
  const source = () => code.get().text;
  const items = itemsOf(stage.fields.from);
  const extra = outline.edges.filter(({ to, kind }) => to === stage.id && kind !== "from");
  const inputs = items.flatMap((item) =>
    isFields(item) && item.input ? [textOf(item.input)] : [],
  );
  const options = [
    ...outline.stages
      .filter(({ id }) => whyNotAfter(outline, id, stage.id) === null)
      .map(({ name }) => ({ value: `stage:${name}`, label: name })),
    ...outline.inputs
      .filter((name) => !inputs.includes(name))
      .map((name) => ({ value: `input:${name}`, label: `Input ${name}` })),
    { value: FILE, label: "A file…" },
  ];
  const [path, setPath] = useState<string | null>(null);

  function append(item: unknown) {
    const next = items.length === 0 ? item : [...items, item];
    return apply(setField(source(), stage.id, ["from"], next));
  }

  function addFile() {
    const file = path?.trim() ?? "";
    if (file !== "" && append({ file })) setPath(null);
  }

  function without(at: number) {
    const left = items.filter((_, index) => index !== at);
    const next = left.length === 0 ? undefined : left.length === 1 ? left[0] : left;
    apply(setField(source(), stage.id, ["from"], next));
  }

  function add(choice: string) {
    if (choice === FILE) return setPath("");
    const name = choice.slice(choice.indexOf(":") + 1);
    if (choice.startsWith("stage:")) return apply(connectStages(source(), name, stage.id));
    return append({ input: name });
  }

  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Comes after, and is given"
        hint={items.length + extra.length === 0 ? "Nothing: it begins when the run begins." : null}
      >
        {canWrite ? (
          <SelectOne
            value={PROMPT}
            options={[{ value: PROMPT, label: "Add a stage, input or file…" }, ...options]}
            onValueChange={(choice) => choice !== PROMPT && void add(choice)}
          />
        ) : null}
      </Field>
      {path === null ? null : (
        <div className="flex items-end gap-2">
          <Field label="Path of the file" className="flex-1">
            <Input
              autoFocus
              value={path}
              placeholder="specs/feature.txt"
              maxLength={500}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => setPath(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter") addFile();
                if (event.key === "Escape") {
                  event.stopPropagation();
                  setPath(null);
                }
              }}
            />
          </Field>
          <Button onClick={addFile} disabled={path.trim() === ""}>
            Add
          </Button>
        </div>
      )}
      {items.length + extra.length > 0 ? (
        <ul aria-label="Comes after" className="flex flex-wrap gap-1.5">
          {items.map((item, at) => {
            const label = wordsOf(item);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the list
              <Entry key={at} label={label} onRemove={canWrite ? () => without(at) : null} />
            );
          })}
          {extra.map(({ from, kind }) => (
            <Entry
              key={kind + from}
              label={kind === "foreach" ? `each of ${from}` : `session of ${from}`}
              onRemove={canWrite ? () => apply(disconnectStages(source(), from, stage.id)) : null}
            />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Entry({ label, onRemove }: { label: string; onRemove: (() => void) | null }) {
  return (
    <li className="inline-flex h-6 max-w-full items-center rounded-sm bg-hover pl-2 text-ink-2 text-xs">
      <span className="truncate">{label}</span>
      {onRemove ? (
        <button
          type="button"
          aria-label={`Remove ${label}`}
          onClick={onRemove}
          className="relative flex h-full items-center px-1.5 text-ink-3 after:-inset-1 after:absolute hover:text-ink"
        >
          <X aria-hidden className="size-3" />
        </button>
      ) : (
        <span className="w-2" />
      )}
    </li>
  );
}

function wordsOf(item: unknown): string {
  const stage = stageOfItem(item);
  if (stage !== null) return stage;
  if (isFields(item)) return item.input ? `input ${textOf(item.input)}` : textOf(item.file);
  return textOf(item);
}
