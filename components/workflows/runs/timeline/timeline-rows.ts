import type { WorkflowItemWire, WorkflowStageWire } from "@/lib/workflows/shapes";
import type { PhaseWire } from "@/lib/workflows/timeline/shapes";

export interface StageRow {
  kind: "stage";
  key: string;
  stage: WorkflowStageWire;
  phases: readonly PhaseWire[];
  /** Null for a stage without items. */
  isOpen: boolean | null;
}

export interface ItemRow {
  kind: "item";
  key: string;
  stage: WorkflowStageWire;
  item: WorkflowItemWire;
  phases: readonly PhaseWire[];
}

/** The items of an open stage are on their way. */
export interface WaitRow {
  kind: "wait";
  key: string;
  stage: WorkflowStageWire;
}

export type TimelineRow = StageRow | ItemRow | WaitRow;

/** The items of the stages that are folded out, as far as they are known. */
export type OpenItems = ReadonlyMap<
  string,
  {
    items: readonly WorkflowItemWire[] | undefined;
    phases: ReadonlyMap<number, readonly PhaseWire[]>;
  }
>;

const NONE: readonly PhaseWire[] = [];

/** The rows of the timeline: each stage, and below it its items where it is folded out. */
export function rowsOf(
  stages: readonly WorkflowStageWire[],
  phases: ReadonlyMap<string, readonly PhaseWire[]>,
  open: OpenItems,
): TimelineRow[] {
  return stages.flatMap((stage): TimelineRow[] => {
    const hasItems = stage.items !== undefined && stage.items.total > 0;
    const inside = open.get(stage.name);
    const row: StageRow = {
      kind: "stage",
      key: stage.name,
      stage,
      phases: phases.get(stage.name) ?? NONE,
      isOpen: hasItems ? inside !== undefined : null,
    };
    if (!hasItems || !inside) return [row];
    if (!inside.items) return [row, { kind: "wait", key: `${stage.name}/`, stage }];
    return [
      row,
      ...inside.items.map(
        (item): ItemRow => ({
          kind: "item",
          key: `${stage.name}/${item.index}`,
          stage,
          item,
          phases: inside.phases.get(item.index) ?? NONE,
        }),
      ),
    ];
  });
}

/** What an item is called: its own words where it has any, else its number. */
export function labelOfItem({ index, input }: Pick<WorkflowItemWire, "index" | "input">): string {
  if (typeof input === "string" || typeof input === "number") return String(input);
  if (typeof input === "object" && input !== null) {
    for (const field of ["name", "title", "label", "id"]) {
      const value = (input as Record<string, unknown>)[field];
      if (typeof value === "string" || typeof value === "number") return String(value);
    }
  }
  return `#${index + 1}`;
}
