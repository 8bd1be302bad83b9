import { randomUUID } from "node:crypto";
import type { Baton, Input } from "@/client/client";
import { NotBaton, Refused, Unreachable } from "@/client/failures";

type Body<
  Id extends
    | "tasks.complete"
    | "runs.end"
    | "turns.complete"
    | "turns.fail"
    | "runs.report_change"
    | "runs.report_checks",
> = NonNullable<Input<Id>["body"]>;

/** What a run hands in beside its result, which Baton takes only while the run is open. */
export interface Evidence {
  change: Body<"runs.report_change"> | null;
  checks: Body<"runs.report_checks"> | null;
}

/** How a run ended, until Baton has confirmed that it knows. */
export interface Result {
  run: number;
  task: string;
  agent: string;
  /** The same for every attempt to deliver it, so that it is taken once. */
  key: string;
  madeAt: string;
  /** Baton answers, but cannot take this one; absent while nothing is wrong with it. */
  stuck?: { why: string; since: string; tries: number };
  what:
    | { is: "complete"; body: Body<"tasks.complete">; evidence: Evidence | null }
    | { is: "end"; body: Body<"runs.end"> }
    /** Of a turn, which has no task. */
    | { is: "answer"; body: Body<"turns.complete"> }
    | { is: "fail"; body: Body<"turns.fail"> };
}

/** What became of an attempt to deliver a result. What is `later` or `stuck` stays in the outbox. */
export type Delivery =
  | { is: "delivered"; task: string; status: string }
  /** The run asked a person, and goes on when it is answered. */
  | { is: "parked" }
  /** Somebody else ended the run meanwhile, and the result changes nothing any more. */
  | { is: "dropped"; why: string }
  /** Baton cannot be reached, or takes nothing from this worker now. */
  | { is: "later"; why: string; retryAfterMs: number | null }
  /** Baton answers, and refuses this one for a reason that is not the result's own: an error of the server, a right that is missing. */
  | { is: "stuck"; why: string };

/** A result as it is put into the outbox. */
export function resultOf(
  run: { id: number; ref: string; agent: string },
  what: Result["what"],
): Result {
  const { id, ref: task, agent } = run;
  return { run: id, task, agent, key: randomUUID(), madeAt: new Date().toISOString(), what };
}

/**
 * Delivers a result. If its run lost its task only because nobody heard of this worker for too long, and nobody else has begun the task,
 * the task is claimed again and the result handed in: work that is done is not done twice.
 */
export async function deliver(
  baton: Baton,
  result: Result,
  signal?: AbortSignal,
): Promise<Delivery> {
  const options = { signal, patienceMs: 0, idempotencyKey: result.key };
  try {
    if (mayHaveAsked(result) && (await hasAsked(baton, result.run, signal)))
      return { is: "parked" };
    return delivered(await send(baton, result, result.run, options));
  } catch (error) {
    const kept = keptBecauseOf(error);
    if (kept) return kept;
    if (!(error instanceof Refused)) throw error;
    if (error.problem.code === "conflict" && reasonOf(error) === "request_open")
      return { is: "parked" };
    if (error.status === 400 || error.status === 413 || error.status === 422)
      return endRefused(baton, result, error, signal);
    return settle(baton, result, error, signal);
  }
}

/** A program that ended well, or was left by a worker that died: what it asked is open still, and nothing of it has failed. */
const mayHaveAsked = ({ what }: Result): boolean =>
  what.is === "complete" || what.is === "answer" || what.body.error_class === "lost";

/**
 * Whether the run waits for an answer, or has one that its program did not hear before it ended. What it said then is no result: it is
 * called again with the answer.
 */
async function hasAsked(
  baton: Baton,
  run: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const path = { id: String(run) };
  const { state } = (await baton.call("runs.read", { path }, { signal, patienceMs: 0 })).run;
  return state === "waiting" || state === "answered";
}

type Options = { signal?: AbortSignal; patienceMs: number; idempotencyKey: string };

async function send(
  baton: Baton,
  { task, what }: Result,
  run: number,
  options: Options,
): Promise<{ ticket_ref: string; status: string }> {
  const path = { id: String(run) };
  switch (what.is) {
    case "end":
      return (await baton.call("runs.end", { path, body: what.body }, options)).task;
    case "answer": {
      const { run: ended } = await baton.call("turns.complete", { path, body: what.body }, options);
      return { ticket_ref: task, status: ended.outcome ?? ended.state };
    }
    case "fail": {
      const { run: ended } = await baton.call("turns.fail", { path, body: what.body }, options);
      return { ticket_ref: task, status: ended.outcome ?? ended.state };
    }
  }
  await sendEvidence(baton, run, what.evidence, options);
  const body = { ...what.body, run_id: run };
  return (await baton.call("tasks.complete", { path: { id: task }, body }, options)).task;
}

