import { authorize, isAuthorized } from "@/lib/auth/permissions";
import { mayAnswer } from "@/lib/auth/requests";
import { agentNameOf, projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import { REQUEST_JOINS, REQUEST_JSON, REQUEST_PROJECT, type RequestRow } from "./row";
import { takeUpAnswered } from "./run.sql";
import type { ListRequests } from "./schema";

const MOST_COUNTED = 1_000;
/** How many are looked at at once for those that the caller may answer, which only code can tell. */
const LOOKED_AT = 1_000;

/** Index: requests_pkey. */
export async function findRequest(db: Queryable, id: number): Promise<RequestRow | null> {
  const [row] = await db.$queryRaw<{ request: RequestRow }[]>`
    SELECT ${REQUEST_JSON} AS request FROM requests q ${REQUEST_JOINS} WHERE q.id = ${id}`;
  return row?.request ?? null;
}

/** One request. For a key limited to a project, requests elsewhere are `not_found`. */
export async function readRequest(ctx: Context, id: number): Promise<RequestRow> {
  authorize(ctx.actor, "request.read");
  const row = await findRequest(ctx.db, id);
  const limit = projectLimitOf(ctx.actor);
  if (!row || (limit !== null && row.project_id !== limit)) throw notFound("Request", id);
  return row;
}

/** The same for whoever waits for the answer: if that is the agent that asked, its run goes on, as with any sign of life. */
export async function hearAnswer(ctx: Context, id: number): Promise<RequestRow> {
  const row = await readRequest(ctx, id);
  if (row.state !== "open" && row.run_id !== null && goesOnFor(ctx, row))
    await takeUpAnswered(ctx.db, row.run_id);
  return row;
}

/** Whether the caller is the agent that asked and may give its run signs of life, which a viewer's key and another run's may not. */
function goesOnFor({ actor }: Context, { agent, project_id, run_id }: RequestRow): boolean {
  if (agentNameOf(actor) !== agent) return false;
  return isAuthorized(actor, "run.heartbeat", {
    agent,
    projectId: project_id ?? undefined,
    taskRunId: run_id,
  });
}

export interface RequestsFound {
  requests: RequestRow[];
  open: number;
  next: string | null;
}

/**
 * A page of requests: open ones with the oldest first, as they are to be answered; others, or both together, with the newest first.
 * Index: requests_open_idx; requests_pkey, requests_run_id_idx or requests_task_id_id_idx for others.
 */
export async function listRequests(ctx: Context, query: ListRequests): Promise<RequestsFound> {
  authorize(ctx.actor, "request.read");
  const isOpen = query.status.every((state) => state === "open");
  const where = [inSight(ctx), ...conditions(query)];
  const order = Prisma.raw(isOpen ? "q.id" : "q.id DESC");
  const most = query.mine ? LOOKED_AT : query.limit + 1;
  const found: RequestRow[] = [];
  for (let after = query.cursor; found.length <= query.limit; ) {
    const rows = await ctx.db.$queryRaw<{ request: RequestRow }[]>`
      SELECT ${REQUEST_JSON} AS request FROM requests q ${REQUEST_JOINS}
      WHERE ${Prisma.join([...where, ...beyond(after, isOpen)], " AND ")} ORDER BY ${order} LIMIT ${most}`;
    for (const { request } of rows)
      if (!query.mine || (request.state === "open" && mayAnswer(ctx.actor, request)))
        found.push(request);
    after = rows.at(-1)?.request.id;
    if (rows.length < most || after === undefined) break;
  }
  const requests = found.slice(0, query.limit);
  const last = requests.at(-1);
  const next = found.length > query.limit && last ? String(last.id) : null;
  return { requests, open: await countOpen(ctx), next };
}

/** What comes after a request in the order of the list. */
function beyond(id: number | undefined, isOpen: boolean): Prisma.Sql[] {
  if (id === undefined) return [];
  return [isOpen ? Prisma.sql`q.id > ${id}::int` : Prisma.sql`q.id < ${id}::int`];
}

/** How many requests wait that the caller may see, counted up to 1000. Index: requests_open_idx. */
async function countOpen(ctx: Context): Promise<number> {
  const limit = projectLimitOf(ctx.actor);
  const [row] = await ctx.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT 1 FROM requests q ${limit === null ? Prisma.empty : REQUEST_JOINS}
      WHERE q.state = 'open' AND ${inSight(ctx)} LIMIT ${MOST_COUNTED}) open`;
  return row?.n ?? 0;
}

function inSight({ actor }: Context): Prisma.Sql {
  const limit = projectLimitOf(actor);
  return limit === null ? Prisma.sql`true` : Prisma.sql`${REQUEST_PROJECT} = ${limit}::int`;
}

function conditions(query: ListRequests): Prisma.Sql[] {
  const { status, kind, agent, project_id, task_id, run_id } = query;
  const all: Prisma.Sql[] = [];
  if (status.every((state) => state === "open")) all.push(Prisma.sql`q.state = 'open'`);
  else all.push(Prisma.sql`q.state = ANY(${status}::request_state[])`);
  if (kind?.length) all.push(Prisma.sql`q.kind = ANY(${kind}::request_kind[])`);
  if (agent?.length) all.push(Prisma.sql`q.agent = ANY(${agent}::text[])`);
  if (project_id !== undefined) all.push(Prisma.sql`${REQUEST_PROJECT} = ${project_id}::int`);
  if (task_id !== undefined) all.push(Prisma.sql`q.task_id = ${task_id}::int`);
  if (run_id !== undefined) all.push(Prisma.sql`q.run_id = ${run_id}::int`);
  return all;
}
