import { findAgent } from "@/lib/agents/find";
import { authorize } from "@/lib/auth/permissions";
import { agentNameOf, callerOf, projectLimitOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context, TxContext } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { DomainError, type ErrorCode, invalid, isNotFound, notFound } from "@/lib/core/errors";
import { lockNamed } from "@/lib/core/locks";
import { record } from "@/lib/events/append";
import { findRun } from "@/lib/runs/queries";
import { RUN_JSON, RUN_WITH_TEXTS_JSON } from "@/lib/runs/row";
import { type RunWithTexts, runToWire } from "@/lib/runs/wire";
import { askWithin } from "./ask";
import { assertMayPick, parentFor } from "./authority";
import { FAN_JSON, type FanRow, findFan, lockFan, updateFan } from "./fans.sql";
import { problemOf } from "./result";
import type { CreateFan, ListFans, PickAnswer } from "./schema";
import type { FanWire } from "./shapes";
import { untilDone, type Waiting } from "./wait";

type Message = Omit<CreateFan, "wait"> & { key?: string };

/**
 * Asks several agents the same, as a group whose answers can be compared. Agents that cannot be asked are named with the reason, and the
 * others are asked all the same; if none can be, it fails with `conflict`. The same key again gives the same fan.
 */
export async function fanOut(ctx: Context, message: Message): Promise<FanRow> {
  return ctx.transaction(async (tx) => {
    const key = message.key === undefined ? null : `${callerOf(tx.actor)}:${message.key}`;
    if (key !== null) await lockNamed(tx.db, `turn-key:${key}`);
    const known = key === null ? null : await fanAskedBefore(tx.db, key);
    if (known) return sameFan(tx.db, known, message);
    const parent = await parentFor(tx, message.parent_run_id, message.project_id);
    if (parent) await lockNamed(tx.db, `turn-tree:${parent.root_run_id ?? parent.id}`);
    // All of them before the first is asked, in one order, as budgets are locked last.
    for (const name of [...message.agents].sort()) await lockNamed(tx.db, `turns:${name}`);
    const projectId = message.project_id ?? projectLimitOf(tx.actor) ?? parent?.project_id ?? null;
    const [made] = await tx.db.$queryRaw<{ id: number }[]>`
      INSERT INTO fans (project_id, prompt, asked_by, parent_run_id, ask_key)
      VALUES (${projectId}::int, ${message.prompt}, ${agentNameOf(tx.actor) ?? tx.actor.name}, ${parent?.id ?? null}::int, ${key}) RETURNING id`;
    const { id } = made as { id: number };
    const refused: FanRow["refused"] = [];
    for (const agent of message.agents) {
      const problem = await problemOfAsking(tx, message, agent, id);
      if (problem !== null) refused.push({ agent, problem });
    }
    if (refused.length === message.agents.length) throw noneAsked(refused);
    const fan = await updateFan(tx.db, id, Prisma.sql`refused = ${JSON.stringify(refused)}::jsonb`);
    await tell(tx, "fan.created", fan, message.agents);
    return fan;
  });
}

/** Index: fans_ask_key. */
async function fanAskedBefore(db: Queryable, key: string): Promise<FanRow | null> {
  const [row] = await db.$queryRaw<{ fan: FanRow }[]>`
    SELECT ${FAN_JSON} AS fan FROM fans f WHERE f.ask_key = ${key}`;
  return row?.fan ?? null;
}

async function sameFan(
  db: Queryable,
  fan: FanRow,
  { prompt, key, agents }: Message,
): Promise<FanRow> {
  const asked = (await answersOf(db, fan.id, false)).map(({ run }) => run.agent);
  const known = [...asked, ...fan.refused.map(({ agent }) => agent)];
  let isSame = known.length === agents.length;
  for (const ref of agents) isSame &&= known.includes(ref) || known.includes(await nameOf(db, ref));
  if (isSame && fan.prompt === prompt) return fan;
  throw new DomainError("conflict", `Idempotency-Key ${key} was used for fan ${fan.id}`, {
    fan_id: fan.id,
    fix: "send a new key with a new message",
  });
}

