import { Command as Cmdk } from "cmdk";
import { StatusIcon } from "@/components/ui/status-icon";
import { PaletteItem, paletteGroupClass } from "./palette-item";
import type { TaskHit } from "./use-task-search";

type PaletteTasksProps = {
  hits: readonly TaskHit[];
  query: string;
  onChoose: (hit: TaskHit) => void;
};

export function PaletteTasks({ hits, query, onChoose }: PaletteTasksProps) {
  if (hits.length === 0) return null;
  return (
    <Cmdk.Group heading="Tasks" className={paletteGroupClass}>
      {hits.map((hit) => (
        // The server has matched it already: the query among the keywords keeps cmdk from filtering it again.
        <PaletteItem key={hit.id} value={`task ${hit.ref}`} keywords={[query, hit.title]} onSelect={() => onChoose(hit)}>
          <StatusIcon status={hit.status} labelled />
          <span className="min-w-0 flex-1 truncate">{hit.title}</span>
          <span className="shrink-0 font-mono text-ink-3 text-xs">{hit.ref}</span>
        </PaletteItem>
      ))}
    </Cmdk.Group>
  );
}
