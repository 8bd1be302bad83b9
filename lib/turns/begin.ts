import { z } from "zod";
import { lockAgent } from "@/lib/agents/find";
import { isPushed } from "@/lib/agents/row";
import { asSystem, type Context } from "@/lib/core/context";
import { isNotFound } from "@/lib/core/errors";
import { addJob, defineJob } from "@/lib/core/jobs";
import type { BegunRun } from "@/lib/dispatch/begin";
import { BATON_RUN_LEASE_MS } from "@/lib/engine/terms";
import { type RunWorker, runWorkerPart } from "@/lib/engine/worker";
import { findRun } from "@/lib/runs/queries";
import { closeRun } from "@/lib/runs/record";
import { beginTurn, lockNextTurn } from "@/lib/runs/turns.sql";
import type { RunWithTexts } from "@/lib/runs/wire";
import { agentIdOf, runtimeForAgent } from "@/lib/runtimes/choose";
import { BEGIN_TURNS } from "./jobs";
import { turnRuns } from "./owner";
import { QUEUED_FOR_MS, type TurnDetails, turnDeadline, turnSession } from "./terms";

/** As many turns are begun in one job; another one begins the rest. */
const MOST_PER_JOB = 20;

/** Begins the turns of an agent that Baton calls, in the order in which they were asked, as far as it has places. */
export async function beginTurns(
  caller: Context,
  worker: RunWorker,
  agent: string,
): Promise<{ begun: number; failed: number }> {
  const ctx = asSystem(caller, "scheduler");
  const result = { begun: 0, failed: 0 };
  for (let tried = 0; tried < MOST_PER_JOB; tried++) {
    const next = await ctx.transaction((tx) => beginNext(tx, agent));
    if (next === "none") return result;
    if (next === "failed") result.failed++;
    else {
      result.begun++;
      worker.start(turnRuns, next);
    }
  }
  await addJob(ctx.db, BEGIN_TURNS, { agent }, { key: `turns:${agent}` });
  return result;
}

async function beginNext(
  tx: Parameters<Parameters<Context["transaction"]>[0]>[0],
  name: string,
): Promise<BegunRun | "failed" | "none"> {
  // Its row is locked first: whoever frees a place at this moment is waited for.
  const agent = await lockAgent(tx.db, name).catch((error: unknown) => {
    if (isNotFound(error)) return null;
    throw error;
  });
  if (!agent || !isPushed(agent) || agent.paused_at !== null) return "none";
  if (agent.in_progress >= agent.max_capacity) return "none";
  const turn = await lockNextTurn(tx.db, name);
  if (!turn) return "none";
  const choice = await runtimeForAgent(tx, agent);
  if (choice.kind !== "ok") {
    const why = choice.kind === "none" ? "no runtime calls it" : choice.message;
    const isAway = choice.kind === "blocked" && choice.code === "unavailable";
    await closeRun(tx, turn.id, {
      outcome: "failed",
      error: `${name} cannot be asked: ${why}`,
      errorClass: isAway ? "network" : "configuration",
    });
    return "failed";
  }
  const agentId = agentIdOf(agent);
  const details: TurnDetails = {
    agent_id: agentId,
    session_key: turnSession(agentId, turn),
    model_optional: choice.isModelOptional,
    deadline_at: turnDeadline(agent, turn.details, tx.clock.now()).toISOString(),
    fingerprint: choice.fingerprint,
  };
  await beginTurn(tx, turn, {
    runtime: choice.runtime.name,
    leaseMs: BATON_RUN_LEASE_MS,
    model: choice.model,
    details: { ...details },
  });
  const run = (await findRun(tx.db, turn.id)) as RunWithTexts;
  return { run, agent, runtime: choice.runtime };
}

export const beginTurnsJob = defineJob({
  ...BEGIN_TURNS,
  description: "Has an agent that Baton calls answer what it is asked, as far as it has room.",
  run: (ctx, { agent }, process) => beginTurns(ctx, process.part(runWorkerPart), agent),
});

/**
 * Begins turns whose wake-up was missed, and ends those whose time is over: begun ones of agents that took them, and those that nobody
 * began for a day. Runs once a minute. Index: runs_open_turns_idx.
 */
export async function tendTurns(caller: Context): Promise<{ agents: number; ended: number }> {
  const ctx = asSystem(caller, "scheduler");
  const agents = await ctx.db.$queryRaw<{ name: string }[]>`
    SELECT a.name FROM agents a
    WHERE a.deleted_at IS NULL AND is_pushed(a.runtime) AND a.in_progress < a.max_capacity AND a.paused_at IS NULL
      AND EXISTS (SELECT 1 FROM runs r WHERE r.agent = a.name AND r.state = 'queued')`;
  for (const { name } of agents)
    await addJob(ctx.db, BEGIN_TURNS, { agent: name }, { key: `turns:${name}` });
  const overdue = await ctx.db.$queryRaw<{ id: number; state: string }[]>`
    SELECT r.id, r.state FROM runs r WHERE r.queued_at IS NOT NULL AND r.outcome IS NULL
      AND (r.state = 'queued' AND r.queued_at < clock_timestamp() - ${QUEUED_FOR_MS}::int * interval '1 millisecond'
        OR r.state = 'running' AND NOT is_pushed(r.runtime) AND (r.details->>'deadline_at')::timestamptz < clock_timestamp())
    ORDER BY r.id LIMIT 500`;
  let ended = 0;
  for (const { id, state } of overdue) {
    const error =
      state === "queued"
        ? "nobody began it for a day: its agent has no process that takes turns, or no room"
        : "it took longer than it may";
    const closed = await ctx.transaction((tx) =>
      closeRun(tx, id, { outcome: "timed_out", error, errorClass: "timeout" }),
    );
    if (closed) ended++;
  }
  return { agents: agents.length, ended };
}

export const tendTurnsJob = defineJob({
  name: "tendTurns",
  payload: z.strictObject({}),
  description:
    "Begins questions to agents that were overlooked, and ends those that take too long.",
  periodic: "* * * * *",
  run: (ctx) => tendTurns(ctx),
});