/** The name of an agent that may be given by its id; what was given if it is gone. */
async function nameOf(db: Queryable, ref: string): Promise<string> {
  try {
    return (await findAgent(db, ref)).name;
  } catch (error) {
    if (isNotFound(error)) return ref;
    throw error;
  }
}

const REFUSALS: readonly ErrorCode[] = ["not_found", "at_capacity", "budget_exceeded", "conflict"];

/** Asks one of them; why not, if it cannot be asked. */
async function problemOfAsking(
  tx: TxContext,
  message: Message,
  agent: string,
  fanId: number,
): Promise<string | null> {
  try {
    await askWithin(tx, {
      agent,
      prompt: message.prompt,
      timeoutSeconds: message.timeout_seconds,
      fresh: message.fresh,
      projectId: message.project_id,
      parentRunId: message.parent_run_id,
      fanId,
    });
    return null;
  } catch (error) {
    if (error instanceof DomainError && REFUSALS.includes(error.code)) return error.message;
    throw error;
  }
}

function noneAsked(refused: FanRow["refused"]): DomainError {
  const why = refused.map(({ agent, problem }) => `${agent}: ${problem}`).join("; ");
  return new DomainError("conflict", `None of them can be asked. ${why}`, {
    reason: "none_asked",
    refused,
    fix: "name agents that can be asked",
  });
}

export async function tell(
  tx: TxContext,
  type: "fan.created" | "fan.picked",
  { id, picked_run_id, project_id }: FanRow,
  agents: readonly string[],
): Promise<void> {
  const data = { fan: { id, picked_run_id }, agents: [...agents] };
  await record(tx, { type, projectId: project_id, data });
}

/** A fan with its answers, as soon as all of them have ended, or as they are when the time is over. Fails with `not_found`. */
export async function readFan(ctx: Context, id: number, waiting?: Waiting): Promise<FanWire> {
  const read = async () => fanToWire(ctx.db, await findFan(ctx, id));
  if (!waiting) return read();
  return untilDone(ctx, waiting, {
    read,
    isDone: ({ open }) => open === 0,
    isNews: ({ type, data }) =>
      type === "run.completed" && (data.run as { fan_id?: unknown } | undefined)?.fan_id === id,
  });
}

