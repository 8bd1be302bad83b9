import { Command as Cmdk } from "cmdk";
import type { TaskHit } from "@/components/sync/data/use-task-search";
import { StatusIcon } from "@/components/ui/display/status-icon";
import { PaletteItem, paletteGroupClass } from "./palette-item";
import { TASK_ITEM } from "./palette-score";

type PaletteTasksProps = {
  hits: readonly TaskHit[];
  onChoose: (hit: TaskHit) => void;
};

export function PaletteTasks({ hits, onChoose }: PaletteTasksProps) {
  if (hits.length === 0) return null;
  return (
    <Cmdk.Group heading="Tasks" className={paletteGroupClass}>
      {hits.map((hit) => (
        <PaletteItem key={hit.id} value={`${TASK_ITEM}${hit.ref}`} onSelect={() => onChoose(hit)}>
          <StatusIcon status={hit.status} labelled />
          <span className="min-w-0 flex-1 truncate">{hit.title}</span>
          <span className="shrink-0 font-mono text-ink-3 text-xs">{hit.ref}</span>
        </PaletteItem>
      ))}
    </Cmdk.Group>
  );
}
