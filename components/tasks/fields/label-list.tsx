"use client";

import { useLabels } from "@/components/sync/data/use-labels";
import { Count } from "@/components/ui/display/figure";
import { Spinner } from "@/components/ui/feedback/spinner";
import { LabelDot } from "./label-chip";
import { PickerListRendered } from "./picker-list";

interface LabelListProps {
  value: readonly string[];
  /** Offers the labels in use in this project; without one, in all. */
  project: number | undefined;
  onToggle: (label: string) => void;
}

/** What `LabelList` fetches. */
export function LabelListRendered({ value, project, onToggle }: LabelListProps) {
  const { labels, counts, hasMore, isPending, hasFailed, ask } = useLabels(project);
  const offered = [...new Set([...value, ...labels])];
  return (
    <PickerListRendered
      label="Labels"
      placeholder="Add or remove a label…"
      items={offered.map((label) => ({
        value: label,
        label,
        icon: <LabelDot label={label} />,
        hint: counts.has(label) ? <Count value={counts.get(label) ?? 0} /> : undefined,
      }))}
      picked={value}
      onPick={onToggle}
      onTyped={ask}
      hasMore={hasMore}
      create={(typed) => (typed.length <= 100 ? `New label “${typed}”` : null)}
      notice={
        isPending ? (
          <LabelsLoading />
        ) : hasFailed ? (
          <LabelsFailed />
        ) : offered.length === 0 ? (
          <NoLabels />
        ) : undefined
      }
    />
  );
}

function LabelsLoading() {
  return (
    <p className="flex items-center gap-2 px-2 py-2 text-ink-3 text-xs">
      <Spinner label="Loading labels" /> Loading labels…
    </p>
  );
}

function LabelsFailed() {
  return (
    <p role="alert" className="px-2 py-2 text-danger text-xs">
      The labels in use did not load. Type a word instead.
    </p>
  );
}

function NoLabels() {
  return <p className="px-2 py-2 text-ink-3 text-xs">Type a word to make the first label.</p>;
}
