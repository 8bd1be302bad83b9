import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { Answer, Baton, Input } from "@/client/client";
import { Refused } from "@/client/failures";
import { version } from "../../package.json";
import { Attempt, type AttemptEnd, type Workshop } from "./attempt";
import { Bell } from "./bell";
import { type Claim, isClaim } from "./claim";
import type { Home } from "./home";
import { endLeftovers } from "./leftovers";
import type { Note } from "./note";
import { type Delivery, Outbox, type Result } from "./outbox";
import { pauseAfterFailures, pauseAway } from "./pace";
import type { Place } from "./place";
import type { Program } from "./programs/program";
import { sizeText, type WorkerSettings } from "./settings";

type WorkerWire = Answer<"workers.report">["worker"];
type Order = WorkerWire["wanted"];

export interface WorkerParts {
  baton: Baton;
  settings: WorkerSettings;
  program: Program;
  /** The version of the program, as it says itself. */
  programVersion: string | null;
  place: Place;
  home: Home;
  note(note: Note): void;
}

const POLL_SECONDS = 50;
const REPORT_BUSY_SECONDS = 30;
const REPORT_IDLE_SECONDS = 60;
/** Beyond what the server waits: for the way there and back. */
const PATIENCE_MS = 20_000;
const RECHECK_DISK_MS = 15_000;
const RECHECK_MS = 1_000;
/** How long a worker that ends waits for Baton to take its last results. What is left then, its next start delivers. */
const LAST_RESULTS_MS = 15_000;

/**
 * Claims tasks and works on them, until it is told to end. Three loops run beside each other: one claims while there is a free place, one
 * reports what lives and hears orders, one delivers results. None of them waits for another, and none keeps anything that its files and
 * Baton do not know.
 */
