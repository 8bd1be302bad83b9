import { toUnixSeconds } from "@/lib/core/clock";
import type {
  CostSource,
  RunOutcome,
  RunState,
  RunTrigger,
  Runtime,
  TaskStatus,
} from "@/prisma/generated/enums";
import type { RunWire } from "./shapes";

/** A run row as one JSON object, without its texts. */
export interface RunRow {
  id: number;
  task_id: number | null;
  task_ref: string | null;
  project_id: number | null;
  agent: string;
  runtime: Runtime;
  trigger: RunTrigger;
  attempt: number;
  model: string | null;
  tier: string | null;
  tier_reason: string | null;
  error: string | null;
  error_class: string | null;
  tokens_in: number | null;
  tokens_out: number | null;
  cost_usd: number | null;
  cost_source: CostSource;
  /** The runtime's own id of the run. */
  provider_run_id: string | null;
  details: Record<string, unknown>;
  started_at: string;
  heartbeat_at: string;
  lease_expires_at: string | null;
  finished_at: string | null;
  outcome: RunOutcome | null;
  claim_id: string | null;
  /** Where the task was claimed from: its status then, and whether it had no assignee. */
  claimed_from: TaskStatus | null;
  claimed_from_pool: boolean | null;
  worker_id: number | null;
  /**
   * What it does while it is open: `queued`, and not begun; `waiting` for an answer, without a lease; `answered` and not taken up
   * yet.
   */
  state: RunState;
  /** Of a turn: who asked, and when. Other runs have neither. */
  asked_by: string | null;
  queued_at: string | null;
  /** The run that opened it, the topmost above it (null for a root), and how many are above it. */
  parent_run_id: number | null;
  root_run_id: number | null;
  depth: number;
  /** What a root and all runs below it may cost, in US dollars. */
  tree_budget_usd: number | null;
  conversation_id: number | null;
  fan_id: number | null;
  /** The process that works on it; null if unknown. */
  worker: { id: number; host: string; pid: number | null; version: string | null } | null;
}

/** The prompt and output of a run; null if empty, or removed because of their age. */
export interface RunTexts {
  prompt: string | null;
  output: string | null;
}

export type RunWithTexts = RunRow & RunTexts;

/** The run object of the API (docs/api.md); an unknown cost is null, never zero. */
export function runToWire(run: RunRow & Partial<RunTexts>): RunWire {
  return {
    id: run.id,
    task_id: run.task_id,
    task_ref: run.task_ref,
    agent: run.agent,
    runtime: run.runtime,
    trigger: run.trigger,
    attempt: run.attempt,
    model: run.model,
    tier: run.tier,
    tier_reason: run.tier_reason,
    outcome: run.outcome,
    prompt: run.prompt ?? null,
    output: run.output ?? null,
    error: run.error,
    error_class: run.error_class,
    tokens_in: run.tokens_in,
    tokens_out: run.tokens_out,
    cost_usd: run.cost_usd === null ? null : Number(run.cost_usd),
    cost_source: run.cost_source,
    started_at: toUnixSeconds(run.started_at),
    heartbeat_at: toUnixSeconds(run.heartbeat_at),
    lease_expires_at: toUnixSeconds(run.lease_expires_at),
    finished_at: toUnixSeconds(run.finished_at),
    claim_id: run.claim_id,
    state: run.outcome === null ? run.state : "ended",
    worker: run.worker,
    asked_by: run.asked_by,
    queued_at: toUnixSeconds(run.queued_at),
    parent_run_id: run.parent_run_id,
    root_run_id: run.root_run_id,
    depth: run.depth,
    conversation_id: run.conversation_id,
    fan_id: run.fan_id,
  };
}
