"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Tag } from "lucide-react";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { TaskFeed } from "@/components/sync/cache/task-feed";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { cn } from "@/components/ui/cn";
import type { TaskWire } from "@/lib/tasks/shapes";
import { Picker, PickerList } from "./picker";

const TONES = [
  "bg-status-assigned",
  "bg-status-in-progress",
  "bg-status-review",
  "bg-status-blocked",
  "bg-status-done",
  "bg-status-cancelled",
];

/** A label has the same tone everywhere; its text carries the meaning. */
export function LabelDot({ label }: { label: string }) {
  let sum = 0;
  for (const sign of label) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 997;
  return (
    <span aria-hidden className={cn("size-2 shrink-0 rounded-full", TONES[sum % TONES.length])} />
  );
}

export function LabelChip({ label, className }: { label: string; className?: string }) {
  return (
    <span
      className={cn(
        "inline-flex h-5 min-w-0 max-w-40 items-center gap-1.5 rounded-full border px-2 text-2xs text-ink-2",
        className,
      )}
    >
      <LabelDot label={label} />
      <span dir="auto" className="truncate">
        {label}
      </span>
    </span>
  );
}

interface LabelListProps {
  value: readonly string[];
  onToggle: (label: string) => void;
}

/** The labels in use among the tasks on screen; new ones may be entered. It stays open for more choices. */
export function LabelList({ value, onToggle }: LabelListProps) {
  const known = useKnownLabels();
  const labels = [...new Set([...value, ...known])];
  return (
    <PickerList
      label="Labels"
      placeholder="Add or remove a label…"
      items={labels.map((label) => ({ value: label, label, icon: <LabelDot label={label} /> }))}
      picked={value}
      onPick={onToggle}
      create={(typed) => (typed.length <= 100 ? `New label “${typed}”` : null)}
      notice={labels.length === 0 ? <NoLabels /> : undefined}
    />
  );
}

function NoLabels() {
  return <p className="px-2 py-2 text-ink-3 text-xs">Type a word to make the first label.</p>;
}

const ALPHABET = new Intl.Collator();

function useKnownLabels(): string[] {
  const client = useQueryClient();
  const feeds = client.getQueriesData<TaskFeed>({ queryKey: queryKeys.feeds });
  const labels = feeds.flatMap(([, feed]) =>
    (feed?.pages ?? []).flatMap((page) => page.tasks.flatMap((task) => task.labels)),
  );
  return [...new Set(labels)].sort(ALPHABET.compare);
}

export function LabelsEditor({ task, className }: { task: TaskWire; className?: string }) {
  const actions = useTaskActions();
  return (
    <Picker
      label="Labels"
      className={className ?? "h-auto min-h-8 flex-wrap whitespace-normal py-1"}
      content={() => (
        <LabelList
          value={task.labels}
          onToggle={(label) => void actions.change(task, toggledLabel(task.labels, label))}
        />
      )}
    >
      {task.labels.length === 0 ? (
        <span className="inline-flex items-center gap-1.5 text-ink-3">
          <Tag aria-hidden className="size-3.5" />
          No labels
        </span>
      ) : (
        task.labels.map((label) => <LabelChip key={label} label={label} />)
      )}
    </Picker>
  );
}

/** The change that adds a label, or removes it from a task that has it. */
export function toggledLabel(labels: readonly string[], label: string) {
  return labels.includes(label) ? { remove_labels: [label] } : { add_labels: [label] };
}
