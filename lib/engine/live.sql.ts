import { AGENT_JSON, type AgentRow } from "@/lib/agents/row";
import type { Context } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { tell } from "@/lib/events/notice";
import type { RunRow } from "@/lib/runs/wire";
import type { Runtime, RuntimeEvent } from "@/lib/runtimes/runtime";
import type { RunOutcome } from "@/prisma/generated/enums";
import { LEASE_MS } from "./terms";

/** A run that this process works on. */
export interface LiveRun {
  run: RunRow;
  runtime: Runtime;
  /** As it was when the run began; null for one that is joined again. */
  agent: AgentRow | null;
  controller: AbortController;
  /** What was streamed and is not written down yet. */
  pending: string;
  /** How others closed it meanwhile. */
  closedAs: RunOutcome | null;
  /** The key that its agent was given, never to be shown. */
  secret: string | null;
}

/** A run that others closed, and whether what it does must end. */
interface ClosedRun {
  id: number;
  outcome: RunOutcome;
  isStopped: boolean;
}

/** More streamed text than this is not written down while it comes; the whole answer is, at the end. */
const MAX_STREAMED = 256 * 1024;

/** Keeps what the runtime calls the run, so that it can be joined again. Index: runs_pkey. */
export async function noteStarted(
  db: Queryable,
  runId: number,
  event: Extract<RuntimeEvent, { type: "started" }>,
): Promise<void> {
  await db.$executeRaw`
    UPDATE runs SET provider_run_id = COALESCE(${event.providerRunId}, provider_run_id)
    WHERE id = ${runId} AND outcome IS NULL`;
}

/**
 * One beat of the runs of this process: adds what was streamed to their output, renews their leases when `isBeat`, and returns those that are closed. Index: runs_pkey.
 */
export async function pulse(ctx: Context, all: LiveRun[], isBeat: boolean): Promise<ClosedRun[]> {
  const ids = all.map((live) => live.run.id);
  const streamed = all.filter((live) => live.pending !== "" && live.closedAs === null);
  if (isBeat) await renewLeases(ctx.db, ids);
  if (streamed.length > 0) await writeStreamed(ctx, streamed);
  return ctx.db.$queryRaw<ClosedRun[]>`
    SELECT id, outcome, details ? 'stop' AS "isStopped" FROM runs WHERE id = ANY(${ids}::int[]) AND outcome IS NOT NULL
    UNION ALL
    SELECT gone.id, 'cancelled'::run_outcome, true FROM unnest(${ids}::int[]) AS gone (id)
    WHERE NOT EXISTS (SELECT 1 FROM runs WHERE runs.id = gone.id)`;
}

const NEXT_LEASE = Prisma.sql`clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond'`;

async function renewLeases(db: Queryable, ids: number[]): Promise<void> {
  await db.$executeRaw`
    UPDATE runs SET heartbeat_at = clock_timestamp(), lease_expires_at = ${NEXT_LEASE}
    WHERE id = ANY(${ids}::int[]) AND outcome IS NULL`;
}

type Grown = Pick<RunRow, "id" | "task_id" | "project_id" | "agent">;

async function writeStreamed(ctx: Context, streamed: LiveRun[]): Promise<void> {
  const ids = streamed.map((live) => live.run.id);
  const texts = streamed.map((live) => live.pending.replaceAll("\u0000", ""));
  const rows = await ctx.db.$queryRaw<(Grown & { length: number })[]>`
    UPDATE runs r SET output = left(COALESCE(r.output, '') || s.text, ${MAX_STREAMED})
    FROM unnest(${ids}::int[], ${texts}::text[]) AS s (id, text)
    WHERE r.id = s.id AND r.outcome IS NULL
    RETURNING r.id, r.task_id, r.project_id, r.agent, length(r.output) AS length`;
  await tell(
    ctx,
    rows.map((run) => ({
      type: "run.output",
      projectId: run.project_id,
      taskId: run.task_id,
      agent: run.agent,
      runId: run.id,
      data: { run_id: run.id, length: run.length },
    })),
  );
}

/** Gives up the lease of a run that goes on at its runtime: the next process joins it at once. */
export async function letGo(db: Queryable, runId: number): Promise<void> {
  await db.$executeRaw`
    UPDATE runs SET lease_expires_at = clock_timestamp() WHERE id = ${runId} AND outcome IS NULL`;
}

export async function agentNamed(db: Queryable, name: string): Promise<AgentRow | null> {
  const [row] = await db.$queryRaw<{ agent: AgentRow }[]>`
    SELECT ${AGENT_JSON} AS agent FROM agents a WHERE a.name = ${name}`;
  return row?.agent ?? null;
}
