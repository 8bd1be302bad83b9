import type { AgentRow } from "@/lib/agents/row";
import { systemActor } from "@/lib/core/actor";
import { asSystem, type Context, createContext } from "@/lib/core/context";
import { type Database, sqlState } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import type { ProcessPart } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { checkLimits } from "@/lib/limits/check";
import type { RunRow, RunWithTexts } from "@/lib/runs/wire";
import type { Continued } from "@/lib/runtimes/ask-tool";
import {
  type Asking,
  DETACH,
  type ErrorClass,
  type Runtime,
  type RuntimeEvent,
  type RuntimeOutcome,
  type RuntimeRequest,
} from "@/lib/runtimes/runtime";
import { goOnWithMessages, noteToolTurn, turnsOf } from "./conversation.sql";
import { stopIfCutOff } from "./cut-off";
import {
  closedRuns,
  type LiveRun,
  letGo,
  noteStarted,
  renewLeases,
  type Streamed,
  writeStreamed,
} from "./live.sql";
import { noteSettings, type RunOwner } from "./owner";
import { HEARTBEAT_MS } from "./terms";
import { callTools, isForPeople, MOST_TOOL_TURNS, type Toolbox, toolboxOf } from "./toolbox";

/** Streamed text is stored once this much is pending, in UTF-16 units, or after `writeAfterMs`. */
const WRITE_FROM_LENGTH = 4_096;
const RETRY_FIRST_MS = 200;
const RETRY_MAX_MS = 5_000;
/** How long to retry recording the end of a run while the database is unreachable. After that, its lease runs out. */
const WRITE_WITHIN_MS = 10 * 60_000;
/** The number of attempts after an error that is not the network's. The run is then ended with that error. */
const TRIES = 5;
/** The same limit during shutdown. */
const WRITE_WITHIN_STOPPING_MS = 5_000;

/** How often a worker looks at its runs, and how long streamed text waits before it is stored. */
interface Pace {
  tickMs: number;
  writeAfterMs: number;
}
const PACE: Pace = { tickMs: 1_000, writeAfterMs: 2_000 };

interface Work extends LiveRun {
  owner: RunOwner;
  done: Promise<void>;
}

/**
 * Works on the runs that Baton makes itself, in this process and outside of any job. It calls the runtime, stores what is
 * streamed, renews the leases, notices within a second when somebody else closed a run, and has the run's owner record the
 * end. The run's row is its only state: if the process dies, the lease runs out and `recoverRuns` of any process takes over.
 */
export class RunWorker {
  private readonly ctx: Context;
  private readonly pace: Pace;
  private readonly runs = new Map<number, Work>();
  private timer: NodeJS.Timeout | undefined;
  private beatAt = 0;
  private isTicking = false;
  private isStopping = false;

  constructor(db: Database, pace = PACE) {
    this.pace = pace;
    this.ctx = asSystem(createContext(systemActor("scheduler"), db), "scheduler");
  }

  has(runId: number): boolean {
    return this.runs.has(runId);
  }

  get size(): number {
    return this.runs.size;
  }

  /** Starts work on a run that was just opened, or goes on with one that was answered. */
  start(
    owner: RunOwner,
    begun: { run: RunWithTexts; runtime: Runtime; agent: AgentRow | null },
  ): void {
    this.work(owner, begun, false);
  }

  /** Joins a run that another process started. */
  attach(owner: RunOwner, begun: { run: RunWithTexts; runtime: Runtime }): void {
    this.work(owner, { ...begun, agent: null }, true);
  }

  /**
   * Stops work on every run. Runs that continue at their runtime are joined by the next process; the others are put back and
   * dispatched again.
   */
  async stop(): Promise<void> {
    this.isStopping = true;
    for (const live of this.runs.values()) letEnd(live);
    await Promise.allSettled([...this.runs.values()].map((live) => live.done));
    clearInterval(this.timer);
  }

  /** Resolves once this process no longer works on the run. */
  async ended(runId: number): Promise<void> {
    await this.runs.get(runId)?.done;
  }

  /** Resolves once no run is being worked on. */
  async idle(): Promise<void> {
    while (this.runs.size > 0) {
      await Promise.allSettled([...this.runs.values()].map((live) => live.done));
    }
  }

  private work(
    owner: RunOwner,
    begun: Pick<LiveRun, "run" | "runtime" | "agent">,
    isAttached: boolean,
  ): void {
    const { run } = begun;
    if (this.runs.has(run.id)) return;
    const controller = new AbortController();
    const live: Work = {
      ...begun,
      owner,
      controller,
      pending: "",
      writtenAt: Date.now(),
      closedAs: null,
      secret: null,
      done: Promise.resolve(),
    };
    this.runs.set(run.id, live);
    this.timer ??= setInterval(() => void this.tick(), this.pace.tickMs);
    if (this.isStopping) letEnd(live);
    live.done = this.runToEnd(live, isAttached)
      .catch((error: unknown) => logger.error({ run: run.id, err: String(error) }, "run lost"))
      .finally(() => {
        this.runs.delete(run.id);
        if (this.runs.size > 0) return;
        clearInterval(this.timer);
        this.timer = undefined;
      });
  }

