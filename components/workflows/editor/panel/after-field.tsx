"use client";

import { X } from "lucide-react";
import { Field } from "@/components/ui/controls/field";
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
  ];

  function without(at: number) {
    const left = items.filter((_, index) => index !== at);
    const next = left.length === 0 ? undefined : left.length === 1 ? left[0] : left;
    apply(setField(source(), stage.name, ["from"], next));
  }

  function add(choice: string) {
    const name = choice.slice(choice.indexOf(":") + 1);
    if (choice.startsWith("stage:")) return apply(connectStages(source(), name, stage.name));
    const next = items.length === 0 ? { input: name } : [...items, { input: name }];
    return apply(setField(source(), stage.name, ["from"], next));
  }

  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Comes after, and is given"
        hint={items.length + extra.length === 0 ? "Nothing: it begins when the run begins." : null}
      >
        {canWrite && options.length > 0 ? (
          <SelectOne
            value={PROMPT}
            options={[{ value: PROMPT, label: "Add a stage or input…" }, ...options]}
            onValueChange={(choice) => choice !== PROMPT && add(choice)}
          />
        ) : null}
      </Field>
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
              onRemove={canWrite ? () => apply(disconnectStages(source(), from, stage.name)) : null}
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
