import { isAgent } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import { record } from "@/lib/events/append";
import { excerpt } from "@/lib/events/excerpt";
import type { CostSource, RunOutcome } from "@/prisma/generated/enums";
import { priceOf, readPrices } from "./prices";
import { MOST_TOKENS, reportedCost } from "./reported-cost";
import { RUN_JSON } from "./row";
import { type RunRow, runToWire } from "./wire";

export interface Usage {
  agent: string;
  /** The run it belongs to, if the agent names one. */
  runId?: number;
  /** The task it was for, by id or ticket_ref. */
  task?: number | string | null;
  model: string;
  tokensIn: number;
  tokensOut: number;
  /** The cost in US dollars, if the agent knows it. */
  costUsd?: number | null;
}

/**
 * Adds reported tokens to a run of the agent: the one it names, or else its newest run of the named task, or else its only
 * open run. Without such a run the tokens are stored as a finished direct run of the task, so that sums over runs include
 * them. The same happens to what an agent's own key reports beyond what one run uses; no budget counts that. Their cost is the reported one, or else the table's price; if a part of a run's cost is unknown, the whole is.
 * Returns the run and the cost of these tokens.
 */
export async function addUsage(
  tx: TxContext,
  usage: Usage,
): Promise<{ run: RunRow; costUsd: number | null }> {
  const task = await taskOf(tx, usage);
  await assertWorked(tx, usage, task);
  const runId = await runOf(tx, usage, task);
  const cost = await costOf(tx, usage);
  const run = runId === null ? null : await addTo(tx, runId, usage, cost);
  const kept = run ?? (await insertDirect(tx, usage, task, cost));
  await tellOf(tx, kept, run ? "run.updated" : "run.completed");
  return { run: kept, costUsd: cost.usd };
}

/** A run that Baton did not give out, and that is over. */
export interface ReportedRun {
  agent: string;
  task?: number | string | null;
  model: string | null;
  tokensIn: number | null;
  tokensOut: number | null;
  costUsd?: number | null;
  startedAt: Date;
  finishedAt: Date;
  outcome: RunOutcome;
  error: string | null;
  /** The agent's own id of the run: each becomes one run. */
  reportedId: string;
  details: Record<string, unknown>;
}

/** Stores a reported run as a direct one. Returns the stored run, which is an earlier one if its agent used the id before. */
export async function recordRun(tx: TxContext, report: ReportedRun): Promise<RunRow> {
  const task = await taskOf(tx, report);
  await assertWorked(tx, report, task);
  const cost = await costOf(tx, report);
  const details = JSON.stringify({ ...report.details, reported_id: report.reportedId });
  const [row] = await tx.db.$queryRaw<{ run: RunRow }[]>`
    INSERT INTO runs AS r (agent, task_id, task_ref, project_id, runtime, trigger, model, tokens_in, tokens_out, cost_usd, cost_source,
      self_reported, started_at, finished_at, outcome, error, details)
    VALUES (${report.agent}, ${task?.id ?? null}::int, ${task?.ticket_ref ?? null}, ${task?.project_id ?? projectLimitOf(tx.actor)}::int,
      COALESCE((SELECT runtime FROM agents WHERE name = ${report.agent}), 'pull'), 'direct', ${report.model},
      ${report.tokensIn}::int, ${report.tokensOut}::int, ${cost.usd}::numeric, ${cost.source}::cost_source, ${isAgent(tx.actor)}::boolean,
      ${report.startedAt}::timestamptz, ${report.finishedAt}::timestamptz, ${report.outcome}::run_outcome, ${report.error}, ${details}::jsonb)
    ON CONFLICT ((details->>'reported_id'), agent) WHERE trigger = 'direct' AND details->>'reported_id' IS NOT NULL DO NOTHING
    RETURNING ${RUN_JSON} AS run`;
  if (row) {
    await tellOf(tx, row.run, "run.completed");
    return row.run;
  }
  const [known] = await tx.db.$queryRaw<{ run: RunRow }[]>`
    SELECT ${RUN_JSON} AS run FROM runs r
    WHERE r.trigger = 'direct' AND r.details->>'reported_id' = ${report.reportedId} AND r.agent = ${report.agent}`;
  return (known as { run: RunRow }).run;
}

async function tellOf(
  tx: TxContext,
  run: RunRow,
  type: "run.updated" | "run.completed",
): Promise<void> {
  await record(tx, {
    type,
    projectId: run.project_id,
    taskId: run.task_id,
    agent: run.agent,
    runId: run.id,
    data: { run: runToWire({ ...run, prompt: null, output: null, error: excerpt(run.error) }) },
  });
}

interface Cost {
  usd: number | null;
  source: CostSource;
}

async function costOf(
  tx: TxContext,
  usage: Pick<ReportedRun, "model" | "tokensIn" | "tokensOut" | "costUsd">,
): Promise<Cost> {
  const reported = await reportedCost(tx, usage);
  if (reported !== null) return { usd: reported, source: "reported" };
  const usd = priceOf(await readPrices(tx.db), usage.model, usage.tokensIn, usage.tokensOut);
  return { usd, source: usd === null ? "unknown" : "priced" };
}

/** Tokens without a known price do not make a cost unknown that the run itself reported. */
const STAYS_REPORTED = Prisma.sql`r.cost_source = 'reported'`;
const IS_FIRST = Prisma.sql`r.tokens_in IS NULL AND r.tokens_out IS NULL AND r.cost_usd IS NULL`;

