import type { CellFilter } from "@/components/board/columns/cell";
import type { ValuesOf } from "@/components/sync/address/parsers";
import type { boardParsers } from "./board-view";

export type BoardView = ValuesOf<typeof boardParsers>;

/** The filter of a view without unset fields, so that equal views have equal keys. */
export function filterOf(view: BoardView): CellFilter {
  const filter: CellFilter = {};
  if (view.q.trim()) filter.q = view.q.trim().slice(0, 200);
  if (view.priority.length > 0) filter.priority = [...view.priority].sort();
  if (view.assignee) filter.assigned_to = [view.assignee];
  if (view.label.length > 0) filter.labels = [...view.label].sort();
  if (view.project !== null) filter.project_id = view.project;
  return filter;
}

export function isFiltered(view: BoardView): boolean {
  return Object.keys(filterOf(view)).length > 0;
}
