import { z } from "zod";
import { everyEvent } from "@/lib/activity/export";
import { pastOf } from "@/lib/activity/filter";
import { activityToWire, auditToWire } from "@/lib/activity/wire";
import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { csvLine } from "@/lib/core/csv";
import { DomainError } from "@/lib/core/errors";
import { numberParam } from "@/lib/core/fields";
import { AUDIT_CATEGORIES } from "@/lib/events/replay";
import { listTasks } from "@/lib/tasks/read/list";
import { ListTasks } from "@/lib/tasks/schema";
import { taskToWire } from "@/lib/tasks/wire";

const TYPES = ["tasks", "activities", "audit"] as const;
const MOST_ROWS = 50_000;
const END_OF_TIME = 4_102_444_800;
const RULE = "type required: audit, tasks, activities";

export const ExportQuery = z.strictObject({
  type: z.enum([...TYPES, "pipelines"], RULE),
  format: z.enum(["json", "csv"]).default("csv"),
  /** Unix seconds. */
  since: numberParam(0, END_OF_TIME).optional(),
  until: numberParam(0, END_OF_TIME).optional(),
  limit: z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform((value) => Math.min(MOST_ROWS, Math.max(1, Number(value))))
    .default(10_000),
});
type ExportQuery = z.output<typeof ExportQuery>;

/** What of each type a CSV holds; JSON has everything. */
const COLUMNS: Record<(typeof TYPES)[number], readonly string[]> = {
  tasks: [
    "id",
    "title",
    "description",
    "status",
    "priority",
    "assigned_to",
    "created_by",
    "created_at",
    "updated_at",
    "due_date",
    "estimated_hours",
    "actual_hours",
    "tags",
  ],
  activities: [
    "id",
    "type",
    "entity_type",
    "entity_id",
    "actor",
    "description",
    "data",
    "created_at",
  ],
  audit: [
    "id",
    "action",
    "actor",
    "actor_id",
    "target_type",
    "target_id",
    "detail",
    "ip_address",
    "user_agent",
    "created_at",
  ],
};

type Row = Record<string, unknown>;

/**
 * The newest tasks, activities or audit entries as existing clients take them out, row by row as they are read. For admins; everything
 * that there is leaves with a backup instead.
 */
export function exportRows(
  ctx: Context,
  query: ExportQuery,
): { lines: AsyncGenerator<string>; filename: string; type: string } {
  authorize(ctx.actor, "user.manage");
  const { type, format, limit } = query;
  if (type === "pipelines") {
    throw new DomainError("invalid", "type: there are no pipelines here", {
      fix: "export tasks, activities or audit",
      problems: [{ field: "type", rule: "must be one of tasks, activities, audit" }],
    });
  }
  const rows = type === "tasks" ? everyTask(ctx, query) : everyEntry(ctx, type, query);
  const day = ctx.clock.now().toISOString().slice(0, 10);
  const name = type === "audit" ? "audit-log" : type;
  return {
    lines:
      format === "csv"
        ? asCsv(COLUMNS[type], first(rows, limit))
        : asJson(type, first(rows, limit)),
    filename: `${name}-${day}.${format}`,
    type: format === "csv" ? "text/csv; charset=utf-8" : "application/json",
  };
}

async function* first(rows: AsyncGenerator<Row>, limit: number): AsyncGenerator<Row> {
  let n = 0;
  for await (const row of rows) {
    if (n++ === limit) return;
    yield row;
  }
}

async function* asCsv(columns: readonly string[], rows: AsyncGenerator<Row>) {
  yield csvLine(columns);
  for await (const row of rows) yield csvLine(columns.map((name) => plain(row[name])));
}

function plain(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "string")
    return value;
  return JSON.stringify(value);
}

async function* asJson(type: string, rows: AsyncGenerator<Row>) {
  let count = 0;
  yield `{"type":${JSON.stringify(type)},"data":[`;
  for await (const row of rows) yield `${count++ === 0 ? "" : ","}${JSON.stringify(row)}`;
  yield `],"count":${count}}`;
}

const TASK_PAGE = 200;

async function* everyTask(ctx: Context, { since, until }: ExportQuery): AsyncGenerator<Row> {
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await listTasks(
      ctx,
      ListTasks.parse({ limit: String(TASK_PAGE), ...(cursor ? { cursor } : {}), archived: "all" }),
    );
    for (const task of page.tasks) {
      const row = taskToWire(task);
      if (until !== undefined && row.created_at > until) continue;
      // The newest come first: nothing after this one is younger.
      if (since !== undefined && row.created_at < since) return;
      yield row;
    }
    cursor = page.nextCursor;
  }
}

async function* everyEntry(
  ctx: Context,
  type: "activities" | "audit",
  { since, until }: ExportQuery,
): AsyncGenerator<Row> {
  const asked = type === "audit" ? { types: [...AUDIT_CATEGORIES] } : {};
  const { filter, before } = await pastOf(ctx, { ...asked, since, until });
  const ours = type === "activities" ? { ...filter, withoutAudit: true } : filter;
  for await (const event of everyEvent(ctx, ours, before)) {
    if (type === "audit") {
      yield auditToWire(event);
      continue;
    }
    const { entity_type, entity_id, description, created_at, workspace_id, ...wire } =
      activityToWire(event);
    yield {
      id: wire.id,
      type: wire.type,
      entity_type,
      entity_id,
      actor: wire.actor.name,
      description,
      data: wire.data,
      created_at,
      workspace_id,
    };
  }
}
