import { lockAgent } from "@/lib/agents/find";
import { sawAgent } from "@/lib/agents/presence";
import { isPushed } from "@/lib/agents/row";
import { isResting, seeWorker } from "@/lib/agents/workers";
import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { isNotFound } from "@/lib/core/errors";
import { answersFor } from "@/lib/requests/answers";
import { beginTurn, hasTurnWaiting, lockAnsweredTurn, lockNextTurn } from "@/lib/runs/turns.sql";
import type { RunRow } from "@/lib/runs/wire";
import { CLAIM_LEASE_MS } from "@/lib/tasks/lifecycle";
import type { Poll, PollInput } from "./claim";
import { allowedCapacity, findClaim, takeUp } from "./claim.sql";

/**
 * Gives an agent the turn that it should answer next: one that waited for an answer of a person and got it, else the one that was asked
 * first and may begin, as far as the agent has a place. Null if there is none, and tasks come next. The same claim id gives the same turn
 * while it is open, then `claim_ended`. Turns of agents that Baton calls are never given out.
 */
export async function claimTurn(ctx: Context, input: PollInput): Promise<Poll | null> {
  const { agent, claimId } = input;
  const limit = projectLimitOf(ctx.actor);
  authorize(ctx.actor, "task.claim", { agent, projectId: input.projectId });
  const known = claimId === undefined ? null : await findClaim(ctx.db, agent, claimId);
  if (known) return known.queued_at === null ? null : sameTurn(ctx, input, known);
  if (!(await hasTurnWaiting(ctx.db, agent))) return null;
  const workerId = input.worker ? await seeWorker(ctx.db, agent, input.worker) : null;
  if (workerId !== null && (await isResting(ctx.db, workerId))) return null;
  const projectId = input.projectId ?? limit;
  const run = await ctx.transaction((tx) => claimNextTurn(tx, input, { projectId, workerId }));
  if (!run) return null;
  return given(ctx, input.agent, run);
}

async function claimNextTurn(
  tx: TxContext,
  { agent: name, claimId, maxCapacity }: PollInput,
  { projectId, workerId }: { projectId: number | null; workerId: number | null },
): Promise<RunRow | null> {
  const answered = await lockAnsweredTurn(tx.db, name, projectId);
  if (answered) {
    const taken = await takeUp(tx.db, answered.id, workerId);
    if (taken && claimId !== undefined) await nameClaim(tx, taken.id, claimId);
    await sawAgent(tx, name);
    return taken;
  }
  const agent = await lockAgent(tx.db, name).catch((error: unknown) => {
    if (isNotFound(error)) return null;
    throw error;
  });
  if (!agent || isPushed(agent)) return null;
  if (agent.in_progress >= allowedCapacity(tx.actor, agent, maxCapacity)) return null;
  const turn = await lockNextTurn(tx.db, name, projectId);
  if (!turn) return null;
  const { timeout_ms: timeout } = turn.details;
  const endsAt = typeof timeout === "number" ? new Date(tx.clock.now().getTime() + timeout) : null;
  const run = await beginTurn(tx, turn, {
    runtime: agent.runtime,
    leaseMs: CLAIM_LEASE_MS,
    model: null,
    details: endsAt === null ? {} : { deadline_at: endsAt.toISOString() },
    claimId: claimId ?? null,
    workerId,
  });
  await sawAgent(tx, name);
  return run;
}

/** Index: runs_pkey. */
async function nameClaim(tx: TxContext, runId: number, claimId: string): Promise<void> {
  await tx.db.$executeRaw`UPDATE runs SET claim_id = ${claimId} WHERE id = ${runId}`;
}

/** The turn that was claimed under this id, with a new lease. */
async function sameTurn(ctx: Context, { agent, worker }: PollInput, known: RunRow): Promise<Poll> {
  const limit = projectLimitOf(ctx.actor);
  const isReadable = limit === null || known.project_id === limit;
  const isOpen = known.outcome === null && known.state !== "queued" && isReadable;
  const workerId = isOpen && worker ? await seeWorker(ctx.db, agent, worker) : null;
  const run = isOpen ? await takeUp(ctx.db, known.id, workerId) : null;
  if (run) return given(ctx, agent, run);
  return {
    reason: "claim_ended",
    agent,
    task: null,
    run: { id: known.id, lease_expires_at: null },
    turn: null,
    feedback: [],
    answers: [],
    resumes: null,
    more: [],
  };
}

async function given(ctx: Context, agent: string, run: RunRow): Promise<Poll> {
  return {
    reason: "assigned",
    agent,
    task: null,
    run,
    turn: run,
    feedback: [],
    resumes: null,
    answers: await answersFor(ctx, run, false),
    more: [],
  };
}