export class Worker {
  readonly #parts: WorkerParts;
  readonly #shop: Workshop;
  readonly #running = new Map<number, Attempt>();
  readonly #self = { host: hostname(), pid: process.pid, version };
  /** Rings when the claiming loop may find something changed. */
  readonly #changed = new Bell();
  #polling: AbortController | null = null;
  #reporting: AbortController | null = null;
  /** Kept until it was answered, so that a claim whose answer was lost is not lost. */
  #claimId: string | null = null;
  #wanted: Order = "run";
  #until: NodeJS.Timeout | undefined;
  #isEnding = false;
  #isOver = false;
  #condition: string | null = null;
  #freeBytes: number | null = null;
  #failures = 0;
  #isUnusable = false;
  #lastError = "";
  #restUntil = 0;
  #wasAway = false;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    const { baton, settings, program, home, place } = parts;
    const outbox = new Outbox(home.results, baton, {
      delivered: (result, delivery) => this.#delivered(result, delivery),
      waits: (why) => this.#note("waiting", `Results wait until Baton takes them: ${why}`),
    });
    this.#shop = { baton, settings, program, home, outbox, place };
  }

  /** Works until it was told to end, and its programs have. */
  async work(): Promise<void> {
    const { baton, settings, home, program, programVersion } = this.#parts;
    const { name } = settings;
    await baton.call("agents.register", { body: { name, runtime: "worker" } }, { again: true });
    this.#freeBytes = await this.#parts.place.freeBytes();
    const { worker } = await baton.call("workers.report", { body: this.#report(false) });
    await endLeftovers(home, this.#shop.outbox, name, settings.limits.graceMs, (note) =>
      this.#parts.note(note),
    );
    const what = `${program.name}${programVersion ? ` (${programVersion})` : ""}`;
    const kind = settings.workType === null ? "" : ` of type ${settings.workType}`;
    this.#note("started", `${name} takes work${kind} for ${what}, ${settings.concurrency} at once`);
    this.#hear(worker);
    const delivering = this.#shop.outbox.run();
    const reporting = this.#reportOn();
    await this.#claimOn();
    await this.#finish();
    this.#isOver = true;
    this.#reporting?.abort();
    await reporting;
    this.#shop.outbox.stop();
    await delivering;
    await baton
      .call("workers.report", { body: { ...this.#report(true), stopped: true } }, { patienceMs: 0 })
      .catch(() => undefined);
    this.#note("ended", `${name} has ended`);
  }

  /** Takes no new work, finishes what it has within `withinMs`, hands back what is left then, and ends. */
  drain(withinMs: number | null): void {
    if (!this.#isEnding) {
      this.#note("draining", `Finishing ${this.#running.size} and taking nothing new`);
    }
    this.#isEnding = true;
    this.#wake();
    clearTimeout(this.#until);
    if (withinMs !== null)
      this.#until = setTimeout(() => this.stop("the worker had to end"), withinMs);
  }

  /** Ends its programs, hands back their work, and ends. */
  stop(reason: string): void {
    this.#isEnding = true;
    clearTimeout(this.#until);
    this.#wake();
    for (const attempt of this.#running.values()) attempt.handBack(reason);
  }

  #wake(): void {
    this.#changed.ring();
    this.#polling?.abort();
  }

  async #claimOn(): Promise<void> {
    while (!this.#isEnding) {
      const obstacle = await this.#obstacle();
      this.#setCondition(obstacle?.condition ?? null);
      if (obstacle) await this.#changed.wait(obstacle.recheckMs);
      else if (!this.#isEnding) await this.#claim();
    }
  }

  /** Why nothing is claimed now, and when to look again; without a time when something changes. */
  async #obstacle(): Promise<{ condition?: string; recheckMs?: number } | null> {
    const { settings, place } = this.#parts;
    if (this.#running.size >= settings.concurrency || this.#wanted === "pause") return {};
    this.#freeBytes = await place.freeBytes();
    if (this.#freeBytes !== null && this.#freeBytes < settings.minFreeBytes) {
      const left = `${sizeText(this.#freeBytes)} of disk space are left at ${settings.repo}`;
      const condition = `Takes no work: ${left}, and ${sizeText(settings.minFreeBytes)} is the least it works with`;
      return { condition, recheckMs: RECHECK_DISK_MS };
    }
    const restMs = this.#restUntil - Date.now();
    if (restMs > 0) {
      const what = this.#isUnusable ? "its program cannot work" : "its last tasks failed";
      const condition = `Takes no work for ${Math.ceil(restMs / 1_000)} s because ${what}: ${this.#lastError}`;
      return { condition, recheckMs: restMs };
    }
    // A result that waits would be claimed and done a second time if its run was given up meanwhile.
    if (this.#shop.outbox.runs.some((run) => !this.#running.has(run)))
      return { recheckMs: RECHECK_MS };
    return null;
  }

  async #claim(): Promise<void> {
    const { baton, settings } = this.#parts;
    this.#claimId ??= randomUUID();
    const isWaiting = settings.intervalMs === null && !settings.once;
    this.#polling = new AbortController();
    try {
      const poll = await baton.call(
        "tasks.poll_post",
        {
          body: {
            agent: settings.name,
            claim_id: this.#claimId,
            max_capacity: settings.concurrency,
            worker: this.#self,
            wait: isWaiting ? POLL_SECONDS : 0,
            ...(settings.workType === null ? {} : { work_type: settings.workType }),
          },
        },
        {
          signal: this.#polling.signal,
          timeoutMs: POLL_SECONDS * 1_000 + PATIENCE_MS,
          patienceMs: 0,
        },
      );
      this.#isBack();
      if (poll.reason === "claim_ended") this.#claimId = null;
      if (isClaim(poll)) {
        this.#claimId = null;
        return this.#begin(poll);
      }
      await this.#afterNothing(poll.reason);
    } catch (error) {
      if (!this.#polling.signal.aborted) await this.#afterRefusal(error);
    } finally {
      this.#polling = null;
    }
  }

  async #afterNothing(reason: Answer<"tasks.poll_post">["reason"]): Promise<void> {
    const { settings } = this.#parts;
    if (reason === "claim_ended") return;
    if (settings.once) {
      if (this.#running.size === 0) this.#isEnding = true;
      else await this.#changed.wait();
      return;
    }
    if (settings.intervalMs !== null) return this.#changed.wait(settings.intervalMs);
    // It waited at the server, unless the agent holds as much as it may elsewhere.
    if (reason === "at_capacity") await this.#changed.wait(RECHECK_MS);
  }

  #tries = 0;

  async #afterRefusal(error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    if (!this.#wasAway) this.#note("away", `Baton cannot be asked for work: ${message}`);
    this.#wasAway = true;
    this.#tries++;
    const asked = error instanceof Refused ? (error.retryAfter ?? 0) * 1_000 : 0;
    await this.#changed.wait(Math.max(asked, pauseAway(this.#tries)));
  }

  #isBack(): void {
    if (this.#wasAway) this.#note("back", "Baton answers again");
    this.#wasAway = false;
    this.#tries = 0;
  }

  #begin(claim: Claim): void {
    const known = this.#running.get(claim.run.id);
    if (known) {
      known.answered(claim);
      return;
    }
    const { ticket_ref: task, title } = claim.task;
    const attempt = new Attempt(this.#shop, claim);
    this.#running.set(attempt.run, attempt);
    this.#note("claimed", `${task} ${title}`, { task, run: attempt.run });
    this.#reporting?.abort();
    void attempt.done.then((end) => this.#ended(attempt, end));
  }

  #ended(attempt: Attempt, end: AttemptEnd): void {
    this.#running.delete(attempt.run);
    if (end.is === "answered") {
      this.#begin(end.claim);
      return;
    }
    if (end.is === "done") {
      this.#failures = 0;
      this.#isUnusable = false;
    }
    if (end.is === "failed" || end.is === "unusable") {
      this.#failures++;
      this.#isUnusable = end.is === "unusable";
      this.#lastError = end.error.split("\n")[0]?.slice(0, 200) ?? "";
      const rest = pauseAfterFailures({ failures: this.#failures, isUnusable: this.#isUnusable });
      this.#restUntil = Date.now() + rest;
      const { ref: task, run } = attempt;
      this.#note("failed", `${task} failed: ${this.#lastError}`, { task, run });
    }
    this.#changed.ring();
    this.#reporting?.abort();
  }

  #delivered(result: Result, delivery: Exclude<Delivery, { is: "later" }>): void {
    const { task, run } = result;
    if (delivery.is === "delivered") {
      if (delivery.status === "done") this.#parts.home.sessions.remove(task);
      this.#note("delivered", `${task} is ${delivery.status}`, { task, run });
    } else if (delivery.is === "parked") {
      this.#note("parked", `${task} waits for an answer`, { task, run });
    } else
      this.#note("dropped", `The result of ${task} changes nothing: ${delivery.why}`, {
        task,
        run,
      });
    this.#changed.ring();
  }

  #setCondition(condition: string | null): void {
    if (condition === this.#condition) return;
    const isNew = this.#condition === null || condition === null;
    this.#condition = condition;
    if (!isNew) return;
    if (condition !== null) this.#note("blocked", condition);
    this.#reporting?.abort();
  }

  async #reportOn(): Promise<void> {
    for (let tries = 0; !this.#isOver; ) {
      this.#reporting = new AbortController();
      const { signal } = this.#reporting;
      const body = this.#report(true);
      const options = { signal, timeoutMs: body.wait * 1_000 + PATIENCE_MS, patienceMs: 0 };
      try {
        const { worker, runs } = await this.#parts.baton.call("workers.report", { body }, options);
        tries = 0;
        for (const run of runs.lost) this.#running.get(run)?.drop();
        this.#hear(worker);
      } catch {
        if (signal.aborted) continue;
        await sleepUnless(pauseAway(++tries), signal);
      }
    }
  }

  #report(isRunning: boolean): NonNullable<Input<"workers.report">["body"]> & { wait: number } {
    const { settings, program } = this.#parts;
    const runs = [...new Set([...this.#running.keys(), ...this.#shop.outbox.runs])].slice(0, 100);
    const wait = runs.length > 0 ? REPORT_BUSY_SECONDS : REPORT_IDLE_SECONDS;
    return {
      ...this.#self,
      agent: settings.name,
      program: program.name,
      concurrency: settings.concurrency,
      work_type: settings.workType,
      free_disk_bytes: this.#freeBytes,
      condition: this.#condition?.slice(0, 500) ?? null,
      run_ids: runs,
      wait: isRunning ? wait : 0,
      ...(isRunning ? { heard: this.#wanted } : {}),
    };
  }

  #hear({ wanted, wanted_note: note, wanted_by: by, wanted_until: until }: WorkerWire): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    const why = `${by ? ` by ${by}` : ""}${note ? `: ${note}` : ""}`;
    const leftMs = until === null ? null : Math.max(0, until * 1_000 - Date.now());
    switch (wanted) {
      case "run":
        this.#note("resumed", "Takes work again");
        this.#changed.ring();
        return;
      case "pause":
        this.#note("paused", `Paused${why}`);
        // Its end is no event: ask again when it has come.
        if (leftMs !== null) setTimeout(() => this.#reporting?.abort(), leftMs + 500).unref();
        this.#polling?.abort();
        return;
      case "drain":
        this.#note("told", `Told to drain${why}`);
        this.drain(leftMs);
        return;
      case "stop":
        this.#note("told", `Told to stop${why}`);
        this.stop(`the worker was stopped${why}`);
    }
  }

  /** Waits for the programs to end, and a while for their results to arrive. */
  async #finish(): Promise<void> {
    while (this.#running.size > 0) await this.#changed.wait();
    clearTimeout(this.#until);
    const { outbox } = this.#shop;
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LAST_RESULTS_MS);
    });
    await Promise.race([outbox.empty(), enough]);
    clearTimeout(timer);
    const left = outbox.runs.length;
    if (left > 0)
      this.#note(
        "waiting",
        `${left} results wait on this machine for the next start of ${this.#parts.settings.name}`,
      );
  }

  #note(event: string, message: string, about: Pick<Note, "task" | "run"> = {}): void {
    this.#parts.note({ event, message, ...about });
  }
}

function sleepUnless(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal.aborted) done();
    else signal.addEventListener("abort", done, { once: true });
  });
}
