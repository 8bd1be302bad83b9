import type { CellFilter } from "@/components/board/columns/cell";
import type { MoveChange } from "@/components/board/drag/use-move";
import type { TaskWire } from "@/lib/tasks/shapes";

/** One swimlane: its filter, and the change made by dropping a card on it. */
export interface Lane {
  key: string;
  title: string;
  filter: CellFilter;
  change: MoveChange;
  /** An agent's name, for its avatar. */
  agent?: string;
  /** The epic itself, for its reference and progress. */
  epic?: TaskWire;
}

/** What a lane is called where it has to be told from others: two runs of a workflow have the same title. */
export const laneName = ({ title, epic }: Lane): string =>
  epic ? `${title} (${epic.ticket_ref})` : title;

export function projectLanes(
  projects: readonly { id: number; name: string }[],
  filter: CellFilter,
): Lane[] {
  return projects
    .filter(({ id }) => !filter.project_id || filter.project_id === id)
    .map(({ id, name }) => ({
      key: `project-${id}`,
      title: name,
      filter: { ...filter, project_id: id },
      change: { project_id: id },
    }));
}

export function agentLanes(agents: readonly { name: string }[], filter: CellFilter): Lane[] {
  const wanted = filter.assigned_to;
  const lanes: Lane[] = [{ name: "none" }, ...agents].map(({ name }) => ({
    key: `agent-${name}`,
    title: name === "none" ? "Nobody (the pool)" : name,
    agent: name === "none" ? undefined : name,
    filter: { ...filter, assigned_to: [name] },
    change: { assigned_to: name === "none" ? null : name },
  }));
  return wanted
    ? lanes.filter((lane) => lane.filter.assigned_to?.some((name) => wanted.includes(name)))
    : lanes;
}

/**
 * One lane per topmost task with children, containing all its descendants, and a last lane for tasks without a parent
 * or children.
 */
export function epicLanes(epics: readonly TaskWire[], filter: CellFilter): Lane[] {
  const lanes: Lane[] = epics.map((epic) => ({
    key: `epic-${epic.id}`,
    title: epic.title,
    epic,
    filter: { ...filter, root: epic.id },
    change: { parent_id: epic.id },
  }));
  const alone: Lane = {
    key: "epic-none",
    title: "Without an epic",
    filter: { ...filter, root: "none" },
    change: { parent_id: null },
  };
  return [...lanes, alone];
}