/** The run to add the tokens to. Index: runs_task_id_id_idx, runs_open_of_agent_idx. */
async function runOf(tx: TxContext, usage: Usage, task: NamedTask | null): Promise<number | null> {
  if (usage.runId !== undefined) return usage.runId;
  if (usage.task) {
    const [run] = await tx.db.$queryRaw<{ id: number }[]>`
      SELECT r.id FROM runs r WHERE r.task_id = ${task?.id ?? null}::int AND r.agent = ${usage.agent}
      ORDER BY (r.outcome IS NULL) DESC, r.id DESC LIMIT 1`;
    return run?.id ?? null;
  }
  const open = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT r.id FROM runs r WHERE r.agent = ${usage.agent} AND r.outcome IS NULL AND r.state <> 'queued' LIMIT 2`;
  return open.length === 1 ? (open[0]?.id ?? null) : null;
}

interface NamedTask {
  id: number;
  ticket_ref: string;
  project_id: number;
}

/** The task the tokens were used for, unless the actor may not read it. Index: tasks_pkey, tasks_ticket_ref_key. */
async function taskOf(tx: TxContext, usage: Pick<Usage, "task">): Promise<NamedTask | null> {
  if (!usage.task) return null;
  const ref = String(usage.task);
  const id = /^\d{1,9}$/.test(ref) ? Number(ref) : -1;
  const limit = projectLimitOf(tx.actor);
  const [task] = await tx.db.$queryRaw<NamedTask[]>`
    SELECT t.id, t.ticket_ref, t.project_id FROM tasks t
    WHERE (t.ticket_ref = ${ref} OR t.id = ${id}) AND (${limit}::int IS NULL OR t.project_id = ${limit}::int)
    ORDER BY (t.ticket_ref = ${ref}) DESC LIMIT 1`;
  return task ?? null;
}

/** Refuses an agent's key that reports for a task it neither has nor had. Index: runs_task_id_id_idx. */
async function assertWorked(
  tx: TxContext,
  usage: Pick<Usage, "task" | "agent">,
  task: NamedTask | null,
): Promise<void> {
  if (!usage.task || !isAgent(tx.actor)) return;
  const [worked] = await tx.db.$queryRaw<unknown[]>`
    SELECT 1 FROM tasks WHERE id = ${task?.id ?? null}::int AND assigned_to = ${usage.agent}
    UNION ALL SELECT 1 FROM runs WHERE task_id = ${task?.id ?? null}::int AND agent = ${usage.agent} LIMIT 1`;
  if (worked) return;
  throw new DomainError(
    "forbidden",
    `Access denied: ${usage.agent} has not worked on task ${usage.task}.`,
    { fix: "name a task that it holds or held, or leave taskId out" },
  );
}

async function addTo(
  tx: TxContext,
  runId: number,
  usage: Usage,
  cost: Cost,
): Promise<RunRow | null> {
  const limit = projectLimitOf(tx.actor);
  const most = isAgent(tx.actor) ? MOST_TOKENS : { in: null, out: null };
  const [row] = await tx.db.$queryRaw<{ run: RunRow }[]>`
    UPDATE runs r SET tokens_in = LEAST(${MAX_INT}, COALESCE(r.tokens_in, 0)::bigint + ${usage.tokensIn}),
      tokens_out = LEAST(${MAX_INT}, COALESCE(r.tokens_out, 0)::bigint + ${usage.tokensOut}), model = COALESCE(r.model, ${usage.model}),
      cost_usd = CASE WHEN ${STAYS_REPORTED} AND ${cost.usd}::numeric IS NULL THEN r.cost_usd
        WHEN ${IS_FIRST} THEN ${cost.usd}::numeric ELSE r.cost_usd + ${cost.usd}::numeric END,
      cost_source = CASE WHEN ${STAYS_REPORTED} AND ${cost.usd}::numeric IS NULL THEN r.cost_source
        WHEN ${IS_FIRST} THEN ${cost.source}::cost_source ELSE GREATEST(r.cost_source, ${cost.source}::cost_source) END
    WHERE r.id = ${runId} AND r.agent = ${usage.agent} AND (${limit}::int IS NULL OR r.project_id = ${limit}::int)
      AND (${most.in}::int IS NULL OR COALESCE(r.tokens_in, 0)::bigint + ${usage.tokensIn} <= ${most.in}::int)
      AND (${most.out}::int IS NULL OR COALESCE(r.tokens_out, 0)::bigint + ${usage.tokensOut} <= ${most.out}::int)
    RETURNING ${RUN_JSON} AS run`;
  return row?.run ?? null;
}

async function insertDirect(
  tx: TxContext,
  usage: Usage,
  task: NamedTask | null,
  cost: Cost,
): Promise<RunRow> {
  const [row] = await tx.db.$queryRaw<{ run: RunRow }[]>`
    INSERT INTO runs AS r (agent, task_id, task_ref, project_id, runtime, trigger, model, tokens_in, tokens_out, cost_usd, cost_source, self_reported, started_at, finished_at, outcome)
    VALUES (${usage.agent}, ${task?.id ?? null}::int, ${task?.ticket_ref ?? null}, ${task?.project_id ?? projectLimitOf(tx.actor)}::int,
            COALESCE((SELECT runtime FROM agents WHERE name = ${usage.agent}), 'pull'), 'direct', ${usage.model},
            ${usage.tokensIn}::int, ${usage.tokensOut}::int, ${cost.usd}::numeric, ${cost.source}::cost_source, ${isAgent(tx.actor)}::boolean, now(), now(), 'succeeded')
    RETURNING ${RUN_JSON} AS run`;
  return (row as { run: RunRow }).run;
}
