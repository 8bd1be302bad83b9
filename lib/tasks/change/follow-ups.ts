import { z } from "zod";
import { AgentName, emptyIsNull, line, text } from "@/lib/core/fields";
import { clearable, Labels, PRIORITIES, type Priority, TASK_TYPES } from "@/lib/tasks/fields";
import type { TaskRow } from "@/lib/tasks/row";

/**
 * A task to create when another is done. `{{title}}` and `{{ticket_ref}}` in its texts are replaced by those of the done task, whose
 * priority it gets unless it has its own. Its own follow-ups are nested.
 */
export interface FollowUp {
  title: string;
  description?: string | null;
  acceptance_criteria?: string | null;
  priority?: Priority;
  type?: TaskRow["type"];
  work_type?: string | null;
  labels?: string[];
  assigned_to?: string | null;
  review_required?: boolean;
  follow_ups?: FollowUp[];
}

/** A follow-up as stored on its task, with whether it was created already. Each is created once. */
export interface StoredFollowUp extends FollowUp {
  created: boolean;
}

const MAX_LEVELS = 5;
const MAX_BYTES = 65_536;

const shape = {
  title: line(500, "Title"),
  description: clearable(text(50_000)),
  acceptance_criteria: clearable(text(50_000)),
  priority: z.enum(PRIORITIES).optional(),
  type: z.enum(TASK_TYPES).optional(),
  work_type: emptyIsNull(line(60, "work_type")),
  labels: Labels.optional(),
  assigned_to: emptyIsNull(AgentName),
  review_required: z.boolean().optional(),
};

/** Accepts and ignores `created`, which only the server sets, so that a list can be sent back as it was read. */
function listOf(levels: number): z.ZodType<FollowUp[]> {
  if (levels === 0) {
    return z.array(z.never()).max(0, `must not be nested deeper than ${MAX_LEVELS} levels`);
  }
  return z
    .array(
      z
        .strictObject({
          ...shape,
          created: z.unknown().optional(),
          follow_ups: listOf(levels - 1).optional(),
        })
        .transform(({ created: _, ...template }) => template),
    )
    .max(20, "must have at most 20 tasks on one level");
}

export const FollowUps = listOf(MAX_LEVELS).refine(
  (list) => JSON.stringify(list).length <= MAX_BYTES,
  `must be at most ${MAX_BYTES} bytes of JSON`,
);

/** Converts a list for storage. Follow-ups that were stored before keep their `created` mark. */
export function followUpsToStore(
  list: FollowUp[],
  stored: StoredFollowUp[] | null,
): StoredFollowUp[] | null {
  if (list.length === 0) return null;
  const created = (stored ?? []).filter((one) => one.created);
  return list.map((template) => {
    const known = created.findIndex((one) => isSame(one, template));
    if (known !== -1) created.splice(known, 1);
    return { ...template, created: known !== -1 };
  });
}

export function markCreated(stored: StoredFollowUp[] | null): StoredFollowUp[] | null {
  return stored?.map((one) => ({ ...one, created: true })) ?? null;
}

/** Descriptions of all levels, joined into one text. */
export function textsOf(list: FollowUp[]): string {
  return list
    .flatMap(({ description, follow_ups }) => [description ?? "", textsOf(follow_ups ?? [])])
    .join("\n");
}

const KEYS = [...Object.keys(shape), "follow_ups"] as (keyof FollowUp)[];

/** Whether two stored lists are the same. */
export function areSame(a: StoredFollowUp[] | null, b: StoredFollowUp[] | null): boolean {
  const [left, right] = [a ?? [], b ?? []];
  return (
    left.length === right.length &&
    left.every((one, at) => {
      const other = right[at] as StoredFollowUp;
      return one.created === other.created && isSame(one, other);
    })
  );
}

/** Whether two follow-ups are the same; absent, null and empty fields are equal. */
function isSame(a: FollowUp, b: FollowUp): boolean {
  return KEYS.every((key) => {
    if (key !== "follow_ups") return JSON.stringify(said(a[key])) === JSON.stringify(said(b[key]));
    const [left, right] = [a.follow_ups ?? [], b.follow_ups ?? []];
    return (
      left.length === right.length && left.every((one, at) => isSame(one, right[at] as FollowUp))
    );
  });
}

function said(value: unknown): unknown {
  if (value === undefined || value === "") return null;
  return Array.isArray(value) && value.length === 0 ? null : value;
}
