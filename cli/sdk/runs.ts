import { followEvents } from "@/client/follow";
import type { Link } from "./link";
import { asBatonError } from "./refusals";
import type { Run, RunNews, Runs } from "./types";
import { waitFor } from "./wait";
import { FIRST_PATIENCE_MS, stoppable } from "./watch";

export function runsOf(link: Link): Runs {
  const bells = new RunBells(link);
  const runs: Runs = {
    get: async (id, options) =>
      (await link.request("GET", "/api/runs/{id}", { path: { id: String(id) } }, options)).run,
    list: async (query = {}, options) =>
      (await link.request("GET", "/api/runs", { query }, options)).runs,
    wait: (id, options = {}) =>
      waitFor(
        async (wait, sending) => {
          const input = { path: { id: String(id) }, query: { wait } };
          return (await link.request("GET", "/api/runs/{id}", input, sending)).run;
        },
        hasEnded,
        options,
      ),
    subscribe: (id, { signal } = {}) =>
      stoppable(signal ?? link.signal(), (own) => newsOf(link, bells, runs, id, own)),
    cancel: async (id, reason, options) => {
      const input = { path: { id: String(id) }, body: { reason } };
      return (await link.post("/api/runs/{id}/cancel", input, options)).run;
    },
  };
  return runs;
}

export const hasEnded = (run: Run): boolean => run.outcome !== null;

async function* newsOf(
  link: Link,
  bells: RunBells,
  runs: Runs,
  id: number,
  signal: AbortSignal,
): AsyncGenerator<RunNews> {
  const bell = bells.listen(id, signal);
  let after = 0;
  let said = "";
  let state: Run["state"] | null = null;
  try {
    // Listening first: what happens from here on rings.
    await bell.wait();
    for (;;) {
      const run = bell.takeChanged() ? await runs.get(id, { signal }) : null;
      if (run && hasEnded(run)) {
        const rest = unsaid(run.output, said);
        if (rest !== "") yield { type: "chunk", seq: after + 1, kind: "text", data: rest };
        yield { type: "ended", run };
        return;
      }
      if (run && run.state !== state) {
        state = run.state;
        yield { type: "state", state, run };
      }
      const input = { path: { id: String(id) }, query: { after_seq: String(after) } };
      const read = await link.request("GET", "/api/runs/{id}/chunks", input, { signal });
      for (const { seq, kind, data } of read.chunks) {
        after = seq;
        if (kind === "text") said += data;
        yield { type: "chunk", seq, kind, data };
      }
      // Its parts are gone with its end; the run itself has all of its text.
      if (!read.is_open) bell.change();
      await bell.wait();
    }
  } catch (error) {
    if (signal.aborted) return;
    throw error;
  } finally {
    bell.release();
  }
}

/** What a run said after the parts that were read, where its output is the sum of its parts. */
const unsaid = (output: string | null, said: string): string =>
  output?.startsWith(said) ? output.slice(said.length) : "";

/** Rings for those who follow runs, from one event stream for all of them, which is open while anybody listens. */
class RunBells {
  readonly #link: Link;
  readonly #bells = new Map<number, Set<RunBell>>();
  #stream: AbortController | null = null;

  constructor(link: Link) {
    this.#link = link;
  }

  listen(run: number, signal: AbortSignal): RunBell {
    const bells = this.#bells.get(run) ?? new Set();
    this.#bells.set(run, bells);
    const bell = new RunBell(signal, () => {
      bells.delete(bell);
      if (bells.size === 0) this.#bells.delete(run);
      if (this.#bells.size > 0) return;
      this.#stream?.abort();
      this.#stream = null;
    });
    bells.add(bell);
    // Whoever comes while the stream is open already needs no sign that it is.
    if (this.#stream) bell.change();
    else this.#open();
    return bell;
  }

  #open(): void {
    const stream = new AbortController();
    this.#stream = stream;
    void this.#read(stream.signal).catch((error) => {
      if (this.#stream !== stream) return;
      this.#stream = null;
      for (const bell of this.#all()) bell.fail(asBatonError(error));
    });
  }

  async #read(signal: AbortSignal): Promise<void> {
    const transport = await this.#link.transport();
    const options = { types: ["run", "request"], signal, patienceMs: FIRST_PATIENCE_MS };
    for await (const heard of followEvents(transport, options)) {
      if (heard.kind === "connected") for (const bell of this.#all()) bell.change();
      if (heard.kind !== "event") continue;
      const { run_id: run, type } = JSON.parse(heard.json) as {
        run_id: number | null;
        type: string;
      };
      for (const bell of this.#bells.get(run ?? 0) ?? []) {
        if (type === "run.output") bell.ring();
        else bell.change();
      }
    }
  }

  #all(): RunBell[] {
    return [...this.#bells.values()].flatMap((bells) => [...bells]);
  }
}

/** Tells that a run has said more, or has changed. */
class RunBell {
  #rung = false;
  #changed = false;
  #failure: { error: unknown } | null = null;
  #wake: () => void = () => undefined;
  readonly #signal: AbortSignal;
  readonly #onRelease: () => void;
  readonly #onAbort = () => this.#wake();

  constructor(signal: AbortSignal, onRelease: () => void) {
    this.#signal = signal;
    this.#onRelease = onRelease;
    signal.addEventListener("abort", this.#onAbort, { once: true });
  }

  ring(): void {
    this.#rung = true;
    this.#wake();
  }

  change(): void {
    this.#changed = true;
    this.ring();
  }

  fail(error: unknown): void {
    this.#failure = { error };
    this.#wake();
  }

  takeChanged(): boolean {
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  async wait(): Promise<void> {
    if (!this.#rung && !this.#failure && !this.#signal.aborted)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    this.#rung = false;
    if (this.#failure) throw this.#failure.error;
    this.#signal.throwIfAborted();
  }

  release(): void {
    this.#signal.removeEventListener("abort", this.#onAbort);
    this.#onRelease();
  }
}
