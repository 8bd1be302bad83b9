import { hostname } from "node:os";
import type { Baton } from "@/client/client";
import { version } from "../../package.json";
import { EXIT, Failure } from "../failure";
import { Attempt } from "./attempt";
import { Bell } from "./bell";
import type { Claim } from "./claim";
import { Claims } from "./claims";
import type { Delivery, Result } from "./delivery";
import type { Home } from "./home";
import { KeptWorktrees } from "./kept-worktrees";
import { endLeftovers } from "./leftovers";
import type { Note } from "./note";
import { Outbox } from "./outbox";
import type { Place } from "./place";
import type { Program } from "./programs/program";
import { type Order, Reports, type WorkerWire } from "./reports";
import { firstLine, Rest } from "./rest";
import type { Seats } from "./seats";
import type { WorkerSettings } from "./settings";
import { becameText, stuckText } from "./words";
import type { AttemptEnd, Workshop } from "./workshop";

export interface WorkerParts {
  baton: Baton;
  settings: WorkerSettings;
  program: Program;
  /** The version of the program, as it says itself. */
  programVersion: string | null;
  place: Place;
  home: Home;
  /** Shared with other workers of the same process. */
  seats: Seats;
  /** The agent is there, and not to be made again if it is dismissed. */
  isMade: boolean;
  note(note: Note): void;
}

/** How long a worker that ends waits for Baton to take its last results. What is left then, its next start delivers. */
const LAST_RESULTS_MS = 15_000;
/** A session that nobody went on with for so long is not gone on with: programs keep theirs about as long. */
const SESSIONS_KEPT_MS = 30 * 86_400_000;

/**
 * Claims tasks and works on them, until it is told to end. Three loops run beside each other: one claims while there is a free place, one
 * reports what lives and hears orders, one delivers results. None of them waits for another, and none keeps anything that its files and
 * Baton do not know.
 */
