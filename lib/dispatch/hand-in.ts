import type { Context } from "@/lib/core/context";
import { logger } from "@/lib/core/logger";
import { metrics } from "@/lib/core/metrics";
import { readSettings } from "@/lib/core/settings";
import { noteSettings } from "@/lib/engine/owner";
import { hasAnswerLines } from "@/lib/rounds/answer-lines";
import { PRICES_KEY, type Price, pricesIn } from "@/lib/runs/prices";
import type { RunRow } from "@/lib/runs/wire";
import { healthKeyOf, type RuntimeHealth } from "@/lib/runtimes/health";
import { type Answer, answerOf, handInAnswers } from "./hand-in-answer.sql";

/** The most answers that go together. */
const MOST = 20;

interface Waiting extends Answer {
  resolve: (isEnded: boolean) => void;
  reject: (error: unknown) => void;
}

/** The answers of an agent that wait in this process for the one before them, by database and agent. */
const queues = new WeakMap<Context["db"], Map<string, Waiting[]>>();

/**
 * Hands in the answer of a dispatched run, if its task stands alone. Answers that one agent gives while another one of its is being handed
 * in go together afterwards, because they would wait for its row, each with a connection. Returns false, having changed nothing, if
 * the general path has to end the run, as for an answer that also answers comments. Also records that the runtime works again, if it did not.
 */
export async function handInAnswer(
  ctx: Context,
  run: RunRow,
  outcome: Answer["outcome"],
): Promise<boolean> {
  const { resolution } = answerOf(outcome.output);
  if (run.task_id === null || resolution === "" || hasAnswerLines(resolution)) {
    await noteSettings(ctx, run, outcome);
    return false;
  }
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const queue = queueOf(ctx.db);
  const key = JSON.stringify([run.agent, run.runtime, ctx.actor.kind, ctx.actor.name]);
  const waiting = queue.get(key);
  if (waiting) waiting.push({ run, outcome, resolve, reject });
  else {
    queue.set(key, [{ run, outcome, resolve, reject }]);
    void handInAll(ctx, queue, key);
  }
  const isEnded = await promise;
  if (isEnded)
    ctx.afterCommit(() => metrics().runs.inc({ trigger: run.trigger, outcome: "succeeded" }));
  return isEnded;
}

function queueOf(db: Context["db"]): Map<string, Waiting[]> {
  const known = queues.get(db);
  if (known) return known;
  const made = new Map<string, Waiting[]>();
  queues.set(db, made);
  return made;
}

/** Hands in what waits, and what comes meanwhile, until nothing waits. */
async function handInAll(ctx: Context, queue: Map<string, Waiting[]>, key: string): Promise<void> {
  const waiting = queue.get(key) ?? [];
  while (waiting.length > 0) {
    const batch = waiting.splice(0, MOST);
    await handInBatch(ctx, batch);
  }
  queue.delete(key);
}

async function handInBatch(ctx: Context, batch: readonly Waiting[]): Promise<void> {
  try {
    const ended = await together(ctx, batch);
    for (const { run, resolve } of batch) resolve(ended.has(run.id));
  } catch (error) {
    const [first, ...others] = batch;
    if (others.length === 0) return first?.reject(error);
    // One of them fails: handed in by itself, it fails by itself.
    logger.warn({ agent: first?.run.agent, err: String(error) }, "answers not handed in together");
    await Promise.all(batch.map((one) => handInBatch(ctx, [one])));
  }
}

async function together(ctx: Context, answers: readonly Answer[]): Promise<ReadonlySet<number>> {
  const [first] = answers;
  if (!first) return new Set();
  const { health, prices } = await readSettings<{ health: RuntimeHealth; prices: Price[] }>(
    ctx.db,
    { health: healthKeyOf(first.run.runtime), prices: PRICES_KEY },
  );
  if (health?.ok === false)
    for (const { run, outcome } of answers) await noteSettings(ctx, run, outcome);
  return handInAnswers(ctx, answers, pricesIn(prices));
}
