import { LabelChip } from "@/components/task/label-chip";

const SHOWN = 3;

export function CardLabels({ labels }: { labels: readonly string[] }) {
  if (labels.length === 0) return null;
  const more = labels.length - SHOWN;
  return (
    <span className="mt-2 flex flex-wrap items-center gap-1">
      {labels.slice(0, SHOWN).map((label) => (
        <LabelChip key={label} label={label} className="max-w-32" />
      ))}
      {more > 0 ? (
        <span title={labels.slice(SHOWN).join(", ")} className="text-2xs text-ink-3">
          +{more}
        </span>
      ) : null}
    </span>
  );
}
