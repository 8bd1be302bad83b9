import { AGENT_JSON, type AgentRow } from "@/lib/agents/row";
import type { Context } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { logger } from "@/lib/core/logger";
import { type NewNotice, tell } from "@/lib/events/notice";
import type { RunRow, RunWithTexts } from "@/lib/runs/wire";
import type { Runtime, RuntimeEvent } from "@/lib/runtimes/runtime";
import type { RunOutcome } from "@/prisma/generated/enums";
import { LEASE_MS } from "./terms";

/** A run that this process works on. */
export interface LiveRun {
  run: RunWithTexts;
  runtime: Runtime;
  /** As it was when the run began; null for one that is joined again. */
  agent: AgentRow | null;
  controller: AbortController;
  /** What was streamed and is not written down yet. */
  pending: string;
  /** When something was last written down, by this process's clock. */
  writtenAt: number;
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

/** A part of what a run says. */
export interface Streamed {
  runId: number;
  text: string;
}

/** Which of these runs are over, whoever closed them. Index: runs_pkey. */
export async function closedRuns(db: Queryable, ids: number[]): Promise<ClosedRun[]> {
  return db.$queryRaw<ClosedRun[]>`
    SELECT id, outcome, details ? 'stop' AS "isStopped" FROM runs WHERE id = ANY(${ids}::int[]) AND outcome IS NOT NULL
    UNION ALL
    SELECT gone.id, 'cancelled'::run_outcome, true FROM unnest(${ids}::int[]) AS gone (id)
    WHERE NOT EXISTS (SELECT 1 FROM runs WHERE runs.id = gone.id)`;
}

const NEXT_LEASE = Prisma.sql`clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond'`;

/** Index: runs_pkey. */
export async function renewLeases(db: Queryable, ids: number[]): Promise<void> {
  await db.$executeRaw`
    UPDATE runs SET heartbeat_at = clock_timestamp(), lease_expires_at = ${NEXT_LEASE}
    WHERE id = ANY(${ids}::int[]) AND outcome IS NULL`;
}

type Grown = Pick<RunRow, "id" | "task_id" | "project_id" | "agent"> & { length: number };

/** Appends to what the runs have said; nothing that was written is written again. Index: run_chunks_pkey. */
export async function writeStreamed(ctx: Context, streamed: Streamed[]): Promise<void> {
  const ids = streamed.map(({ runId }) => runId);
  const texts = streamed.map(({ text }) => text.replaceAll("\u0000", ""));
  const rows = await ctx.db.$queryRaw<Grown[]>`
    WITH grown AS (
      INSERT INTO run_chunks (run_id, seq, data, total_length)
      SELECT r.id, COALESCE(last.seq, 0) + 1, part.text, COALESCE(last.total_length, 0) + length(part.text)
      FROM unnest(${ids}::int[], ${texts}::text[]) AS s (id, text)
      JOIN runs r ON r.id = s.id AND r.outcome IS NULL
      LEFT JOIN LATERAL (SELECT seq, total_length FROM run_chunks WHERE run_id = r.id ORDER BY seq DESC LIMIT 1) last ON true
      CROSS JOIN LATERAL (SELECT left(s.text, greatest(0, ${MAX_STREAMED}::int - COALESCE(last.total_length, 0))) AS text) part
      WHERE part.text <> ''
      RETURNING run_id, total_length
    )
    SELECT r.id, r.task_id, r.project_id, r.agent, grown.total_length AS length FROM grown JOIN runs r ON r.id = grown.run_id`;
  const notices = rows.map<NewNotice>((run) => ({
    type: "run.output",
    projectId: run.project_id,
    taskId: run.task_id,
    agent: run.agent,
    runId: run.id,
    data: { run_id: run.id, length: run.length },
  }));
  // It is written: what fails now must not have it written again.
  await tell(ctx, notices).catch((error: Error) =>
    logger.debug({ err: error.message }, "screens not told of output"),
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