/** A page of fans, the newest first, without what was answered. Index: fans_pkey. */
export async function listFans(
  ctx: Context,
  { limit, before }: ListFans,
): Promise<{ fans: FanWire[]; nextBefore: number | null }> {
  authorize(ctx.actor, "task.read");
  const project = projectLimitOf(ctx.actor);
  const rows = await ctx.db.$queryRaw<{ fan: FanRow }[]>`
    SELECT ${FAN_JSON} AS fan FROM fans f
    WHERE (${project}::int IS NULL OR f.project_id = ${project}::int) AND (${before ?? null}::int IS NULL OR f.id < ${before ?? null}::int)
    ORDER BY f.id DESC LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit).map(({ fan }) => fan);
  const fans: FanWire[] = [];
  for (const fan of page) fans.push(await fanToWire(ctx.db, fan, false));
  return { fans, nextBefore: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

interface AnswerRow {
  run: RunWithTexts;
  checks: { passed: number; failed: number } | null;
}

/** The answers of a fan, in the order in which the agents were asked. Index: runs_fan_idx, run_checks_run_id_commit_sha_name_key. */
export async function answersOf(
  db: Queryable,
  fanId: number,
  withTexts = true,
): Promise<AnswerRow[]> {
  const run = withTexts ? RUN_WITH_TEXTS_JSON : RUN_JSON;
  return db.$queryRaw<AnswerRow[]>`
    SELECT ${run} AS run, (
      SELECT CASE WHEN count(*) > 0 THEN jsonb_build_object('passed', count(*) FILTER (WHERE c.state = 'passed'),
        'failed', count(*) FILTER (WHERE c.state IN ('failed', 'timed_out', 'not_run'))) END
      FROM run_checks c WHERE c.run_id = r.id) AS checks
    FROM runs r WHERE r.fan_id = ${fanId} ORDER BY r.id`;
}

async function fanToWire(db: Queryable, fan: FanRow, withTexts = true): Promise<FanWire> {
  const answers = await answersOf(db, fan.id, withTexts);
  const judge = fan.judge_run_id === null ? null : await findRun(db, fan.judge_run_id);
  const isJudged = fan.picked_run_id !== null || fan.judge_problem !== null;
  return {
    id: fan.id,
    project_id: fan.project_id,
    prompt: fan.prompt,
    asked_by: fan.asked_by,
    parent_run_id: fan.parent_run_id,
    created_at: toUnixSeconds(fan.created_at),
    open: answers.filter(({ run }) => run.outcome === null).length,
    answers: answers.map(({ run, checks }) => ({
      agent: run.agent,
      run: runToWire({ ...run, prompt: null }),
      problem: withTexts || run.outcome !== "succeeded" ? problemOf(run) : null,
      checks,
    })),
    refused: fan.refused,
    picked_run_id: fan.picked_run_id,
    picked_by: fan.picked_by,
    pick_reason: fan.pick_reason,
    picked_at: toUnixSeconds(fan.picked_at),
    judge_run_id: fan.judge_run_id,
    judge_problem: fan.judge_problem ?? (judge?.outcome && !isJudged ? problemOf(judge) : null),
  };
}

/**
 * Picks one of the answers, with the reason. The first pick counts. Fails with `conflict` if there was one, and if the answer is none, and
 * with `forbidden` for an agent that picks its own.
 */
export async function pickAnswer(
  ctx: Context,
  { id, run_id: runId, reason }: PickAnswer & { id: number },
): Promise<FanRow> {
  return ctx.transaction(async (tx) => {
    const fan = await findFan(tx, id);
    await assertMayPick(tx, fan);
    const own = agentNameOf(tx.actor);
    if (own !== null) {
      const answer = (await answersOf(tx.db, id, false)).find(({ run }) => run.id === runId);
      if (answer?.run.agent === own) throw judgesItself(`${own} may not pick its own answer`);
    }
    return pickWithin(tx, id, { runId, reason, by: own ?? tx.actor.name });
  });
}

/** The refusal of an agent that would decide about what it answered itself. */
export const judgesItself = (why: string): DomainError =>
  new DomainError("forbidden", `Access denied: ${why}.`, {
    fix: "let an agent judge that gave no answer, or ask a person",
  });

/** The same as a part of a change, by whoever may. */
export async function pickWithin(
  tx: TxContext,
  fanId: number,
  { runId, reason, by }: { runId: number; reason: string; by: string },
): Promise<FanRow> {
  const fan = await lockFan(tx.db, fanId);
  if (!fan) throw notFound("Fan");
  if (fan.picked_run_id !== null) {
    throw new DomainError(
      "conflict",
      `${fan.picked_by} has picked run ${fan.picked_run_id} already`,
      {
        reason: "picked",
        picked_run_id: fan.picked_run_id,
        fix: "read the fan again",
      },
    );
  }
  const answers = await answersOf(tx.db, fanId);
  const answer = answers.find(({ run }) => run.id === runId);
  if (!answer) throw invalid("run_id", `is no answer of fan ${fanId}`);
  const problem = problemOf(answer.run);
  if (problem !== null) {
    throw new DomainError("conflict", `${problem}. It cannot be picked`, {
      reason: "no_result",
      run_id: runId,
      fix: "pick an answer that there is",
    });
  }
  const picked = await updateFan(
    tx.db,
    fanId,
    Prisma.sql`picked_run_id = ${runId}::int, picked_by = ${by}, pick_reason = ${reason}, picked_at = clock_timestamp(), judge_problem = NULL`,
  );
  await tell(tx, "fan.picked", picked, [answer.run.agent]);
  return picked;
}
