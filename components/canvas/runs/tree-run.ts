import type { CanvasTask } from "@/components/canvas/model/canvas-task";
import { TRIGGER } from "@/components/tasks/runs/run-words";
import type { TaskStatus } from "@/components/ui/display/status";
import type { RunWire } from "@/lib/runs/shapes";
import type { TreeWire } from "@/lib/turns/shapes";

const FIELDS = [
  "id",
  "agent",
  "task_ref",
  "trigger",
  "state",
  "outcome",
  "queued_at",
  "started_at",
  "finished_at",
  "cost_usd",
  "parent_run_id",
  "depth",
] as const;

const ERROR_CHARS = 200;

/** What the canvas shows of a run. */
export type TreeRun = Pick<RunWire, (typeof FIELDS)[number] | "error"> & {
  /** Undefined until it was read: events do not carry it. */
  asked?: string | null;
};

/** What GET /api/runs/{id}/tree says, as far as the canvas shows it. */
export interface RunTree extends Omit<TreeWire, "runs"> {
  runs: TreeRun[];
}

export function toTreeRun(run: RunWire & { asked?: string | null }): TreeRun {
  const fields = Object.fromEntries(FIELDS.map((field) => [field, run[field]]));
  const error = run.error?.slice(0, ERROR_CHARS) ?? null;
  const asked = run.asked === undefined ? {} : { asked: run.asked };
  return { ...(fields as Pick<RunWire, (typeof FIELDS)[number]>), error, ...asked };
}

export const toRunTree = (tree: TreeWire): RunTree => ({
  ...tree,
  runs: tree.runs.map(toTreeRun),
});

/** The task status whose colour and sign stand for a run where only those are drawn: from far, and on the map. */
export function statusOfRun({ outcome, state }: Pick<TreeRun, "outcome" | "state">): TaskStatus {
  return STATUS_OF[outcome ?? state];
}

const STATUS_OF: Record<NonNullable<RunWire["outcome"]> | RunWire["state"], TaskStatus> = {
  queued: "inbox",
  answered: "assigned",
  running: "in_progress",
  waiting: "review",
  ended: "cancelled",
  succeeded: "done",
  failed: "failed",
  timed_out: "failed",
  lost: "failed",
  stopped: "blocked",
  refused: "blocked",
  cancelled: "cancelled",
};

/** What a run was asked, in one line. */
export function askedOf({ asked, task_ref, trigger }: TreeRun): string {
  return asked?.replace(/\s+/g, " ").trim() || task_ref || TRIGGER[trigger];
}

/**
 * A run as the canvas's layout, painter, map, search and keys know what they show. Who opened it is its parent; the nodes themselves
 * show the run (run-nodes.tsx).
 */
export function nodeOfRun(run: TreeRun): CanvasTask {
  return {
    id: run.id,
    ticket_ref: `#${run.id}`,
    etag: "",
    title: askedOf(run),
    status: statusOfRun(run),
    priority: "medium",
    type: "task",
    kind: "work",
    assigned_to: run.agent,
    claimed_at: run.started_at,
    request_id: null,
    parent_id: run.parent_run_id,
    exec_mode: "par",
    exec_order: null,
    on_failure: "block",
    ready: false,
    waiting_on: [],
    blocked_reason: null,
    error_message: run.error,
    progress: { done: 0, total: 0 },
    archived_at: null,
    project_id: 0,
    workflow: null,
  };
}