  private async runToEnd(live: Work, isAttached: boolean): Promise<void> {
    const said = await this.lastTurn(live, isAttached);
    if (said === null) return;
    const outcome = said.status === "asks" ? await this.park(live, said) : said;
    if (outcome === null) return;
    const isDetached = this.isStopping && live.closedAs === null && isLeftRunning(live);
    const { run, secret } = live;
    const ended = { run, secret, isStopping: this.isStopping };
    const end = (how: RuntimeOutcome) =>
      this.persist<unknown>(live, () => {
        if (how.status === "failed" && isDetached) return letGo(this.ctx.db, run.id);
        if (how.status === "failed" && how.isLeft) return leave(this.ctx, run, how);
        return live.owner.finish(this.ctx, ended, how);
      });
    await end(outcome).catch((error: unknown) => {
      if (!isDefect(error)) throw error;
      logger.error({ run: run.id, err: String(error) }, "the end of a run cannot be written");
      return end(broken("", `its answer could not be stored: ${(error as Error).message}`));
    });
  }

  /** Lets a run wait whose model asks people. The outcome to end it with if it cannot. */
  private async park(live: Work, asking: Asking): Promise<RuntimeOutcome | null> {
    const { owner, run, secret } = live;
    try {
      if (!owner.park) throw new Error("this run may not ask anybody");
      const ended = { run, secret, isStopping: this.isStopping };
      await this.persist<unknown>(
        live,
        (isAgain) => owner.park?.(this.ctx, { ...ended, isAgain }, asking) ?? Promise.resolve(),
      );
      return null;
    } catch (error) {
      logger.error({ run: run.id, err: String(error) }, "the questions of a run cannot be written");
      const { output, model, usage } = asking;
      return {
        ...broken(output, `its question could not be stored: ${String(error)}`),
        model,
        usage,
      };
    }
  }

  /**
   * Calls the runtime, and again as long as people have said something to the run meanwhile. Null if it was stopped at one of its limits:
   * no turn begins beyond one.
   */
  private async lastTurn(live: Work, isAttached: boolean): Promise<RuntimeOutcome | Asking | null> {
    // One that has used something already goes on after a question.
    if (live.run.tokens_in !== null && (await this.isStopped(live))) return null;
    let said = await this.toolTurns(live, isAttached);
    while (said?.status === "succeeded" && live.closedAs === null) {
      const answered = said;
      if (await this.persist(live, () => stopIfCutOff(this.ctx, live.run, answered))) return null;
      if (!live.owner.steers) break;
      const next = await this.persist(live, (isAgain) =>
        goOnWithMessages(this.ctx, live.run, answered, isAgain),
      );
      if (next === null) break;
      live.run = { ...live.run, ...next };
      if (await this.isStopped(live)) return null;
      live.pending += "\n\n";
      said = await this.toolTurns(live, false);
    }
    return said;
  }

  private isStopped(live: Work): Promise<boolean> {
    return this.persist(live, () => checkLimits(this.ctx, live.run.id));
  }

  /** Calls the runtime, and again with what the tools answer that its model calls. Null if it was stopped at one of its limits. */
  private async toolTurns(
    live: Work,
    isAttached: boolean,
  ): Promise<RuntimeOutcome | Asking | null> {
    const toolbox = await this.persist(live, () => toolboxOf(this.ctx, live));
    let said = await this.callRuntime(live, isAttached, toolbox);
    for (let turn = 1; toolbox && said.status === "asks" && !isForPeople(said); turn++) {
      const asked = said;
      if (live.closedAs !== null || live.controller.signal.aborted)
        return broken(asked.output, "the run was stopped", "cancelled");
      if (turn > MOST_TOOL_TURNS)
        return broken(asked.output, `it called tools in ${MOST_TOOL_TURNS} turns, as many as may`);
      const calls = asked.calls.filter(({ name }) => !toolbox.reads(name));
      const used = { ...asked, calls };
      const before = await this.persist(live, () => turnsOf(this.ctx.db, live.run.id));
      const run = await this.persist(live, () => noteToolTurn(this.ctx, live.run, used, before));
      if (run) live.run = { ...live.run, ...run };
      if (await this.isStopped(live)) return null;
      for (const { name, input } of asked.calls)
        live.pending += `\n[${name} ${JSON.stringify(input)?.slice(0, 200) ?? ""}]\n`;
      const results = await callTools(toolbox, asked, live.controller.signal);
      said = await this.callRuntime(live, false, toolbox, {
        messages: asked.conversation,
        results,
      });
    }
    return said;
  }

