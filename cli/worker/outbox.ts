import type { Baton } from "@/client/client";
import { type Delivery, deliver, type Result } from "./delivery";
import type { Records } from "./files";

interface Notes {
  delivered(result: Result, delivery: Exclude<Delivery, { is: "later" | "stuck" }>): void;
  /** Told once for each time that nothing can be delivered. */
  waits(why: string): void;
  /** Told when a result cannot be taken although others can, and again when the reason is another. */
  stuck(result: Result, why: string): void;
}

interface Pauses {
  /** While Baton is away. */
  away: { firstMs: number; longestMs: number };
  /** Of one result that Baton refuses to take. */
  stuck: { firstMs: number; longestMs: number };
}

const PAUSES: Pauses = {
  away: { firstMs: 500, longestMs: 30_000 },
  stuck: { firstMs: 10_000, longestMs: 10 * 60_000 },
};

/**
 * The results of a worker that Baton does not have yet. They are files, and outlive the worker. One that Baton cannot take does not keep
 * the others: it is tried again now and then, until somebody removes what is in its way, or the result.
 */
export class Outbox {
  readonly #records: Records<Result>;
  readonly #baton: Baton;
  readonly #notes: Notes;
  readonly #pauses: Pauses;
  /** When a stuck result is tried again, on the monotonic clock. */
  readonly #tryAt = new Map<number, number>();
  #awayUntil = 0;
  #awayMs = 0;
  #wake: () => void = () => undefined;
  readonly #listeners = new Set<() => void>();
  #isStopping = false;

  constructor(records: Records<Result>, baton: Baton, notes: Notes, pauses: Pauses = PAUSES) {
    this.#records = records;
    this.#baton = baton;
    this.#notes = notes;
    this.#pauses = pauses;
  }

  /** Keeps a result on the disk, and begins to deliver it. */
  put(result: Result): void {
    this.#records.put(String(result.run), result);
    this.#tryAt.delete(result.run);
    this.#wake();
  }

  /** The runs whose results have not arrived. */
  get runs(): number[] {
    return this.#records.all().map(({ run }) => run);
  }

  /** The runs whose results are on their way: neither arrived nor refused. */
  get waiting(): number[] {
    return this.#records.all().flatMap(({ run, stuck }) => (stuck ? [] : [run]));
  }

  /** The results that Baton refuses to take. */
  get stuck(): Result[] {
    return this.#records.all().filter((result) => result.stuck !== undefined);
  }

  /** Resolves when everything has arrived that can, or when the outbox was stopped. */
  async empty(): Promise<void> {
    while (this.waiting.length > 0 && !this.#isStopping)
      await new Promise<void>((resolve) => this.#listeners.add(resolve));
  }

  /** Delivers results as they come, the oldest first, until it is stopped. */
  async run(): Promise<void> {
    while (!this.#isStopping) {
      const { result, waitMs } = this.#next();
      if (result === null || waitMs > 0) await this.#sleep(result && waitMs);
      else await this.#try(result);
    }
  }

  stop(): void {
    this.#isStopping = true;
    this.#wake();
    this.#changed();
  }

  /** The oldest result that is due, or the one that is due first and how long that is. */
  #next(): { result: Result | null; waitMs: number } {
    const now = performance.now();
    const waits = this.#records
      .all()
      .sort((one, other) => one.run - other.run)
      .map((result) => ({ result, waitMs: (this.#tryAt.get(result.run) ?? 0) - now }));
    const next =
      waits.find(({ waitMs }) => waitMs <= 0) ??
      waits.sort((one, other) => one.waitMs - other.waitMs)[0];
    if (!next) return { result: null, waitMs: 0 };
    return { result: next.result, waitMs: Math.max(next.waitMs, this.#awayUntil - now) };
  }

  async #try(result: Result): Promise<void> {
    const delivery = await deliver(this.#baton, result).catch(
      (error: Error): Delivery => ({ is: "stuck", why: error.message }),
    );
    if (delivery.is === "later") {
      if (this.#awayMs === 0) this.#notes.waits(delivery.why);
      const { firstMs, longestMs } = this.#pauses.away;
      this.#awayMs = Math.min(longestMs, Math.max(firstMs, this.#awayMs * 2));
      this.#awayUntil = performance.now() + Math.max(this.#awayMs, delivery.retryAfterMs ?? 0);
      return;
    }
    this.#awayMs = 0;
    if (delivery.is === "stuck") this.#putAside(result, delivery.why);
    else {
      this.#records.remove(String(result.run));
      this.#tryAt.delete(result.run);
      this.#notes.delivered(result, delivery);
    }
    this.#changed();
  }

  #putAside(result: Result, why: string): void {
    const tries = (result.stuck?.tries ?? 0) + 1;
    const since = result.stuck?.since ?? new Date().toISOString();
    const { firstMs, longestMs } = this.#pauses.stuck;
    const pauseMs = Math.min(longestMs, firstMs * 2 ** Math.min(20, tries - 1));
    this.#tryAt.set(result.run, performance.now() + pauseMs);
    // Somebody may have removed it meanwhile, and it stays removed.
    if (this.#records.get(String(result.run)) !== null)
      this.#records.put(String(result.run), { ...result, stuck: { why, since, tries } });
    if (result.stuck?.why !== why) this.#notes.stuck(result, why);
  }

  #changed(): void {
    for (const resolve of this.#listeners) resolve();
    this.#listeners.clear();
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
