import {
  asInteger,
  asListOf,
  asOneOf,
  asText,
  orElse,
  type ValuesOf,
} from "@/components/sync/address/parsers";
import type { RunAttention } from "@/lib/workflows/shapes";

/** Of those that run, `person` are the ones that wait for somebody's answer, `attention` those that are blocked behind a failure. */
export const SHOWN_STATUSES = [
  "running",
  "person",
  "attention",
  "succeeded",
  "failed",
  "cancelled",
] as const;
export type ShownStatus = (typeof SHOWN_STATUSES)[number];

/** What the list shows, kept in the address. */
export const RUNS_ADDRESS = {
  workflow: asText,
  status: orElse(asListOf(asOneOf(SHOWN_STATUSES)), []),
  by: asText,
  project: asInteger,
};

export type RunsView = ValuesOf<typeof RUNS_ADDRESS>;

export const NO_FILTERS: RunsView = { workflow: null, status: [], by: null, project: null };

const ATTENTION: Partial<Record<ShownStatus, RunAttention>> = {
  attention: "blocked",
  person: "person",
};

/** The filters as a query of GET /api/workflow-runs. Their order is fixed, so that equal views share a reading. */
export function runsQuery({ workflow, status, by, project }: RunsView): string {
  const query = new URLSearchParams();
  if (workflow?.trim()) query.set("workflow", workflow.trim());
  const known = [...new Set(status.map((one) => (one in ATTENTION ? "running" : one)))].sort();
  if (known.length > 0) query.set("status", known.join(","));
  const attention = Object.entries(ATTENTION).flatMap(([one, of]) =>
    status.includes(one as ShownStatus) ? [of] : [],
  );
  if (attention.length > 0 && !status.includes("running"))
    query.set("attention", attention.join(","));
  if (by?.trim()) query.set("started_by", by.trim());
  if (project !== null) query.set("project_id", String(project));
  return query.toString();
}

/** How many kinds of filter are set. */
export function narrowedBy({ workflow, status, by, project }: RunsView): number {
  return [workflow?.trim(), status.length > 0, by?.trim(), project !== null].filter(Boolean).length;
}