export class Worker {
  readonly #parts: WorkerParts;
  readonly #shop: Workshop;
  readonly #claims: Claims;
  readonly #reports: Reports;
  readonly #rest = new Rest();
  readonly #running = new Map<number, Attempt>();
  /** Rings when the claiming loop may find something changed. */
  readonly #changed = new Bell();
  #wanted: Order = "run";
  #until: NodeJS.Timeout | undefined;
  #isEnding = false;
  /** Why programs are stopped, once they are. */
  #stopReason: string | null = null;
  #condition: string | null = null;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
    const { baton, settings, program, home, place, seats } = parts;
    const outbox = new Outbox(home.results, baton, {
      delivered: (result, delivery) => this.#delivered(result, delivery),
      waits: (why) => this.#note("waiting", `Results wait until Baton takes them: ${why}`),
      stuck: (result, why) => this.#stuck(result, why),
    });
    this.#shop = { baton, settings, program, home, outbox, place, seats };
    const self = { host: hostname(), pid: process.pid, version };
    this.#claims = new Claims({
      ...{ baton, settings, home, place, self, rest: this.#rest, changed: this.#changed },
      isMade: parts.isMade,
      isFull: () => seats.isFull,
      working: () => this.#working(),
      isPaused: () => this.#wanted === "pause",
      stuck: () => outbox.stuck.length,
      hasUndelivered: () => outbox.waiting.some((run) => !this.#running.has(run)),
      begin: (claim) => this.#begin(claim),
      condition: (condition) => this.#setCondition(condition),
      note: (event, message) => this.#note(event, message),
    });
    this.#reports = new Reports({
      ...{ baton, settings, program, self },
      runs: () => [...new Set([...this.#running.keys(), ...outbox.runs])],
      condition: () => this.#condition ?? stuckText(outbox.stuck),
      freeBytes: () => this.#claims.freeBytes,
      heard: () => this.#wanted,
      hear: (worker) => this.#hear(worker),
      kept: new KeptWorktrees(place, (message, task) => this.#note("unpicked", message, { task })),
      lost: (run) => this.#running.get(run)?.drop(),
      said: async (run) => (await this.#running.get(run)?.said()) ?? false,
    });
  }

  /** Works until it was told to end, and its programs have. Throws a failure if it was to work once, and a full disk kept it from that. */
  async work(): Promise<void> {
    const { baton, settings, home, program, programVersion, seats, isMade } = this.#parts;
    const { name } = settings;
    if (!isMade)
      await baton.call("agents.register", { body: { name, runtime: "worker" } }, { again: true });
    home.sessions.removeOlder(SESSIONS_KEPT_MS);
    await this.#claims.readFreeBytes();
    const worker = await this.#reports.begin();
    await endLeftovers(home, this.#shop.outbox, name, settings.limits.graceMs, (note) =>
      this.#parts.note(note),
    );
    const what = `${program.name}${programVersion ? ` (${programVersion})` : ""}`;
    const kind = settings.workType === null ? "" : ` of type ${settings.workType}`;
    this.#note("started", `${name} takes work${kind} for ${what}, ${settings.concurrency} at once`);
    this.#hear(worker);
    const leave = seats.join({
      working: () => this.#working(),
      seated: () => this.#working(({ isSeated }) => isSeated),
      wake: () => this.#changed.ring(),
      interrupt: () => this.#claims.interrupt(),
    });
    const delivering = this.#shop.outbox.run();
    const reporting = this.#reports.run();
    await this.#claims.run();
    await this.#finish();
    leave();
    this.#reports.stop();
    await reporting;
    this.#shop.outbox.stop();
    await delivering;
    await this.#reports.end();
    this.#note("ended", `${name} has ended`);
    const { gaveUp } = this.#claims;
    if (gaveUp !== null) {
      const fix = `free space at ${settings.repo} (mc worker gc removes leftover worktrees), or lower --min-free-disk`;
      throw new Failure(gaveUp, { exitCode: EXIT.usage, code: "disk_full", fix });
    }
  }

  /** How many places are taken. A program that waits for a person needs none, but no more of them are held open than work at once. */
  #working(counts: (attempt: Attempt) => boolean = () => true): number {
    const all = [...this.#running.values()].filter(counts);
    const waiting = all.filter(({ isWaiting }) => isWaiting).length;
    return all.length - Math.min(waiting, this.#parts.settings.concurrency);
  }

  /** Takes no new work, finishes what it has within `withinMs`, hands back what is left then, and ends. */
  drain(withinMs: number | null): void {
    if (!this.#isEnding) {
      this.#note("draining", `Finishing ${this.#running.size} and taking nothing new`);
    }
    this.#end();
    for (const attempt of this.#running.values()) {
      if (attempt.isWaiting) attempt.park();
      if (!attempt.isSeated) attempt.handBack("the worker is to end");
    }
    if (withinMs !== null)
      this.#until = setTimeout(() => this.stop("the worker had to end"), withinMs);
  }

  /** Ends its programs, hands back their work, and ends. */
  stop(reason: string): void {
    this.#end();
    this.#stopReason ??= reason;
    for (const attempt of this.#running.values()) attempt.handBack(reason);
  }

  #end(): void {
    this.#isEnding = true;
    clearTimeout(this.#until);
    this.#claims.end();
  }

  #begin(claim: Claim, { isSeated = false } = {}): void {
    const known = this.#running.get(claim.run);
    if (known) {
      known.answered(claim);
      return;
    }
    const { ref: task, title } = claim;
    const attempt = new Attempt(this.#shop, claim, { isSeated });
    this.#running.set(attempt.run, attempt);
    this.#parts.seats.changed();
    this.#note("claimed", `${task} ${title}`.trim(), { task, run: attempt.run });
    this.#reports.now();
    if (this.#stopReason !== null) attempt.handBack(this.#stopReason);
    void attempt.done.then((end) => this.#ended(attempt, end));
  }

  #ended(attempt: Attempt, end: AttemptEnd): void {
    this.#running.delete(attempt.run);
    if (end.is === "answered") {
      this.#begin(end.claim, { isSeated: true });
      return;
    }
    if (end.is === "done" && !attempt.isCommand) this.#rest.succeeded();
    if (end.is === "failed" || end.is === "unusable") {
      const { ref: task, run, isCommand } = attempt;
      const why = isCommand
        ? firstLine(end.error)
        : this.#rest.failed(end.error, end.is === "unusable");
      this.#note("failed", `${task} failed: ${why}`, { task, run });
    }
    this.#changed.ring();
    this.#parts.seats.changed();
    this.#reports.now();
  }

  #delivered(result: Result, delivery: Exclude<Delivery, { is: "later" | "stuck" }>): void {
    const { task, run } = result;
    if (delivery.is === "delivered") {
      const { sessions } = this.#parts.home;
      if (delivery.status === "done" && !sessions.get(task)?.isStage) sessions.remove(task);
      this.#note("delivered", `${task} ${becameText(delivery.status)}`, { task, run });
    } else if (delivery.is === "parked") {
      this.#note("parked", `${task} waits for an answer`, { task, run });
    } else
      this.#note("dropped", `The result of ${task} changes nothing: ${delivery.why}`, {
        task,
        run,
      });
    this.#changed.ring();
  }

  /** It keeps no other result, and is shown with its reason until it is taken or dropped. */
  #stuck({ task, run }: Result, why: string): void {
    const { name } = this.#parts.settings;
    const way = `it is tried again now and then; mc worker drop ${run} --name ${name} gives it up`;
    this.#note("stuck", `Baton does not take the result of ${task}: ${why} (${way})`, {
      task,
      run,
    });
    this.#changed.ring();
    this.#reports.now();
  }

  #setCondition(condition: string | null): void {
    if (condition === this.#condition) return;
    const isNew = this.#condition === null || condition === null;
    this.#condition = condition;
    if (!isNew) return;
    if (condition !== null) this.#note("blocked", condition);
    this.#reports.now();
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
        if (leftMs !== null) setTimeout(() => this.#reports.now(), leftMs + 500).unref();
        this.#claims.interrupt();
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