/** Again, it changes nothing. What Baton cannot take of it is left out: it is then missing, and shown so. */
async function sendEvidence(
  baton: Baton,
  run: number,
  evidence: Evidence | null,
  { signal, patienceMs }: Options,
): Promise<void> {
  const path = { id: String(run) };
  const options = { signal, patienceMs };
  const unlessRefused = (error: unknown) => {
    const isItsFault = error instanceof Refused && [400, 413, 422].includes(error.status);
    if (!isItsFault) throw error;
  };
  const { change, checks } = evidence ?? {};
  if (change)
    await baton.call("runs.report_change", { path, body: change }, options).catch(unlessRefused);
  if (checks)
    await baton.call("runs.report_checks", { path, body: checks }, options).catch(unlessRefused);
}

const delivered = ({ ticket_ref, status }: { ticket_ref: string; status: string }): Delivery => ({
  is: "delivered",
  task: ticket_ref,
  status,
});

/** What keeps a result in the outbox: a refusal that has to do with the server or a key, not with the result. */
function keptBecauseOf(error: unknown): Delivery | null {
  if (error instanceof Unreachable || error instanceof NotBaton) return later(error.message, null);
  if (!(error instanceof Refused)) return null;
  const { status, message: why, retryAfter } = error;
  if (error.isPassing || status === 401) return later(why, retryAfter);
  return status >= 500 || status === 403 ? { is: "stuck", why } : null;
}

const later = (why: string, seconds: number | null): Delivery => ({
  is: "later",
  why,
  retryAfterMs: seconds === null ? null : seconds * 1_000,
});

function reasonOf({ problem }: Refused): unknown {
  return (problem as { reason?: unknown }).reason;
}

/** A result that Baton cannot take as it is ends its run with the reason, rather than waiting for ever. */
async function endRefused(
  baton: Baton,
  result: Result,
  refusal: Refused,
  signal: AbortSignal | undefined,
): Promise<Delivery> {
  const error = `Baton refused the result: ${refusal.message}`;
  const { is } = result.what;
  if (is === "end" || is === "fail") return { is: "dropped", why: error };
  // What it used counts all the same.
  const { model, tokens_in, tokens_out, cost_usd } = result.what.body;
  const used = { model, tokens_in, tokens_out, cost_usd };
  const body = { error_class: "protocol" as const, error: error.slice(0, 20_000), ...used };
  const ended: Result = { ...result, what: { is: is === "answer" ? "fail" : "end", body } };
  const options = { signal, patienceMs: 0, idempotencyKey: `${result.key}-end` };
  try {
    return delivered(await send(baton, ended, result.run, options));
  } catch (again) {
    return keptBecauseOf(again) ?? { is: "dropped", why: error };
  }
}

/** A program that handed its task in by itself did not say what it used; its worker knows. */
async function reportUsage(
  baton: Baton,
  { run, agent, key, what }: Result,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { model, tokens_in: inputTokens, tokens_out: outputTokens, cost_usd: costUsd } = what.body;
  if (inputTokens === undefined && outputTokens === undefined && costUsd === undefined) return;
  const body = {
    ...{ run_id: run, agent, model: model ?? "unknown" },
    ...{ inputTokens: inputTokens ?? 0, outputTokens: outputTokens ?? 0 },
    ...(costUsd === undefined ? {} : { costUsd }),
  };
  const options = { signal, patienceMs: 0, idempotencyKey: `${key}-usage` };
  await baton.call("tokens.report", { body }, options);
}

/** The run no longer holds its task. */
async function settle(
  baton: Baton,
  result: Result,
  refusal: Refused,
  signal: AbortSignal | undefined,
): Promise<Delivery> {
  const options = { signal, patienceMs: 0 };
  try {
    const path = { id: String(result.run) };
    const { run } = await baton.call("runs.read", { path }, options);
    if (run.outcome === "succeeded") {
      if (run.tokens_in === null && run.tokens_out === null)
        await reportUsage(baton, result, signal);
      return { is: "delivered", task: result.task, status: "handed in by its agent" };
    }
    // It holds its task still, which cannot be handed in as it stands: it may have unfinished parts.
    if (run.outcome === null) return endRefused(baton, result, refusal, signal);
    if (run.outcome !== "lost" || result.what.is !== "complete")
      return { is: "dropped", why: `its run ended as ${run.outcome}` };
    // The same claim id again gives the same run: a second attempt of this finds what the first one claimed.
    // Whatever the task is, it is done.
    const body = { agent: result.agent, claim_id: `result-of-${result.run}`, commands: true };
    const claim = await baton.call("tasks.claim", { path: { id: result.task }, body }, options);
    const idempotencyKey = `${result.key}-again`;
    return delivered(await send(baton, result, claim.run.id, { ...options, idempotencyKey }));
  } catch (error) {
    return keptBecauseOf(error) ?? { is: "dropped", why: refusal.message };
  }
}
