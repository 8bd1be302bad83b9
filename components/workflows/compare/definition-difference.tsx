"use client";

import { type LucideIcon, Minus, Pencil, Plus, Tag } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { cn } from "@/components/ui/cn";
import { useRovingStop } from "@/components/ui/list/use-roving-stop";
import { STAGE_KINDS } from "@/components/workflows/stage-kinds";
import {
  type ComparedDefinition,
  compareDefinitions,
  type FieldChange,
  type StageChange,
} from "./compare-definitions";
import { FieldDifferences } from "./field-differences";
import { TextDifference } from "./text-difference";

/** One side: a definition with the text that says it. */
export interface ComparedText {
  /** "version 3", "what I edited". */
  label: string;
  /** Null where the text is no definition. */
  definition: ComparedDefinition | null;
  source: string;
}

interface DefinitionDifferenceProps {
  name: string;
  a: ComparedText;
  b: ComparedText;
}

/** What makes one definition another than another one: stage by stage, and line by line. */
export function DefinitionDifference({ name, a, b }: DefinitionDifferenceProps) {
  return (
    <div className="flex flex-col gap-6">
      <Part title="Definition, stage by stage">
        {a.definition && b.definition ? (
          <Changes a={a.definition} b={b.definition} />
        ) : (
          <p className="text-ink-3 text-sm">
            {a.definition ? b.label : a.label} has problems, so that its stages cannot be compared.
          </p>
        )}
      </Part>
      <Part title="Definition, line by line">
        <TextDifference name={`${name}: ${a.label} → ${b.label}`} a={a.source} b={b.source} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2">
      <h2 className="font-semibold text-sm">{title}</h2>
      {children}
    </section>
  );
}

const CHANGES: Record<
  Exclude<StageChange["change"], "same">,
  { icon: LucideIcon; look: string; word: string }
> = {
  added: { icon: Plus, look: "text-success", word: "added" },
  removed: { icon: Minus, look: "text-danger", word: "removed" },
  renamed: { icon: Tag, look: "text-accent-ink", word: "renamed" },
  changed: { icon: Pencil, look: "text-warning", word: "changed" },
};

/** Where the row of what is not said of a stage stands in the list. */
const AROUND = "\u0000";

function Changes({ a, b }: { a: ComparedDefinition; b: ComparedDefinition }) {
  const { workflow, stages } = useMemo(() => compareDefinitions(a, b), [a, b]);
  const changed = stages.filter(({ change }) => change !== "same");
  const [open, setOpen] = useState<string | null>(null);
  const { tabIndexOf, listProps } = useRovingStop("stage-change", [
    ...(workflow.length > 0 ? [AROUND] : []),
    ...changed.map(keyOf),
  ]);
  const rowOf = (key: string) => ({
    isOpen: open === key,
    tabIndex: tabIndexOf(key),
    onOpen: () => setOpen(open === key ? null : key),
  });
  return (
    <>
      <p className="text-ink-2 text-sm tabular-nums">{summaryOf(stages)}</p>
      {changed.length + workflow.length > 0 ? (
        <ul {...listProps} aria-label="Changes" className="divide-y divide-line border-y">
          {workflow.length > 0 ? (
            <Row
              {...rowOf(AROUND)}
              title="The workflow as a whole"
              sign={CHANGES.changed}
              fields={workflow}
            />
          ) : null}
          {changed.map((stage) => (
            <Row key={keyOf(stage)} {...rowOf(keyOf(stage))} stage={stage} fields={stage.fields} />
          ))}
        </ul>
      ) : null}
    </>
  );
}

const keyOf = ({ name, change }: StageChange): string => `${change}:${name}`;

function summaryOf(stages: readonly StageChange[]): string {
  const count = (change: StageChange["change"]) =>
    stages.filter((stage) => stage.change === change).length;
  const words = (Object.keys(CHANGES) as (keyof typeof CHANGES)[])
    .map((change) => [count(change), CHANGES[change].word] as const)
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`);
  const same = count("same");
  if (words.length === 0)
    return `${same === 1 ? "The stage is" : `All ${same} stages are`} the same.`;
  return `${[...words, ...(same > 0 ? [`${same} the same`] : [])].join(", ")}.`;
}

type RowProps = {
  isOpen: boolean;
  tabIndex: 0 | -1;
  onOpen: () => void;
  fields: readonly FieldChange[];
} & (
  | { stage: StageChange; title?: never; sign?: never }
  | { stage?: never; title: string; sign: (typeof CHANGES)["changed"] }
);

/** What changed, in a line; opened, field by field. */
function Row({ stage, title, sign, fields, isOpen, tabIndex, onOpen }: RowProps) {
  const { icon: Icon, look, word } = sign ?? CHANGES[stage.change as keyof typeof CHANGES];
  const words = stage?.change === "renamed" ? `was ${stage.was}` : namesOf(fields);
  const canOpen = fields.length > 0;
  return (
    <li>
      <button
        type="button"
        data-row="stage-change"
        tabIndex={tabIndex}
        aria-expanded={canOpen ? isOpen : undefined}
        onClick={canOpen ? onOpen : undefined}
        className={cn(
          "flex min-h-10 w-full flex-wrap items-center gap-x-3 gap-y-0.5 px-2 py-1.5 text-left text-sm focus-visible:-outline-offset-2",
          canOpen && "hover:bg-hover",
          isOpen && "bg-selected",
        )}
      >
        <span className={cn("flex w-24 shrink-0 items-center gap-1.5 text-xs", look)}>
          <Icon aria-hidden className="size-3.5" />
          {word}
        </span>
        <span className={cn("min-w-0 break-words font-medium", stage && "font-mono text-xs")}>
          {stage?.name ?? title}
        </span>
        {stage ? <span className="text-ink-3 text-xs">{STAGE_KINDS[stage.kind].label}</span> : null}
        <span className="min-w-0 flex-[1_1_10rem] truncate text-right text-ink-2 text-xs max-sm:text-left">
          {words}
        </span>
      </button>
      {isOpen ? <FieldDifferences fields={fields} /> : null}
    </li>
  );
}

function namesOf(fields: readonly FieldChange[]): string {
  return fields.map(({ field }) => field).join(", ");
}
