import { AGENT_JSON, type AgentRow } from "@/lib/agents/row";
import type { Context } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { logger } from "@/lib/core/logger";
import { type NewNotice, sendNotices } from "@/lib/events/notice";
import type { RunRow, RunWithTexts } from "@/lib/runs/wire";
import type { Runtime, RuntimeEvent } from "@/lib/runtimes/runtime";
import type { RunOutcome } from "@/prisma/generated/enums";
import { BATON_RUN_LEASE_MS } from "./terms";

/** A run that this process works on. */
export interface LiveRun {
  run: RunWithTexts;
  runtime: Runtime;
  /** The agent as it was when the run began; null if this process joined the run later. */
  agent: AgentRow | null;
  controller: AbortController;
  /** Streamed text that is not stored yet. */
  pending: string;
  /** When text was last stored, by this process's clock. */
  writtenAt: number;
  /** The outcome with which somebody else closed the run. */
  closedAs: RunOutcome | null;
  /** The key given to its agent; never shown. */
  secret: string | null;
}

/** A run that somebody else closed, and whether its work must be stopped. */
interface ClosedRun {
  id: number;
  outcome: RunOutcome;
  isStopped: boolean;
}

/** The maximum length of text stored while it streams. The whole answer is stored at the end. */
const MAX_STREAMED = 256 * 1024;

/** Stores the runtime's own id of the run, so that another process can join it. Index: runs_pkey. */
export async function noteStarted(
  db: Queryable,
  runId: number,
  event: Extract<RuntimeEvent, { type: "started" }>,
): Promise<void> {
  await db.$executeRaw`
    UPDATE runs SET provider_run_id = COALESCE(${event.providerRunId}, provider_run_id)
    WHERE id = ${runId} AND outcome IS NULL`;
}

/** A part of a run's output. */
export interface Streamed {
  runId: number;
  text: string;
}

/** Which of these runs are closed, by anybody. Index: runs_pkey. */
export async function closedRuns(db: Queryable, ids: number[]): Promise<ClosedRun[]> {
  return db.$queryRaw<ClosedRun[]>`
    SELECT id, outcome, details ? 'stop' AS "isStopped" FROM runs WHERE id = ANY(${ids}::int[]) AND outcome IS NOT NULL
    UNION ALL
    SELECT gone.id, 'cancelled'::run_outcome, true FROM unnest(${ids}::int[]) AS gone (id)
    WHERE NOT EXISTS (SELECT 1 FROM runs WHERE runs.id = gone.id)`;
}

const NEXT_BATON_LEASE = Prisma.sql`clock_timestamp() + ${BATON_RUN_LEASE_MS}::int * interval '1 millisecond'`;

/** Renews the leases of these runs. Index: runs_pkey. */
export async function renewLeases(db: Queryable, ids: number[]): Promise<void> {
  await db.$executeRaw`
    UPDATE runs SET heartbeat_at = clock_timestamp(), lease_expires_at = ${NEXT_BATON_LEASE}
    WHERE id = ANY(${ids}::int[]) AND outcome IS NULL`;
}

type Grown = Pick<RunRow, "id" | "task_id" | "project_id" | "agent"> & { length: number };

/** Appends to the output of the runs without rewriting earlier parts. Index: run_chunks_pkey. */
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
  // The text is stored, so a failure from here on must not store it again.
  await sendNotices(ctx, notices).catch((error: Error) =>
    logger.debug({ err: error.message }, "screens not told of output"),
  );
}

/** Ends the lease of a run that continues at its runtime, so that another process can join it at once. */
export async function letGo(db: Queryable, runId: number): Promise<void> {
  await db.$executeRaw`
    UPDATE runs SET lease_expires_at = clock_timestamp() WHERE id = ${runId} AND outcome IS NULL`;
}

export async function agentNamed(db: Queryable, name: string): Promise<AgentRow | null> {
  const [row] = await db.$queryRaw<{ agent: AgentRow }[]>`
    SELECT ${AGENT_JSON} AS agent FROM agents a WHERE a.name = ${name}`;
  return row?.agent ?? null;
}
