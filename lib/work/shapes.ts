import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";
import { STATUSES } from "@/lib/tasks/lifecycle";
import { WORK_STATUSES } from "./schema";

/** What the API answers about work items. */

export const WorkItemShape = z
  .strictObject({
    /** The id that its creator chose; the ticket reference of a task that has none. */
    id: z.string(),
    ticket_ref: z.string(),
    task_id: z.int(),
    title: z.string(),
    spec: TextOrNull,
    type: z.string(),
    status: z.enum(WORK_STATUSES),
    /** From 1, the first to be done, to 5. */
    priority: z.int(),
    depends_on: z.array(z.string()),
    /** For whom it was claimed, or who works on it. */
    claimed_by: TextOrNull,
    assigned_to: TextOrNull,
    result: TextOrNull,
    error: TextOrNull,
    /** The failed item because of which it is blocked. */
    blocked_by: TextOrNull,
    blocked_reason: TextOrNull,
    /** The status of the task that it is. */
    task_status: z.enum(STATUSES),
    run_id: z.int().nullable(),
    created_at: Seconds,
    claimed_at: SecondsOrNull,
    started_at: SecondsOrNull,
    completed_at: SecondsOrNull,
    /** The etag. */
    updated_at: z.string(),
  })
  .meta({
    id: "WorkItem",
    description: "An item of the work board: a task under an id of its own.",
  });
export type WorkItemWire = z.output<typeof WorkItemShape>;

export const WorkResponse = z.strictObject({ item: WorkItemShape });
export const PutWorkResponse = z.strictObject({
  item: WorkItemShape,
  created: z.boolean(),
  changed: z.boolean(),
});
export const BoardResponse = z.strictObject({
  items: z.array(WorkItemShape),
  /** How many items of the project are in each state. */
  counts: z.record(z.enum(WORK_STATUSES), z.int()),
  next_cursor: TextOrNull,
});
