import { isPushed } from "@/lib/agents/row";
import { type Actor, agentNameOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { storable } from "@/lib/core/fields";
import { addJob } from "@/lib/core/jobs";
import { metrics } from "@/lib/core/metrics";
import { type NewEvent, record } from "@/lib/events/append";
import { excerpt } from "@/lib/events/excerpt";
import { withdrawRequestsOf } from "@/lib/requests/withdraw-of-run";
import type {
  CostSource,
  RunOutcome,
  RunTrigger,
  Runtime,
  TaskStatus,
} from "@/prisma/generated/enums";
import { STOP_RUN } from "./jobs";
import { PRICES_KEY, type Price, priceOf, pricesIn, readPrices, type StoredPrices } from "./prices";
import { assertPlausible, reportedCost } from "./reported-cost";
import { MOST_SAID, RUN_JSON } from "./row";
import { type RunRow, type RunWithTexts, runToWire } from "./wire";

export interface OpenRun {
  taskId: number | null;
  taskRef: string | null;
  projectId: number | null;
  agent: string;
  runtime?: Runtime;
  trigger: RunTrigger;
  leaseMs?: number;
  /** Where the task was claimed from: its status then, and whether it had no assignee. */
  claimedFrom?: TaskStatus;
  claimedFromPool?: boolean;
  /** Chosen by the claimer, unique per agent. */
  claimId?: string;
  /** The process that works on it. */
  workerId?: number | null;
  model?: string | null;
  tier?: string | null;
  tierReason?: string | null;
  prompt?: string | null;
  /** The maximum cost in US dollars, reserved in the budgets while the run is open. */
  reservedUsd?: number | null;
  /** Details that the module which opened it needs later. */
  details?: Record<string, unknown>;
  /** What makes it a turn, which waits in its agent's queue until it is begun. */
  turn?: OpenTurn;
}

export interface OpenTurn {
  askedBy: string;
  /** The asker and their idempotency key; no two runs have the same. */
  askKey: string | null;
  parent: Pick<RunRow, "id" | "root_run_id" | "depth"> | null;
  /** What it and all runs below it may cost, in US dollars. */
  treeBudgetUsd: number | null;
  conversationId: number | null;
  fanId: number | null;
}

/** Where the event about a run goes: by default it is written at once. */
type Tell = (event: NewEvent) => void | Promise<void>;

/** Opens a run: one attempt of an agent at a task, or one turn without a task, which waits to be begun (domain.md, "Runs"). */
export async function openRun(
  tx: TxContext,
  run: OpenRun,
  tell: Tell = (event) => record(tx, event),
): Promise<RunWithTexts> {
  const lease = run.leaseMs ?? null;
  const prompt = run.prompt ?? null;
  const { turn } = run;
  const parent = turn?.parent ?? null;
  const [row] = await tx.db.$queryRaw<{ run: RunRow }[]>`
    WITH r AS (INSERT INTO runs (task_id, task_ref, project_id, agent, runtime, trigger, attempt, model, tier, tier_reason,
                           reserved_usd, details, lease_expires_at, claimed_from, claimed_from_pool,
                           claim_id, worker_id, state, asked_by, queued_at, ask_key, parent_run_id, root_run_id, depth,
                           tree_budget_usd, conversation_id, fan_id, led_by)
    VALUES (${run.taskId}::int, ${run.taskRef}, ${run.projectId}::int, ${run.agent}, ${run.runtime ?? "pull"}::runtime,
            ${run.trigger}::run_trigger,
            1 + (SELECT count(*)::int FROM runs o WHERE o.task_id = ${run.taskId}::int AND o.trigger = ${run.trigger}::run_trigger),
            ${run.model ?? null}, ${run.tier ?? null}, ${run.tierReason ?? null}, ${run.reservedUsd ?? null}::numeric,
            ${JSON.stringify(run.details ?? {})}::jsonb, clock_timestamp() + ${lease}::double precision * interval '1 millisecond',
            ${run.claimedFrom ?? null}::task_status, ${run.claimedFromPool ?? null}::boolean,
            ${run.claimId ?? null}, ${run.workerId ?? null}::int, ${turn ? "queued" : "running"}::run_state, ${turn?.askedBy ?? null},
            CASE WHEN ${turn !== undefined} THEN clock_timestamp() END, ${turn?.askKey ?? null}, ${parent?.id ?? null}::int,
            ${parent === null ? null : (parent.root_run_id ?? parent.id)}::int, ${parent === null ? 0 : parent.depth + 1}::int,
            ${turn?.treeBudgetUsd ?? null}::numeric, ${turn?.conversationId ?? null}::int, ${turn?.fanId ?? null}::int,
            (SELECT NULLIF(o.agent, ${run.agent}) FROM runs o WHERE o.id = ${parent === null ? null : (parent.root_run_id ?? parent.id)}::int))
      RETURNING *
    ), texts AS (
      INSERT INTO run_texts (run_id, prompt) SELECT id, ${prompt}::text FROM r WHERE ${prompt}::text IS NOT NULL
    )
    SELECT ${RUN_JSON} AS run FROM r`;
  const opened = { ...(row as { run: RunRow }).run, prompt, output: null };
  await tell(runEvent(turn ? "run.queued" : "run.started", opened));
  return opened;
}

export interface RunResult {
  outcome: RunOutcome;
  output?: string | null;
  error?: string | null;
  errorClass?: string | null;
  model?: string | null;
  tokensIn?: number | null;
  tokensOut?: number | null;
  costUsd?: number | null;
}

/**
 * Closes an open run and revokes its keys. Returns null if it is closed already. What it still asks is withdrawn; with an open question
 * it cannot succeed (`conflict`). Its cost is the reported one, or else the
 * table's price for its tokens, or else unknown. Its output is the given one, or else the end of what was streamed. Index: runs_pkey,
 * run_chunks_pkey, run_texts_pkey, api_keys_run_id_idx.
 */
export async function closeRun(
  tx: TxContext,
  runId: number,
  result: RunResult,
  tell: Tell = (event) => record(tx, event),
): Promise<RunRow | null> {
  assertPlausible(tx.actor, result);
  const output = result.output == null ? null : storable(result.output);
  const error = result.error == null ? null : storable(result.error);
  const model = result.model == null ? null : storable(result.model);
  const cost = await costOf(tx, runId, result);
  const [row] = await tx.db.$queryRaw<{ run: RunRow }[]>`
    WITH said AS (
      DELETE FROM run_chunks WHERE run_id = ${runId} RETURNING seq, data
    ), r AS (
      UPDATE runs r
      SET outcome = ${result.outcome}::run_outcome, finished_at = clock_timestamp(),
          error = ${error},
          error_class = ${result.errorClass ?? null}, model = COALESCE(${model}, r.model),
          tokens_in = COALESCE(${result.tokensIn ?? null}::int, r.tokens_in),
          tokens_out = COALESCE(${result.tokensOut ?? null}::int, r.tokens_out),
          cost_usd = CASE WHEN ${cost !== null}::boolean THEN ${cost?.usd ?? null}::numeric ELSE r.cost_usd END,
          cost_source = COALESCE(${cost?.source ?? null}::cost_source, r.cost_source)
      WHERE r.id = ${runId} AND r.outcome IS NULL
      RETURNING r.*
    ), answer AS (
      SELECT r.id, COALESCE(${output}::text, (SELECT right(string_agg(said.data, '' ORDER BY said.seq), ${MOST_SAID}::int) FROM said)) AS output FROM r
    ), texts AS (
      INSERT INTO run_texts (run_id, output) SELECT id, output FROM answer WHERE output IS NOT NULL
      ON CONFLICT (run_id) DO UPDATE SET output = EXCLUDED.output
    ), keys AS (
      UPDATE api_keys SET revoked_at = r.finished_at, updated_at = r.finished_at FROM r
      WHERE api_keys.run_id = r.id AND api_keys.revoked_at IS NULL
    )
    SELECT ${RUN_JSON} AS run FROM r`;
  if (!row) return null;
  if (row.run.state === "waiting") await withdrawRequestsOf(tx, runId, result);
  const counted = { trigger: row.run.trigger, outcome: result.outcome };
  tx.afterCommit(() => metrics().runs.inc(counted));
  const isOurs =
    row.run.trigger === "dispatch" ||
    row.run.trigger === "review" ||
    (isCalledTurn(row.run) && "deadline_at" in row.run.details);
  if (isOurs && isStopped(tx.actor, row.run)) await stopAtRuntime(tx, runId);
  await tell(runEvent("run.completed", row.run));
  return row.run;
}

/** What a run cost, in US dollars; null if the table lacks its model or a count is missing. */
interface RunCost {
  usd: number | null;
  source: CostSource;
}

/**
 * The cost to record with the result of an open run, which it locks: the reported one, else the table's price if the result brings
 * tokens. Null if the run keeps the cost that it has. Index: runs_pkey, settings_pkey.
 */
async function costOf(tx: TxContext, runId: number, result: RunResult): Promise<RunCost | null> {
  const reported = await reportedCost(tx, result);
  if (reported !== null) return { usd: reported, source: "reported" };
  if (result.tokensIn == null && result.tokensOut == null) return null;
  const [run] = await tx.db.$queryRaw<(UsedTokens & { prices: StoredPrices })[]>`
    SELECT model, tokens_in, tokens_out, cost_source, (SELECT value FROM settings WHERE key = ${PRICES_KEY}) AS prices
    FROM runs WHERE id = ${runId} FOR NO KEY UPDATE`;
  if (!run || run.cost_source === "reported") return null;
  return priceOfUse(pricesIn(run.prices), run, result);
}

type UsedTokens = Pick<RunRow, "model" | "tokens_in" | "tokens_out" | "cost_source">;

/** The table's price of a run with this result; what the result does not say is as the run has it. */
export function priceOfUse(
  prices: readonly Price[],
  run: Pick<UsedTokens, "model" | "tokens_in" | "tokens_out">,
  { model, tokensIn, tokensOut }: Pick<RunResult, "model" | "tokensIn" | "tokensOut">,
): RunCost {
  const usd = priceOf(
    prices,
    model ?? run.model,
    tokensIn ?? run.tokens_in,
    tokensOut ?? run.tokens_out,
  );
  return { usd, source: usd === null ? "unknown" : "priced" };
}

/** Whether Baton calls the agent of this turn, instead of the agent's taking it. */
export const isCalledTurn = ({ queued_at, runtime }: RunRow): boolean =>
  queued_at !== null && isPushed({ runtime });

/**
 * Whether closing one of our runs must also stop its work. Not if the run ended by itself, or if its own agent reported the
 * result, because its last words may still arrive.
 */
function isStopped(actor: Actor, { id, agent, outcome }: RunRow): boolean {
  if (outcome === "cancelled" || outcome === "lost" || outcome === "stopped") return true;
  if (actor.kind === "system") return false;
  if (actor.kind === "agent" && actor.runId !== null) return actor.runId !== id;
  return agentNameOf(actor) !== agent;
}

/**
 * Marks the run as stopped. The process that works on it ends it when it sees the mark; if it continues at a runtime, the
 * job stops it there.
 */
async function stopAtRuntime(tx: TxContext, runId: number): Promise<void> {
  await tx.db
    .$executeRaw`UPDATE runs SET details = details || '{"stop": true}' WHERE id = ${runId}`;
  await queueStop(tx, runId);
}

/** Queues the job that stops the run at its runtime, now or at the given time. */
export async function queueStop({ db }: Context, runId: number, runAt?: Date): Promise<void> {
  await addJob(db, STOP_RUN, { runId }, { key: `stop:${runId}`, runAt });
}

/** Adds usage to a run that was closed before its usage was known. Figures that it already has stay. */
export async function settleUsage(
  tx: TxContext,
  runId: number,
  result: Pick<RunResult, "model" | "tokensIn" | "tokensOut" | "costUsd">,
): Promise<void> {
  const [row] = await tx.db.$queryRaw<{ run: RunRow }[]>`
    UPDATE runs r
    SET model = COALESCE(r.model, ${result.model ?? null}),
        tokens_in = COALESCE(r.tokens_in, ${result.tokensIn ?? null}::int),
        tokens_out = COALESCE(r.tokens_out, ${result.tokensOut ?? null}::int),
        cost_usd = COALESCE(r.cost_usd, ${result.costUsd ?? null}::numeric),
        cost_source = CASE WHEN r.cost_usd IS NULL AND ${result.costUsd ?? null}::numeric IS NOT NULL
          THEN 'reported'::cost_source ELSE r.cost_source END
    WHERE r.id = ${runId} AND r.outcome IS NOT NULL AND (r.tokens_in IS NULL OR r.tokens_out IS NULL OR r.cost_usd IS NULL)
    RETURNING ${RUN_JSON} AS run`;
  if (!row || (result.tokensIn == null && result.tokensOut == null && result.costUsd == null))
    return;
  await record(tx, runEvent("run.updated", await priceRun(tx, row.run)));
}

/** Prices a run without a reported cost by all of its tokens and the table (lib/runs/prices.ts). */
async function priceRun(tx: TxContext, run: RunRow): Promise<RunRow> {
  if (run.cost_source === "reported") return run;
  const cost = priceOf(await readPrices(tx.db), run.model, run.tokens_in, run.tokens_out);
  const [row] = await tx.db.$queryRaw<{ run: RunRow }[]>`
    UPDATE runs r SET cost_usd = ${cost}::numeric, cost_source = ${cost === null ? "unknown" : "priced"}::cost_source
    WHERE r.id = ${run.id} RETURNING ${RUN_JSON} AS run`;
  return (row as { run: RunRow }).run;
}

/** What happened to a run, without its texts. */
export function runEvent(
  type: "run.queued" | "run.started" | "run.updated" | "run.completed",
  run: RunRow,
) {
  return {
    type,
    projectId: run.project_id,
    taskId: run.task_id,
    agent: run.agent,
    runId: run.id,
    data: {
      run: runToWire({ ...run, prompt: null, output: null, error: excerpt(run.error) }),
    },
  };
}
