import { z } from "zod";
import {
  AgentName,
  BROKEN_CURSOR,
  MAX_INT,
  numberParam,
  PageLimit,
  RowId,
  singleLine,
  text,
  Words,
} from "@/lib/core/fields";
import { clearable, taskFields } from "@/lib/tasks/fields";

/** The states of a work item, in the words of the workshop (docs/patterns/board.md). */
export const WORK_STATUSES = [
  "new",
  "ready",
  "claimed",
  "in_progress",
  "blocked",
  "done",
  "failed",
  "cancelled",
] as const;
export type WorkStatus = (typeof WORK_STATUSES)[number];

const KEY_RULE =
  "must have 1 to 100 letters, digits and . _ : / -, start with a letter or digit, and be no number";
const KEY = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/;

/** The id of an item, as its creator chooses it. */
export const WorkKey = z
  .string()
  .trim()
  .refine((key) => KEY.test(key) && !/^\d+$/.test(key), KEY_RULE);

/** An item's id, or the ticket reference of any task. */
export const WorkRef = singleLine(120);

/** From 1, the first to be done, to 5. */
export const WorkPriority = z
  .number()
  .int()
  .min(1, "must be from 1 to 5")
  .max(5, "must be from 1 to 5");

const DependsOn = z.array(WorkRef).max(100, "must name at most 100 items");
const Project = { project_id: RowId.optional() };

export const PutWork = z.strictObject({
  id: WorkKey,
  title: taskFields.title,
  type: singleLine(60).optional(),
  spec: clearable(text(50_000)),
  priority: WorkPriority.optional(),
  depends_on: DependsOn.optional(),
  assigned_to: clearable(AgentName),
  etag: z.string().max(100).optional(),
  ...Project,
});
export type PutWork = z.output<typeof PutWork>;

/** As `PutWork`, with the latest answer of an agent as the spec. */
export const WorkFromResult = PutWork.omit({ spec: true, etag: true }).extend({
  agent: AgentName,
  title: taskFields.title.optional(),
});
export type WorkFromResult = z.output<typeof WorkFromResult>;

export const WorkPath = z.strictObject({ id: z.string().transform(decoded).pipe(WorkRef) });

/** Next hands a part of a path over as it was sent; an id may have a slash. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const ProjectParam = { project_id: numberParam(1, MAX_INT).optional() };
export const ReadWork = z.strictObject(ProjectParam);

export const Board = z.strictObject({
  status: Words.pipe(z.array(z.enum(WORK_STATUSES))).optional(),
  type: Words.optional(),
  claimed_by: Words.optional(),
  limit: PageLimit,
  cursor: z
    .string()
    .regex(/^[1-5]\.\d{1,10}$/, BROKEN_CURSOR)
    .transform((cursor) => cursor.split(".").map(Number) as [number, number])
    .refine(([, id]) => id <= MAX_INT, BROKEN_CURSOR)
    .optional(),
  ...ProjectParam,
});
export type Board = z.output<typeof Board>;

export const ClaimWork = z.strictObject({ agent: AgentName, ...Project });
export const StartWork = z.strictObject(Project);
export const CompleteWork = z.strictObject({ result: text(200_000).optional(), ...Project });
export const FailWork = z.strictObject({ error: text(20_000).optional(), ...Project });
/** Also for reopening. */
export const CancelWork = z.strictObject({ reason: text(2_000).optional(), ...Project });
