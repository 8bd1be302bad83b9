import { authorize, termsOf } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, notFound } from "@/lib/core/errors";
import { takeMessages, type WaitingMessage, waitingMessages } from "@/lib/messages/inbox.sql";
import { answersFor, answersWaitingFor } from "@/lib/requests/answers";
import type { GivenAnswer } from "@/lib/requests/shapes";
import { findRunHead } from "@/lib/runs/queries";
import { addUsage } from "@/lib/runs/usage";
import type { RunRow } from "@/lib/runs/wire";
import type { MessageRow } from "@/lib/steering/row";
import { runsThatPoll, takeWithPulse } from "@/lib/steering/take";
import { CLAIM_LEASE_MS } from "@/lib/tasks/lifecycle";
import { type Renewals, renewNamed, renewOnly } from "@/lib/tasks/queue/lease";
import { authorizeAgent } from "./authorize";
import { type AgentRef, lockAgent } from "./find";
import { recordStatuses, SEEN_EVERY_SECONDS, sawAgent } from "./presence";
import { AGENT_JSON, type AgentRow, OFFLINE_AFTER_MS, presenceOf } from "./row";
import type { Heartbeat } from "./schema";
import {
  type Beat,
  type FeedbackItem,
  type MentionItem,
  markMentionsSeen,
  readBeat,
  unseenMentions,
  waitingFeedback,
} from "./work-items.sql";
import { seeWorker, type WorkerName } from "./workers";

export interface Pulse {
  agent: AgentRow;
  work: Pick<Beat, "work" | "work_count">;
  mentions: { items: MentionItem[]; count: number };
  messages: { items: WaitingMessage[]; count: number };
  feedback: { items: FeedbackItem[]; count: number };
  /** What became of the questions of runs that are to go on. */
  answers: GivenAnswer[];
  /** What people said to its runs while they work. */
  said: MessageRow[];
  tokenRecorded: boolean;
  /** What became of the leases; null for a look. */
  runs: Renewals | null;
}

type Received = Pick<Pulse, "mentions" | "messages" | "answers" | "said" | "runs">;

const NO_MENTIONS: Pulse["mentions"] = { items: [], count: 0 };
const NO_MESSAGES: Pulse["messages"] = { items: [], count: 0 };

/** What waits for an agent. Looking is no sign of life and takes nothing away. */
export async function checkWork(ctx: Context, ref: AgentRef): Promise<Pulse> {
  const beat = await readBeat(ctx.db, ref, projectLimitOf(ctx.actor));
  if (!beat) throw notFound("Agent");
  await authorizeAgent(ctx, "agent.inspect", beat.agent.name);
  const mentions = beat.has_mentions
    ? await unseenMentions(ctx.db, beat.agent.id, projectLimitOf(ctx.actor))
    : NO_MENTIONS;
  const messages = beat.has_messages
    ? await waitingMessages(ctx.db, beat.agent.name, projectLimitOf(ctx.actor))
    : NO_MESSAGES;
  const answers = await answersIn(ctx, beat);
  return pulse(ctx, beat, { mentions, messages, answers, said: [], runs: null }, false);
}

/**
 * An agent's sign of life: renews the leases of the runs it names (`run_ids`; with none named, of its one run if no other process
 * of the agent can be meant), takes the tokens it used, and hands over what waits for it, each mention and message once. A `run_id` that lost
 * its claim is `stale_run`, and nothing is changed. An idle agent with nothing to say costs one read, and one write every
 * fifteen seconds.
 */
export async function heartbeat(ctx: Context, ref: AgentRef, input: Heartbeat): Promise<Pulse> {
  const beat = await readBeat(ctx.db, ref, projectLimitOf(ctx.actor));
  if (!beat) throw notFound("Agent");
  await authorizeAgent(ctx, "agent.heartbeat", beat.agent.name);
  const workerId = input.worker ? await seeWorker(ctx.db, beat.agent.name, input.worker) : null;
  if (isQuiet(ctx, beat, input)) {
    await noteSeen(ctx, beat.agent);
    const runs = { renewed: [], lost: [] };
    const nothing = { mentions: NO_MENTIONS, messages: NO_MESSAGES, answers: [], said: [], runs };
    return pulse(ctx, beat, nothing, false);
  }
  const received = await ctx.transaction((tx) => receive(tx, beat, input, workerId));
  return pulse(ctx, beat, received, input.token_usage !== undefined);
}

