import type { Answer, Baton, Input } from "@/client/client";
import type { KeptWorktrees } from "./kept-worktrees";
import { pauseAway } from "./pace";
import type { Program } from "./programs/program";
import type { WorkerSettings } from "./settings";

/** A worker as Baton lists it. */
export type WorkerWire = Answer<"workers.report">["worker"];
export type Order = WorkerWire["wanted"];

/** What a report is made of, and where its answer goes. */
interface ReportsParts {
  baton: Baton;
  settings: WorkerSettings;
  program: Program;
  self: { host: string; pid: number; version: string };
  /** The runs whose programs live, and those whose results are on their way. */
  runs(): number[];
  condition(): string | null;
  freeBytes(): number | null;
  /** The order that the worker follows now. */
  heard(): Order;
  hear(worker: WorkerWire): void;
  /** The worktrees that wait for a verdict. */
  kept: KeptWorktrees;
  /** Baton has ended the run, or somebody else has it. */
  lost(run: number): void;
  /** People said something to the run that it is to hear at once. Resolves to whether it was given to it. */
  said(run: number): Promise<boolean>;
}

const BUSY_SECONDS = 30;
const IDLE_SECONDS = 60;
/** Beyond what the server waits: for the way there and back. */
const PATIENCE_MS = 20_000;
/** Before what a program could not be told is looked at again. */
const RETRY_MS = 2_000;
/** As many runs does Baton take in one report. */
const MOST_RUNS = 100;

type Body = NonNullable<Input<"workers.report">["body"]>;

/** Tells Baton what lives, which renews the leases of its runs, and hears orders. Each report waits at the server for news. */
export class Reports {
  readonly #parts: ReportsParts;
  #waiting: AbortController | null = null;
  #isOver = false;

  constructor(parts: ReportsParts) {
    this.#parts = parts;
  }

  /** The first report of a process: it has heard no order, and what people want of it counts from here on. */
  async begin(): Promise<WorkerWire> {
    const { baton } = this.#parts;
    const body = { ...(await this.#body()), wait: 0 };
    return (await baton.call("workers.report", { body }, { again: true })).worker;
  }

  /** Reports until it is told to end. */
  async run(): Promise<void> {
    const { baton, hear, heard, lost, said, kept } = this.#parts;
    for (let tries = 0; !this.#isOver; ) {
      this.#waiting = new AbortController();
      const { signal } = this.#waiting;
      const body = { ...(await this.#body()), heard: heard() };
      const options = { signal, timeoutMs: body.wait * 1_000 + PATIENCE_MS, patienceMs: 0 };
      try {
        const { worker, runs, messages, unpicked } = await baton.call(
          "workers.report",
          { body },
          options,
        );
        tries = 0;
        kept.told(body.unpicked_done ?? []);
        for (const run of runs.lost) lost(run);
        hear(worker);
        for (const task of unpicked) await kept.remove(task);
        const loud = messages.filter(({ now }) => now > 0);
        const given = await Promise.all(loud.map(({ run_id: run }) => said(run)));
        // The next report would be answered at once with the same.
        if (given.includes(false)) await sleepUnless(RETRY_MS, signal);
      } catch {
        if (signal.aborted) continue;
        await sleepUnless(pauseAway(++tries), signal);
      }
    }
  }

  /** Something changed that Baton should know at once. */
  now(): void {
    this.#waiting?.abort();
  }

  /** No more reports. */
  stop(): void {
    this.#isOver = true;
    this.now();
  }

  /** The last word of a worker that ends. Nothing is wrong if it does not arrive. */
  async end(): Promise<void> {
    const { baton, heard } = this.#parts;
    const body = { ...(await this.#body()), heard: heard(), stopped: true };
    await baton.call("workers.report", { body }, { patienceMs: 0 }).catch(() => undefined);
  }

  async #body(): Promise<Body & { wait: number }> {
    const { settings, program, self, condition, freeBytes, kept } = this.#parts;
    const runs = this.#parts.runs().slice(0, MOST_RUNS);
    const done = kept.untold();
    return {
      ...self,
      agent: settings.name,
      program:
        settings.commands && settings.backend !== "none"
          ? `${program.name} and commands`.slice(0, 200)
          : program.name,
      steers: [...program.steers],
      concurrency: settings.concurrency,
      work_type: settings.workType,
      free_disk_bytes: freeBytes(),
      condition: condition()?.slice(0, 500) ?? null,
      run_ids: runs,
      worktree_tasks: await kept.tasks(),
      ...(done.length > 0 ? { unpicked_done: done } : {}),
      wait: runs.length > 0 ? BUSY_SECONDS : IDLE_SECONDS,
    };
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
