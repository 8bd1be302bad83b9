import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { type ActivityFilter, eventHorizon, positionBefore, scopeOf } from "@/lib/events/replay";
import type { ExportActivities } from "@/lib/events/schema";
import { EVENT_CATEGORIES } from "@/lib/events/types";
import { findTask } from "@/lib/tasks/find";

type Asked = Omit<ExportActivities, "format" | "limit">;

/** Which events are asked for, narrowed to those that the caller may read, and the event before which they end. */
export interface Past {
  filter: ActivityFilter;
  before: bigint | undefined;
}

/** Reads what a caller asks for. Times become positions in the log once, with some sixty reads of its primary key. */
export async function pastOf(ctx: Context, asked: Asked): Promise<Past> {
  const filter = scopeOf<ActivityFilter>(ctx.actor, {
    types: typesOf(asked),
    projectId: asked.project_id,
    taskId: asked.task_id ?? (asked.task === undefined ? undefined : await taskId(ctx, asked.task)),
    agent: asked.agent,
    actor: asked.actor,
  });
  if (asked.since === undefined && asked.until === undefined) {
    return { filter, before: asked.before };
  }
  const horizon = await eventHorizon(ctx.db);
  const at = (seconds: number): Promise<bigint> =>
    positionBefore(ctx.db, new Date(seconds * 1000), horizon);
  const end = asked.until === undefined ? undefined : (await at(asked.until + 1)) + 1n;
  const before = earliest(asked.before, end);
  if (asked.since === undefined) return { filter, before };
  return { filter: { ...filter, after: await at(asked.since) }, before };
}

function earliest(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** A task that is gone or that the caller may not read has no events for it. */
async function taskId(ctx: Context, ref: string): Promise<number> {
  const task = await findTask(ctx.db, ref);
  authorize(ctx.actor, "event.read", { projectId: task.project_id });
  return task.id;
}

/** The kinds of object under the names of existing clients. */
const CATEGORY_OF = new Map<string, string[]>(
  Object.entries({
    task: ["task", "review"],
    comment: ["task.commented"],
    message: ["message"],
    user: ["auth"],
    api_key: ["auth.key_created", "auth.key_revoked"],
  }),
);

function typesOf({ types, type, entity_type: kind }: Asked): string[] | undefined {
  const named = types ?? type;
  if (kind === undefined) return named;
  const ofKind = CATEGORY_OF.get(kind) ?? [kind];
  const known = ofKind.every((each) => EVENT_CATEGORIES.includes(each.split(".")[0] as string));
  if (!known) {
    throw invalid(
      "entity_type",
      `must be one of ${[...new Set([...CATEGORY_OF.keys(), ...EVENT_CATEGORIES])].join(", ")}`,
    );
  }
  if (named === undefined) return ofKind;
  const isOfKind = (each: string): boolean =>
    ofKind.some((one) => each === one || each.startsWith(`${one}.`));
  return named.filter(isOfKind);
}
