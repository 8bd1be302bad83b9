"use client";

import { useQueryClient } from "@tanstack/react-query";
import { queryKeys } from "@/components/live/query-keys";
import type { TaskFeed } from "@/components/live/task-feed";
import { LabelDot } from "./label-chip";
import { PickerList } from "./picker-list";

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

function useKnownLabels(): string[] {
  const client = useQueryClient();
  const feeds = client.getQueriesData<TaskFeed>({ queryKey: queryKeys.feeds });
  const labels = feeds.flatMap(([, feed]) =>
    (feed?.pages ?? []).flatMap((page) => page.tasks.flatMap((task) => task.labels)),
  );
  return [...new Set(labels)].sort((a, b) => a.localeCompare(b)).slice(0, 200);
}