/** Whether there is nothing to write but that the agent lives. */
function isQuiet(
  ctx: Context,
  { agent, has_mentions, has_messages, has_answers }: Beat,
  input: Heartbeat,
): boolean {
  if (has_messages || has_answers) return false;
  const says = input.status !== undefined && input.status !== agent.status;
  const does = input.last_activity !== undefined && input.last_activity !== agent.last_activity;
  const reports = input.token_usage !== undefined || namedIn(input).length > 0;
  const isBack = presenceOf(agent, ctx.clock.now()) === "offline";
  return agent.in_progress === 0 && !has_mentions && !says && !does && !reports && !isBack;
}

async function noteSeen(ctx: Context, agent: AgentRow): Promise<void> {
  const due = ctx.clock.now().getTime() - SEEN_EVERY_SECONDS * 1000;
  if (agent.last_seen_at !== null && Date.parse(agent.last_seen_at) > due) return;
  await ctx.db
    .$executeRaw`UPDATE agents SET last_seen_at = clock_timestamp() WHERE id = ${agent.id}`;
}

/** Tasks and runs before the agent, as in every claim and report. */
async function receive(
  tx: TxContext,
  beat: Beat,
  input: Heartbeat,
  workerId: number | null,
): Promise<Received> {
  const { name, id } = beat.agent;
  const named = namedIn(input);
  const limit = projectLimitOf(tx.actor);
  // Before the runs are renewed: that takes them up.
  const answers = await answersIn(tx, beat);
  const runs =
    named.length > 0
      ? await renewNamed(tx.db, name, named, workerId, limit)
      : { renewed: await renewOnly(tx.db, name, workerId, limit), lost: [] };
  if (input.run_id !== undefined && runs.lost.includes(input.run_id))
    throw staleRun(input.run_id, name);
  const said = await saidTo(tx, beat, runs.renewed, input.messages_delivered ?? []);
  const usage = input.token_usage;
  if (usage) {
    await addUsage(tx, {
      agent: name,
      runId: input.run_id,
      task: usage.taskId,
      model: usage.model,
      tokensIn: usage.inputTokens,
      tokensOut: usage.outputTokens,
    });
  }
  const before = await lockAgent(tx.db, id);
  const mentions = beat.has_mentions ? await unseenMentions(tx.db, id, limit) : NO_MENTIONS;
  const last = mentions.items.at(-1);
  if (last) await markMentionsSeen(tx.db, id, limit, last.id);
  const messages = beat.has_messages ? await takeMessages(tx.db, name, limit) : NO_MESSAGES;
  const after = await seen(tx, before, input);
  const now = tx.clock.now();
  if (presenceOf(after, now) !== presenceOf(before, now)) await recordStatuses(tx, [after]);
  return { mentions, messages, answers, said, runs };
}

/** What people said to the runs that a sign of life renewed, if it is the agent itself that hears it and not its worker's program. */
async function saidTo(
  tx: TxContext,
  { has_steering }: Pick<Beat, "has_steering">,
  renewed: readonly number[],
  heard: readonly { run_id: number; seq: number }[],
): Promise<MessageRow[]> {
  if (renewed.length === 0 || (!has_steering && heard.length === 0)) return [];
  return takeWithPulse(tx, await runsThatPoll(tx.db, renewed), heard);
}

/** The answers that wait for the agent. A run that the heartbeat names is taken up; others wait for a poll. */
async function answersIn(
  { db, actor }: Context,
  { agent, has_answers }: Beat,
): Promise<GivenAnswer[]> {
  return has_answers ? answersWaitingFor(db, agent.name, projectLimitOf(actor)) : [];
}

/** The runs that a heartbeat names, each once. */
function namedIn({ run_id, run_ids = [] }: Heartbeat): number[] {
  return [...new Set(run_id === undefined ? run_ids : [run_id, ...run_ids])];
}

function staleRun(runId: number, agent: string): DomainError {
  return new DomainError("stale_run", `Run ${runId} is not an open run of ${agent}`, {
    run_id: runId,
    fix: "drop this work and poll the queue again",
  });
}

