import { randomUUID } from "node:crypto";
import type { Baton, Input } from "@/client/client";
import { Refused, Unreachable } from "@/client/failures";
import type { Records } from "./files";

type Body<Id extends "tasks.complete" | "runs.end" | "runs.report_change" | "runs.report_checks"> =
  NonNullable<Input<Id>["body"]>;

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
  what:
    | { is: "complete"; body: Body<"tasks.complete">; evidence: Evidence | null }
    | { is: "end"; body: Body<"runs.end"> };
}

/** What became of an attempt to deliver a result. Only what is `later` stays in the outbox. */
export type Delivery =
  | { is: "delivered"; task: string; status: string }
  /** The run asked a person, and goes on when it is answered. */
  | { is: "parked" }
  /** Somebody else ended the run meanwhile, and the result changes nothing any more. */
  | { is: "dropped"; why: string }
  | { is: "later"; why: string; retryAfterMs: number | null };

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
    if (result.what.is === "complete" && (await hasAsked(baton, result.run, signal)))
      return { is: "parked" };
    return delivered(await send(baton, result, result.run, options));
  } catch (error) {
    if (isPassing(error)) return later(error);
    if (!(error instanceof Refused)) throw error;
    if (error.problem.code === "conflict" && reasonOf(error) === "request_open")
      return { is: "parked" };
    if (error.status === 400 || error.status === 413 || error.status === 422)
      return endRefused(baton, result, error, signal);
    return settle(baton, result, error, signal);
  }
}

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
  if (what.is === "end") {
    const path = { id: String(run) };
    return (await baton.call("runs.end", { path, body: what.body }, options)).task;
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

/** A refusal that has to do with the server or the key of this moment, not with the result. */
function isPassing(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  if (!(error instanceof Refused)) return false;
  return error.isPassing || error.status >= 500 || error.status === 401 || error.status === 403;
}

function later(error: unknown): Delivery {
  const why = error instanceof Error ? error.message : String(error);
  const seconds = error instanceof Refused ? error.retryAfter : null;
  return { is: "later", why, retryAfterMs: seconds === null ? null : seconds * 1_000 };
}

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
  if (result.what.is === "end") return { is: "dropped", why: error };
  const path = { id: String(result.run) };
  const body = { error_class: "protocol", error } as const;
  const options = { signal, patienceMs: 0, idempotencyKey: `${result.key}-end` };
  try {
    return delivered((await baton.call("runs.end", { path, body }, options)).task);
  } catch (again) {
    return isPassing(again) ? later(again) : { is: "dropped", why: error };
  }
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
    if (run.outcome === "succeeded")
      return { is: "delivered", task: result.task, status: "handed in by its agent" };
    // It holds its task still, which cannot be handed in as it stands: it may have unfinished parts.
    if (run.outcome === null) return endRefused(baton, result, refusal, signal);
    if (run.outcome !== "lost" || result.what.is !== "complete")
      return { is: "dropped", why: `its run ended as ${run.outcome}` };
    // The same claim id again gives the same run: a second attempt of this finds what the first one claimed.
    const body = { agent: result.agent, claim_id: `result-of-${result.run}` };
    const claim = await baton.call("tasks.claim", { path: { id: result.task }, body }, options);
    const idempotencyKey = `${result.key}-again`;
    return delivered(await send(baton, result, claim.run.id, { ...options, idempotencyKey }));
  } catch (error) {
    if (isPassing(error)) return later(error);
    return { is: "dropped", why: refusal.message };
  }
}

interface Notes {
  delivered(result: Result, delivery: Exclude<Delivery, { is: "later" }>): void;
  /** Told once for each time that nothing can be delivered. */
  waits(why: string): void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** The results of a worker that Baton does not have yet. They are files, and outlive the worker. */
export class Outbox {
  readonly #records: Records<Result>;
  readonly #baton: Baton;
  readonly #notes: Notes;
  #wake: () => void = () => undefined;
  #waiting: Set<() => void> = new Set();
  #isStopping = false;

  constructor(records: Records<Result>, baton: Baton, notes: Notes) {
    this.#records = records;
    this.#baton = baton;
    this.#notes = notes;
  }

  /** Keeps a result on the disk, and begins to deliver it. */
  put(result: Result): void {
    this.#records.put(String(result.run), result);
    this.#wake();
  }

  /** The runs whose results have not arrived. */
  get runs(): number[] {
    return this.#records.all().map(({ run }) => run);
  }

  /** Resolves when everything has arrived, or when the outbox was stopped. */
  async empty(): Promise<void> {
    while (this.runs.length > 0 && !this.#isStopping)
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  /** Delivers results as they come, the oldest first, until it is stopped. */
  async run(): Promise<void> {
    let pauseMs = 0;
    while (!this.#isStopping) {
      const [result] = this.#records.all().sort((one, other) => one.run - other.run);
      if (!result || pauseMs > 0) await this.#sleep(result ? pauseMs : null);
      if (!result) continue;
      const delivery = await deliver(this.#baton, result).catch(
        (error: Error): Delivery => ({ is: "later", why: error.message, retryAfterMs: null }),
      );
      if (delivery.is === "later") {
        if (pauseMs === 0) this.#notes.waits(delivery.why);
        pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pauseMs * 2));
        pauseMs = Math.max(pauseMs, delivery.retryAfterMs ?? 0);
        continue;
      }
      pauseMs = 0;
      this.#records.remove(String(result.run));
      this.#notes.delivered(result, delivery);
      for (const resolve of this.#waiting) resolve();
      this.#waiting.clear();
    }
  }

  stop(): void {
    this.#isStopping = true;
    this.#wake();
    for (const resolve of this.#waiting) resolve();
  }

  #sleep(ms: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === null ? undefined : setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      // A result that came before anybody slept.
      if (this.#isStopping || (ms === null && this.runs.length > 0)) this.#wake();
    });
  }
}
