import { lockAgent } from "@/lib/agents/find";
import { ensureAgent, sawAgent } from "@/lib/agents/presence";
import { isResting, seeWorker, type WorkerName } from "@/lib/agents/workers";
import { authorize, isAgent } from "@/lib/auth/permissions";
import { assertMayWrite } from "@/lib/auth/writes";
import { agentNameOf, projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { sqlState } from "@/lib/core/database";
import { DomainError, notFound } from "@/lib/core/errors";
import { metrics } from "@/lib/core/metrics";
import { answersFor } from "@/lib/requests/answers";
import type { GivenAnswer } from "@/lib/requests/shapes";
import { findRun, findRunHead } from "@/lib/runs/queries";
import type { OpenRun } from "@/lib/runs/record";
import { hasTurnInHand } from "@/lib/runs/turns.sql";
import type { RunRow } from "@/lib/runs/wire";
import { changeTask } from "@/lib/tasks/change/change";
import {
  type Feedback,
  feedbackFor,
  reopenedFeedback,
  unheardFeedback,
} from "@/lib/tasks/comments/feedback";
import type { PollReason } from "@/lib/tasks/fields";
import { allowedFrom } from "@/lib/tasks/lifecycle";
import { lockRow } from "@/lib/tasks/locks";
import { waitingOn } from "@/lib/tasks/read/detail";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import { type EarlierSession, resumedBy } from "@/lib/tasks/structure/resumed.sql";
import {
  type ClaimAttempt,
  capacityFor,
  claimBest,
  findClaim,
  findHeldTask,
  type Given,
  type HeldTask,
  type NextClaim,
  takeUp,
} from "./claim.sql";
import { claimAlone } from "./claim-alone.sql";
import { holderOf } from "./fence";
import { renewLease } from "./lease";

export interface Poll {
  reason: PollReason;
  agent: string;
  task: TaskRow | null;
  run: Pick<RunRow, "id" | "lease_expires_at"> | null;
  /** What the agent is asked, if it is a turn that was given and no task. */
  turn: RunRow | null;
  feedback: Feedback[];
  answers: GivenAnswer[];
  /** Of a stage of a workflow: the session of an earlier stage that it goes on in. */
  resumes: EarlierSession | null;
  /** Further tasks that were claimed with it, for a poll that asks for several. */
  more: ClaimedTask[];
}

/** A task that a poll gives, with the rejections and the answers that the agent has to know. */
export interface ClaimedTask {
  task: TaskRow;
  run: Pick<RunRow, "id" | "lease_expires_at">;
  feedback: Feedback[];
  answers: GivenAnswer[];
  resumes: EarlierSession | null;
}

export interface PollInput {
  agent: string;
  maxCapacity?: number;
  projectId?: number;
  /** The kind of work (`work_type`) to take from the pool. What is assigned to the agent it gets whatever its kind. */
  workType?: string;
  /** An id for this claim. Polling with the same id again returns the same task and run. */
  claimId?: string;
  /** The process that polls. */
  worker?: WorkerName;
  /** Whether the agent answers turns as well: they come before tasks, one at a time. */
  turns?: boolean;
  /** How many tasks to claim at most, as far as the agent's capacity goes: 1 by default. Not with a claim id. */
  most?: number;
  /** Fails with `not_found` for a name that no agent has, in place of making an agent of it. */
  existing?: boolean;
  /** Whether the caller runs tasks' commands: they come before other tasks. `only`: it does nothing else. */
  commands?: boolean | "only";
}

/** How many times a poll tries again after another poll took the task it had picked. */
const RACES = 20;

/**
 * Gives an agent its next task, each task to one agent only (domain.md, "Claiming").
 *
 * A claim id returns the same claim while its run is open (`assigned`), then `claim_ended`. Without one, an
 * agent gets back what it has before new work (`continue_current`): at any capacity the run whose lease ran out, and with
 * capacity 1 the task in hand. A run that waited for an answer and got it comes before everything else (`continue_current`), also for
 * a new claim id, which names it then. Fails with `conflict` for a claim id that was used in a project the key may not read.
 */
export async function claimNext(ctx: Context, input: PollInput): Promise<Poll> {
  if (!input.commands) return claimFrom(ctx, input, "claimable");
  const poll = await claimFrom(ctx, input, "command_ready");
  const isDone = poll.reason !== "no_tasks_available" || input.commands === "only";
  return isDone ? poll : claimFrom(ctx, input, "claimable");
}

async function claimFrom(ctx: Context, input: PollInput, queue: NextClaim["queue"]): Promise<Poll> {
  const { agent, maxCapacity } = input;
  authorize(ctx.actor, "task.claim", { agent, projectId: input.projectId });
  const limit = projectLimitOf(ctx.actor);
  const claim: NextClaim = {
    agent,
    maxCapacity,
    projectId: input.projectId ?? limit,
    workType: input.workType ?? null,
    limit,
    claimId: input.claimId ?? null,
    workerId: input.worker ? await seeWorker(ctx.db, agent, input.worker) : null,
    most: input.most ?? 1,
    queue,
  };
  // As one without capacity: what it was called for is offered to the next who waits.
  if (claim.workerId !== null && (await isResting(ctx.db, claim.workerId)))
    return nothing("at_capacity", agent);
  for (let race = 0; race < RACES; race++) {
    const attempt = await ctx
      .statement(
        (db, ordinal) => claimBest(db, ctx.actor, ordinal, claim),
        ({ given }) => given.some(({ claimed }) => claimed),
        claim.most,
      )
      .catch(nullIfNamed);
    // Another poll with this claim id has just taken a run up, and is found now.
    if (attempt === null) continue;
    const { given, known } = attempt;
    const [first, ...rest] = given;
    if (first) {
      const { task, run } = first;
      if (first.claimed) ctx.afterCommit(() => metrics().claims.inc({ how: "poll" }, given.length));
      else await noteSignOfLife(ctx, agent, attempt);
      const isAsked = first.claimed || (claim.claimId !== null && !first.resumed);
      const known = await knownOf(ctx, first);
      const more: ClaimedTask[] = [];
      for (const one of rest)
        more.push({ task: one.task, run: one.run, ...(await knownOf(ctx, one)) });
      return {
        reason: isAsked ? "assigned" : "continue_current",
        agent,
        task,
        run,
        turn: null,
        ...known,
        more,
      };
    }
    if (known) {
      if (!known.has_task) return ended(agent, known.id);
      assertReadable(ctx, input.claimId, known.project_id);
      continue;
    }
    if (attempt.in_progress === null || attempt.capacity === null) {
      if (input.existing) throw notFound("Agent");
      await ctx.transaction((tx) => ensureAgent(tx, agent));
      continue;
    }
    if (attempt.in_progress >= attempt.capacity) {
      const full = await atCapacity(ctx, claim, attempt, attempt.capacity);
      if (full) return full;
      continue;
    }
    if (!attempt.seen || race + 1 === RACES) {
      await noteSignOfLife(ctx, agent, attempt);
      break;
    }
  }
  return nothing("no_tasks_available", agent);
}

/** All that a poll gave, the first task included. */
export function givenBy({ task, run, feedback, answers, resumes, more }: Poll): ClaimedTask[] {
  return task && run ? [{ task, run, feedback, answers, resumes }, ...more] : [];
}

/**
 * The claims of one poll that asks for up to `most` tasks: those that the first poll gave, and further ones as long as polls give new
 * work. As a poll takes all that it may have, there is a second one only if the first gave back work that the agent already had, or
 * less than was asked for.
 */
export async function claimMore(
  ctx: Context,
  input: PollInput,
  first: Poll,
  most: number,
): Promise<ClaimedTask[]> {
  const claims = givenBy(first);
  while (claims.length > 0 && claims.length < most) {
    const next = givenBy(await claimNext(ctx, { ...input, most: most - claims.length }));
    const isNew = next.some(({ run }) => claims.every((claim) => claim.run.id !== run.id));
    if (!isNew) break;
    claims.push(...next);
  }
  return claims;
}

const nothing = (reason: PollReason, agent: string): Poll => ({
  reason,
  agent,
  task: null,
  run: null,
  turn: null,
  feedback: [],
  answers: [],
  resumes: null,
  more: [],
});

/** Null for a claim id that another poll has just given to a run: the unique index refuses it to this one. */
function nullIfNamed(error: unknown): null {
  if (sqlState(error) === "23505") return null;
  throw error;
}

const ended = (agent: string, runId: number): Poll => ({
  ...nothing("claim_ended", agent),
  run: { id: runId, lease_expires_at: null },
});

async function feedbackIfAny(ctx: Context, task: TaskRow): Promise<Feedback[]> {
  return task.review_cycles > 0 ? feedbackFor(ctx.db, task) : [];
}

/** What earlier attempts and people said about the task. */
async function knownOf(
  ctx: Context,
  { task, run, claimed }: Given,
): Promise<Pick<ClaimedTask, "feedback" | "answers" | "resumes">> {
  const feedback = [
    ...(await feedbackIfAny(ctx, task)),
    ...(await reopenedFeedback(ctx.db, task)),
    ...(await unheardFeedback(ctx.db, run)),
  ];
  return {
    feedback,
    answers: await answersFor(ctx, run, claimed),
    resumes: await resumedBy(ctx.db, task),
  };
}

function assertReadable(ctx: Context, claimId: string | undefined, projectId: number | null): void {
  const limit = projectLimitOf(ctx.actor);
  if (limit === null || limit === projectId) return;
  throw new DomainError("conflict", `claim_id ${claimId} was used in another project`, {
    fix: "choose another claim_id, or use that project's key",
  });
}

/** The answer to a poll of an agent at capacity; null if a task it held has ended meanwhile. */
async function atCapacity(
  ctx: Context,
  claim: NextClaim,
  attempt: ClaimAttempt,
  capacity: number,
): Promise<Poll | null> {
  const { agent } = claim;
  if (capacity === 1 && claim.claimId === null) {
    const held = await findHeldTask(ctx.db, agent);
    if (!held) return (await hasTurnInHand(ctx.db, agent)) ? nothing("at_capacity", agent) : null;
    if (isForThePoll(claim, held)) {
      const run = await takeUp(ctx.db, held.run.id, claim.workerId);
      if (!run) return null;
      await noteSignOfLife(ctx, agent, attempt);
      const task = { ...held.task, lease_expires_at: run.lease_expires_at };
      const feedback = [
        ...(await feedbackFor(ctx.db, task)),
        ...(await unheardFeedback(ctx.db, run)),
      ];
      const answers = await answersFor(ctx, run, false);
      return {
        reason: "continue_current",
        agent,
        task,
        run,
        turn: null,
        feedback,
        answers,
        resumes: await resumedBy(ctx.db, task),
        more: [],
      };
    }
  }
  await noteSignOfLife(ctx, agent, attempt);
  return nothing("at_capacity", agent);
}

/**
 * Whether to hand a task that the agent holds to this poll. Not if Baton works on it itself, if this key may not read it, or if both
 * processes named themselves and another one works on it.
 */
function isForThePoll({ limit, workerId }: NextClaim, { task, run }: HeldTask): boolean {
  const isAnothers = run.worker_id !== null && workerId !== null && run.worker_id !== workerId;
  const isReadable = limit === null || task.project_id === limit;
  return run.trigger === "claim" && isReadable && !isAnothers;
}

async function noteSignOfLife(
  ctx: Context,
  agent: string,
  { seen_due: isDue }: ClaimAttempt,
): Promise<void> {
  if (isDue === false) return;
  await ctx.transaction((tx) => sawAgent(tx, agent));
}

export interface Claim {
  task: TaskRow;
  run: RunRow;
  feedback: Feedback[];
  answers: GivenAnswer[];
  resumes: EarlierSession | null;
}

export interface ClaimInput {
  ref: TaskRef;
  agent?: string;
  maxCapacity?: number;
  /** An id for this claim. Claiming with the same id again returns the same run. */
  claimId?: string;
  /** The process that claims. */
  worker?: WorkerName;
  /** Whether it runs tasks' commands. Nobody else is given a task that has one. */
  commands?: boolean;
}

/**
 * Claims one task for an agent. Fails with `conflict` if it is taken or finished, `seq_blocked` or `blocked` if it must wait
 * (naming the blocker), and `at_capacity` if the agent has no capacity left. The same claim id returns the same run; fails
 * with `stale_run` if that has ended, and `conflict` if the id was used for another task. An agent whose run waited for an answer and got
 * it takes that run up again.
 */
export async function claimTask(ctx: Context, input: ClaimInput): Promise<Claim> {
  const isPlain = input.claimId === undefined && input.worker === undefined;
  const alone = isPlain ? await claimAlone(ctx, input) : null;
  if (alone === null) return claimInStructure(ctx, input);
  ctx.afterCommit(() => metrics().claims.inc({ how: "name" }));
  const feedback = [...alone.feedback, ...(await unheardFeedback(ctx.db, alone.run))];
  const answers = await answersFor(ctx, alone.run, true);
  return { ...alone, feedback, answers, resumes: await resumedBy(ctx.db, alone.task) };
}

/** The same for any task. */
export async function claimInStructure(ctx: Context, input: ClaimInput): Promise<Claim> {
  return ctx.transaction(async (tx) => {
    const task = await lockRow(tx, input.ref);
    const agent = input.agent ?? agentNameOf(ctx.actor) ?? task.assigned_to;
    if (!agent) {
      throw new DomainError("invalid", "agent: is required", {
        problems: [{ field: "agent", rule: "is required" }],
        fix: 'send {"agent": "NAME"} or the header x-agent-name',
      });
    }
    authorize(tx.actor, "task.claim", { agent, projectId: task.project_id });
    const workerId = input.worker ? await seeWorker(tx.db, agent, input.worker) : null;
    const { claimId } = input;
    const claimed =
      (claimId && (await sameClaim(tx, task, { agent, claimId }))) ||
      (await takenUp(tx, task, agent)) ||
      (await claimLocked(tx, task, agent, input.maxCapacity, {
        claimId,
        workerId,
        commands: input.commands ?? false,
      }));
    const run = (await findRun(tx.db, claimed.run_id as number)) as RunRow;
    const feedback = [
      ...(await feedbackFor(tx.db, claimed)),
      ...(await unheardFeedback(tx.db, run)),
    ];
    const answers = await answersFor(tx, run, false);
    return { task: claimed, run, feedback, answers, resumes: await resumedBy(tx.db, claimed) };
  });
}

/**
 * Returns the task with a renewed lease if its open run was claimed under this id; null if no run was. Before it returns null, it locks
 * the agent's row, as a poll does before it writes its run, so that of two claims with one id the second sees the first.
 */
async function sameClaim(
  tx: TxContext,
  task: TaskRow,
  { agent, claimId }: { agent: string; claimId: string },
): Promise<TaskRow | null> {
  let known = await findClaim(tx.db, agent, claimId);
  if (!known) {
    await ensureAgent(tx, agent);
    await lockAgent(tx.db, agent);
    known = await findClaim(tx.db, agent, claimId);
  }
  if (!known) return null;
  if (known.task_id !== task.id && known.outcome === null) {
    throw new DomainError("conflict", `claim_id ${claimId} was used for another task`, {
      fix: "choose another claim_id",
    });
  }
  if (known.outcome === null && known.state === "waiting" && task.run_id === known.id) return task;
  const lease = await renewLease(tx.db, task.id, known.id);
  if (lease && task.run_id === known.id) return { ...task, lease_expires_at: lease.toISOString() };
  throw new DomainError("stale_run", `The claim ${claimId} has ended with run ${known.id}`, {
    reason: "claim_ended",
    run_id: known.id,
    outcome: known.outcome,
    fix: "drop that work, or claim with another claim_id",
  });
}

/** The agent's own task, if its run waited for an answer and got it: claiming it is a sign of life. */
async function takenUp(tx: TxContext, task: TaskRow, agent: string): Promise<TaskRow | null> {
  if (task.status !== "in_progress" || task.assigned_to !== agent || task.run_id === null)
    return null;
  const run = await findRunHead(tx.db, task.run_id);
  if (run?.state !== "answered" || run.outcome !== null) return null;
  const lease = await renewLease(tx.db, task.id, task.run_id);
  return lease && { ...task, lease_expires_at: lease.toISOString() };
}

/** Claims a task whose row the transaction has locked; authorises it and refuses as `claimTask` does. */
export async function claimLocked(
  tx: TxContext,
  task: TaskRow,
  agent: string,
  maxCapacity?: number,
  { commands, ...open }: Pick<OpenRun, "claimId" | "workerId"> & { commands?: boolean } = {},
): Promise<TaskRow> {
  authorize(tx.actor, "task.claim", { agent, projectId: task.project_id });
  await assertClaimable(tx, task, agent, commands);
  await ensureAgent(tx, agent);
  await takeCapacityForClaim(tx, agent, maxCapacity);
  tx.afterCommit(() => metrics().claims.inc({ how: "name" }));
  return changeTask(tx, task, {
    to: "in_progress",
    set: { assigned_to: agent },
    open,
    event: "task.claimed",
    data: { agent },
  });
}

/** Clients of tickets know the words of the message, so who has it is said beside it. */
function assertNotTaken(task: TaskRow): void {
  const { ticket_ref: ref, status } = task;
  if (status === "inbox" || status === "assigned") return;
  const holder = holderOf(task);
  throw new DomainError("conflict", `${ref} already claimed`, {
    task_status: status,
    allowed: allowedFrom(status),
    ...(holder === null ? {} : { holder }),
    fix:
      holder === null
        ? `${ref} is ${status}: take another task`
        : `leave ${ref} to ${holder}, who works on it, and take another task`,
  });
}

/** Refuses what a claim refuses: a task that is taken, archived, another agent's, a command's, or waits for something. */
export async function assertClaimable(
  tx: TxContext,
  task: TaskRow,
  agent: string | null,
  commands = false,
): Promise<void> {
  assertNotTaken(task);
  if (task.command != null && !commands) {
    throw new DomainError("conflict", `${task.ticket_ref} is a command, which no agent works on`, {
      reason: "command",
      fix: "start a worker with `mc worker --commands`, or claim with `commands: true` and run it yourself",
    });
  }
  if (task.archived_at !== null) {
    throw new DomainError("conflict", `${task.ticket_ref} is archived`, {
      fix: "unarchive it first",
    });
  }
  if (task.assigned_to !== null && task.assigned_to !== agent) {
    throw new DomainError("conflict", `${task.ticket_ref} is assigned to ${task.assigned_to}`, {
      fix: "reassign it, or take another task",
    });
  }
  assertMayWrite(tx.actor, { verb: "claim", task });
  if (!task.ready) await refuseWaiting(tx, task);
}

/** Throws the error that names what a task is waiting for: `myapp-022 blocked: ord=1 not done`. */
export async function refuseWaiting(tx: TxContext, task: TaskRow): Promise<void> {
  const [blocker] = await tx.db.$queryRaw<
    {
      reason: string;
      ticket_ref: string;
      exec_order: number | null;
      waiting: string;
      depth: number;
    }[]
  >`
    WITH RECURSIVE line AS (
      SELECT id, parent_id, ticket_ref, 0 AS depth FROM tasks WHERE id = ${task.id}
      UNION ALL SELECT p.id, p.parent_id, p.ticket_ref, line.depth + 1 FROM line JOIN tasks p ON p.id = line.parent_id
    )
    SELECT h.reason, b.ticket_ref, b.exec_order, line.ticket_ref AS waiting, line.depth
    FROM line CROSS JOIN LATERAL tasks_holding(line.id) h JOIN tasks b ON b.id = h.id
    ORDER BY line.depth, h.reason DESC, b.exec_order NULLS LAST, b.id LIMIT 1`;
  if (blocker?.reason === "earlier_step") {
    throw new DomainError(
      "seq_blocked",
      `${blocker.waiting} blocked: ord=${blocker.exec_order} not done`,
      {
        blocker: blocker.ticket_ref,
        fix: `finish or cancel ${blocker.ticket_ref}`,
      },
    );
  }
  if (blocker) {
    throw new DomainError("blocked", `${blocker.waiting} blocked: ${blocker.ticket_ref} not done`, {
      blocker: blocker.ticket_ref,
      fix: `finish or cancel ${blocker.ticket_ref}`,
    });
  }
  if (task.scheduled_for !== null && Date.parse(task.scheduled_for) > Date.now()) {
    throw new DomainError("blocked", `${task.ticket_ref} starts at ${task.scheduled_for}`, {
      fix: "wait for its start time, or clear scheduled_for",
    });
  }
  if (task.next_attempt_at !== null && Date.parse(task.next_attempt_at) > Date.now()) {
    throw new DomainError(
      "blocked",
      `${task.ticket_ref} is tried again at ${task.next_attempt_at}`,
      {
        fix: `wait until then, or try it now: mc tasks retry ${task.ticket_ref}`,
      },
    );
  }
  const [first] = (await waitingOn(tx.db, [task])).get(task.id) ?? [];
  throw new DomainError(
    "blocked",
    `${task.ticket_ref} waits: ${first?.message ?? "it is not ready"}`,
    {
      ...(first?.ticket_ref ? { blocker: first.ticket_ref } : {}),
      fix: "reopen, unblock or unarchive that task, or wait for its time",
    },
  );
}

/**
 * Records a sign of life of the agent and locks its row, so that its claims take turns. An explicit claim is limited by capacity only if
 * the caller sends one, because whoever asks for a particular task means it, or if the key is the agent's own and an operator set one.
 */
export async function takeCapacityForClaim(
  tx: TxContext,
  agent: string,
  maxCapacity?: number,
): Promise<void> {
  const [row] = await tx.db.$queryRaw<
    {
      in_progress: number;
      capacity: number;
      is_set: boolean;
      is_paused: boolean;
      note: string | null;
    }[]
  >`
    UPDATE agents SET last_seen_at = clock_timestamp(), status = CASE WHEN status = 'offline' THEN 'idle' ELSE status END
    WHERE name = ${agent}
    RETURNING in_progress, ${capacityFor(tx.actor, maxCapacity)} AS capacity, capacity_is_set AS is_set,
      paused_at IS NOT NULL AS is_paused, pause_note AS note`;
  if (row?.is_paused && isAgent(tx.actor)) {
    throw new DomainError("conflict", `${agent} is paused${row.note ? `: ${row.note}` : ""}`, {
      reason: "agent_paused",
      fix: "wait until a person resumes it",
    });
  }
  const isLimited = maxCapacity !== undefined || (isAgent(tx.actor) && row?.is_set);
  if (row && isLimited && row.in_progress >= row.capacity) {
    throw new DomainError(
      "at_capacity",
      `${agent} holds ${row.in_progress} of ${row.capacity} tasks`,
      {
        fix: row.is_set
          ? "finish or release one first, or ask an operator to raise the agent's capacity"
          : "finish or release one first, or raise max_capacity",
      },
    );
  }
}