/** A run that lives, and what became of its questions if it was answered since its last sign of life. */
export interface RunPulse {
  run: RunRow;
  answers: GivenAnswer[];
  messages: MessageRow[];
}

interface RunBeat {
  worker?: WorkerName;
  /** The numbers of messages that were heard since they came with an earlier sign of life. */
  delivered?: readonly number[];
}

/**
 * A sign of life for one run, by its agent or with the run's own key: renews its lease. `stale_run` when it was closed or lost its
 * task. The lease of a run that Baton works on itself stays that of the process which does; one that waits for an answer has none, and
 * one that was answered goes on.
 */
export async function heartbeatRun(ctx: Context, runId: number, input: RunBeat): Promise<RunPulse> {
  const run = await beatAlone(ctx, runId, input);
  return run ? { run, answers: [], messages: [] } : heartbeatAnyRun(ctx, runId, input);
}

/**
 * The same in one statement (prisma/sql/reports-alone.sql). Null, and nothing written, if the caller names its process or messages, if the
 * run is not an open claim or people said something to it, if it may not be renewed by the caller, or if its agent has just come back.
 */
async function beatAlone(
  ctx: Context,
  runId: number,
  { worker, delivered }: RunBeat,
): Promise<RunRow | null> {
  const terms = termsOf(ctx.actor, "run.heartbeat");
  if (terms === null || worker || delivered?.length) return null;
  const [row] = await ctx.statement(
    (db) => db.$queryRaw<{ run: RunRow | null }[]>`
      SELECT beat_alone(${runId}::int, ${terms.agent}, ${terms.projectId}::int, ${terms.runId}::int, ${CLAIM_LEASE_MS}::int,
        ${SEEN_EVERY_SECONDS}::int, ${OFFLINE_AFTER_MS}::int) AS run`,
    () => false,
    0,
  );
  return row?.run ?? null;
}

/** The same for any run. */
export async function heartbeatAnyRun(
  ctx: Context,
  runId: number,
  input: RunBeat,
): Promise<RunPulse> {
  const run = await findRunHead(ctx.db, runId);
  const limit = projectLimitOf(ctx.actor);
  if (!run || (limit !== null && run.project_id !== limit)) throw notFound("Run");
  authorize(ctx.actor, "run.heartbeat", { agent: run.agent, taskRunId: run.id });
  return ctx.transaction(async (tx) => {
    const workerId = input.worker ? await seeWorker(tx.db, run.agent, input.worker) : null;
    const { lost } = await renewNamed(
      tx.db,
      run.agent,
      [runId],
      workerId,
      projectLimitOf(tx.actor),
    );
    if (lost.length > 0) throw staleRun(runId, run.agent);
    await sawAgent(tx, run.agent);
    const answers = run.state === "answered" ? await answersFor(tx, run, false) : [];
    const heard = (input.delivered ?? []).map((seq) => ({ run_id: runId, seq }));
    const messages = await takeWithPulse(tx, await runsThatPoll(tx.db, [runId]), heard);
    return { run: (await findRunHead(tx.db, runId)) ?? run, answers, messages };
  });
}

/** One that had gone is idle again, unless it says otherwise. */
async function seen(tx: TxContext, before: AgentRow, input: Heartbeat): Promise<AgentRow> {
  const status = input.status ?? (before.status === "offline" ? "idle" : before.status);
  const activity = input.last_activity === undefined ? before.last_activity : input.last_activity;
  const [row] = await tx.db.$queryRaw<{ agent: AgentRow }[]>`
    UPDATE agents a SET last_seen_at = clock_timestamp(), status = ${status}, last_activity = ${activity}
    WHERE a.id = ${before.id} RETURNING ${AGENT_JSON} AS agent`;
  return (row as { agent: AgentRow }).agent;
}

async function pulse(
  ctx: Context,
  beat: Beat,
  received: Received,
  tokenRecorded: boolean,
): Promise<Pulse> {
  const items =
    beat.feedback_count > 0
      ? await waitingFeedback(ctx.db, beat.agent.name, projectLimitOf(ctx.actor))
      : [];
  const feedback = { items, count: items.length === 0 ? 0 : beat.feedback_count };
  return { agent: beat.agent, work: beat, feedback, tokenRecorded, ...received };
}
