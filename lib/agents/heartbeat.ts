import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, notFound } from "@/lib/core/errors";
import { addUsage } from "@/lib/runs/usage";
import { renewLeasesOf } from "@/lib/tasks/lease";
import { type AgentRef, lockAgent } from "./find";
import { recordStatus, SEEN_EVERY_SECONDS } from "./presence";
import { AGENT_JSON, type AgentRow, presenceOf } from "./row";
import type { Heartbeat } from "./schema";
import {
  type Beat,
  type FeedbackItem,
  type MentionItem,
  readBeat,
  unseenMentions,
  waitingFeedback,
} from "./work-items.sql";

export interface Pulse {
  agent: AgentRow;
  work: Pick<Beat, "work" | "work_count">;
  mentions: { items: MentionItem[]; count: number };
  feedback: { items: FeedbackItem[]; count: number };
  tokenRecorded: boolean;
}

/** What waits for an agent. Looking is no sign of life and takes nothing away. */
export async function checkWork(ctx: Context, ref: AgentRef): Promise<Pulse> {
  const beat = await readBeat(ctx.db, ref, projectLimitOf(ctx.actor));
  if (!beat) throw notFound("Agent");
  authorize(ctx.actor, "agent.inspect", { agent: beat.agent.name });
  const mentions = beat.has_mentions
    ? await unseenMentions(ctx.db, beat.agent, projectLimitOf(ctx.actor))
    : { items: [], count: 0 };
  return pulse(ctx, beat, mentions, false);
}

/**
 * An agent's sign of life: renews the leases of everything it holds, takes the tokens it used, and hands over what waits
 * for it, each mention once. A run that lost its claim is `stale_run`, and nothing is changed. An idle agent with nothing
 * to say costs one read, and one write every fifteen seconds.
 */
export async function heartbeat(ctx: Context, ref: AgentRef, input: Heartbeat): Promise<Pulse> {
  const beat = await readBeat(ctx.db, ref, projectLimitOf(ctx.actor));
  if (!beat) throw notFound("Agent");
  authorize(ctx.actor, "agent.heartbeat", { agent: beat.agent.name });
  if (isQuiet(ctx, beat, input)) {
    await noteSeen(ctx, beat.agent);
    return pulse(ctx, beat, { items: [], count: 0 }, false);
  }
  const mentions = await ctx.transaction((tx) => receive(tx, beat, input));
  return pulse(ctx, beat, mentions, input.token_usage !== undefined);
}

/** Whether there is nothing to write but that the agent lives. */
function isQuiet(ctx: Context, { agent, has_mentions }: Beat, input: Heartbeat): boolean {
  const says = input.status !== undefined && input.status !== agent.status;
  const does = input.last_activity !== undefined && input.last_activity !== agent.last_activity;
  const reports = input.token_usage !== undefined || input.run_id !== undefined;
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
async function receive(tx: TxContext, beat: Beat, input: Heartbeat): Promise<Pulse["mentions"]> {
  const { name, id } = beat.agent;
  await renewLeasesOf(tx.db, name);
  if (input.run_id !== undefined) await assertOpen(tx, name, input.run_id);
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
  const mentions = beat.has_mentions
    ? await unseenMentions(tx.db, before, projectLimitOf(tx.actor))
    : { items: [], count: 0 };
  const after = await seen(tx, before, input, mentions.items.at(-1)?.created_at ?? null);
  const now = tx.clock.now();
  if (presenceOf(after, now) !== presenceOf(before, now)) await recordStatus(tx, after);
  return mentions;
}

async function assertOpen(tx: TxContext, agent: string, runId: number): Promise<void> {
  const [run] = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM runs WHERE id = ${runId} AND agent = ${agent} AND outcome IS NULL`;
  if (run) return;
  throw new DomainError("stale_run", `Run ${runId} is not an open run of ${agent}`, {
    run_id: runId,
    fix: "drop this work and poll the queue again",
  });
}

/** One that had gone is idle again, unless it says otherwise. */
async function seen(
  tx: TxContext,
  before: AgentRow,
  input: Heartbeat,
  mentionsSeenAt: string | null,
): Promise<AgentRow> {
  const status = input.status ?? (before.status === "offline" ? "idle" : before.status);
  const activity = input.last_activity === undefined ? before.last_activity : input.last_activity;
  const [row] = await tx.db.$queryRaw<{ agent: AgentRow }[]>`
    UPDATE agents a SET last_seen_at = clock_timestamp(), status = ${status}, last_activity = ${activity},
      mentions_seen_at = COALESCE(${mentionsSeenAt}::timestamptz, a.mentions_seen_at)
    WHERE a.id = ${before.id} RETURNING ${AGENT_JSON} AS agent`;
  return (row as { agent: AgentRow }).agent;
}

async function pulse(
  ctx: Context,
  beat: Beat,
  mentions: Pulse["mentions"],
  tokenRecorded: boolean,
): Promise<Pulse> {
  const items =
    beat.feedback_count > 0
      ? await waitingFeedback(ctx.db, beat.agent.name, projectLimitOf(ctx.actor))
      : [];
  const feedback = { items, count: items.length === 0 ? 0 : beat.feedback_count };
  return { agent: beat.agent, work: beat, mentions, feedback, tokenRecorded };
}