  private async callRuntime(
    live: Work,
    isAttached: boolean,
    toolbox: Toolbox | null,
    continued?: Continued,
  ): Promise<RuntimeOutcome | Asking> {
    let output = "";
    try {
      const asked = await this.persist(live, () => live.owner.request(this.ctx, live, isAttached));
      const request = {
        ...asked,
        ...(toolbox ? { tools: toolbox.tools } : {}),
        ...(continued ? { continued } : {}),
        mayGoOn: live.owner.steers && live.runtime.capabilities.steersAfterTurn,
      };
      for await (const event of eventsOf(live.runtime, request, live.run, isAttached)) {
        if (event.type === "outcome") return event.outcome;
        if (event.type === "text") {
          live.pending += event.text;
          output += event.text;
        } else if (live.runtime.attach)
          await noteStarted(this.ctx.db, live.run.id, event).catch(() => undefined);
      }
      return broken(output, "the runtime ended without an outcome");
    } catch (error) {
      return broken(output, error instanceof Error ? error.message : String(error));
    }
  }

  /**
   * Retries while the database is unreachable, up to the point where another process will have taken over the run. `write` is told
   * whether it was tried before: if the connection broke at the commit, it may be written.
   */
  private async persist<T>(live: Work, write: (isAgain: boolean) => Promise<T>): Promise<T> {
    const began = Date.now();
    let tries = 0;
    let isAgain = false;
    for (let pauseMs = RETRY_FIRST_MS; ; pauseMs = Math.min(RETRY_MAX_MS, pauseMs * 2)) {
      try {
        return await write(isAgain);
      } catch (error) {
        isAgain = true;
        const limit = this.isStopping ? WRITE_WITHIN_STOPPING_MS : WRITE_WITHIN_MS;
        if (Date.now() - began > limit) throw error;
        if (isDefect(error) && ++tries >= TRIES) throw error;
        logger.warn({ run: live.run.id, err: (error as Error).message }, "run not written yet");
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }

  private async writeDueTexts(now: number): Promise<void> {
    const due: Streamed[] = [...this.runs.values()]
      .filter(({ pending, closedAs }) => pending !== "" && closedAs === null)
      .filter(
        ({ pending, writtenAt }) =>
          pending.length >= WRITE_FROM_LENGTH || now - writtenAt >= this.pace.writeAfterMs,
      )
      .map(({ run, pending }) => ({ runId: run.id, text: pending }));
    if (due.length === 0) return;
    await writeStreamed(this.ctx, due);
    for (const { runId, text } of due) {
      const live = this.runs.get(runId);
      if (!live) continue;
      live.pending = live.pending.slice(text.length);
      live.writtenAt = now;
    }
  }

  /** Stores streamed text, renews leases, and ends runs that somebody else closed. */
  private async tick(): Promise<void> {
    if (this.isTicking || this.runs.size === 0) return;
    this.isTicking = true;
    try {
      const ids = [...this.runs.keys()];
      const now = Date.now();
      // Retry a failed renewal at once: the leases kept running while the database was unreachable.
      if (now - this.beatAt >= HEARTBEAT_MS) {
        await renewLeases(this.ctx.db, ids);
        this.beatAt = now;
      }
      await this.writeDueTexts(now);
      const closed = await closedRuns(this.ctx.db, ids);
      for (const { id, outcome, isStopped } of closed) {
        const live = this.runs.get(id);
        if (!live) continue;
        live.closedAs = outcome;
        if (isStopped) live.controller.abort();
      }
    } catch (error) {
      logger.debug({ err: (error as Error).message }, "runs not renewed");
    } finally {
      this.isTicking = false;
    }
  }
}

/** Leaves a run at a runtime that refuses us. It is joined again when its lease has run out, or once the settings are right. */
async function leave(ctx: Context, run: RunRow, outcome: RuntimeOutcome): Promise<void> {
  await noteSettings(ctx, run, outcome);
  await letGo(ctx.db, run.id);
}

/** The run worker of a process, shared by all of its jobs. */
export const runWorkerPart: ProcessPart<RunWorker> = {
  name: "run worker",
  open: (db) => new RunWorker(db),
  close: (worker) => worker.stop(),
};

function eventsOf(
  runtime: Runtime,
  request: RuntimeRequest,
  run: RunRow,
  isAttached: boolean,
): AsyncIterable<RuntimeEvent> {
  if (!isAttached || !runtime.attach) return runtime.start(request);
  const { key, agentId, isAgentOptional, sessionKey } = request;
  const providerRunId = run.provider_run_id;
  return runtime.attach(request, { key, agentId, isAgentOptional, sessionKey, providerRunId });
}

/** Whether the run continues at its runtime after this process ends. */
const isLeftRunning = ({ owner, runtime }: Work): boolean =>
  owner.outlivesProcess && runtime.capabilities.resumes;

/** Stops work on a run because the process is shutting down. */
const letEnd = (live: Work): void =>
  live.controller.abort(isLeftRunning(live) ? DETACH : undefined);

/** Whether the error is not the network's, so that a retry would fail the same way. */
function isDefect(error: unknown): boolean {
  if (error instanceof DomainError || error instanceof TypeError) return true;
  return /^(22|23|42)/.test(sqlState(error) ?? "");
}

const broken = (
  output: string,
  error: string,
  errorClass: ErrorClass = "provider",
): RuntimeOutcome => ({
  status: "failed",
  output,
  model: null,
  usage: { tokensIn: null, tokensOut: null, costUsd: null },
  errorClass,
  error,
  retryAfterMs: null,
});
