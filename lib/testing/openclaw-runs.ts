import { randomUUID } from "node:crypto";
import { FakeApprovals } from "./openclaw-approvals";
import {
  type Answer,
  type Ask,
  COST_USD,
  finalOf,
  type Play,
  textOf,
  USAGE,
} from "./openclaw-play";

interface Asker {
  accepted(payload: Record<string, unknown>): void;
  final(answer: Answer): void;
  drop(): void;
}

interface Run {
  ask: Ask;
  final: Answer | null;
  isAborted: boolean;
  abort: () => void;
  done: Promise<void>;
}

interface Row {
  role: string;
  content: unknown;
  [name: string]: unknown;
}

interface Session {
  model: string | null;
  rows: Row[];
  active: string | null;
  isInterrupted: boolean;
  lastRunId: string | null;
  status: string | null;
  /** Turns of one session follow each other. */
  turn: Promise<void>;
}

/** The agents of the fake gateway: their requests, their work, and what the gateway remembers of it. */
export class FakeRuns {
  bootId: string = randomUUID();
  readonly approvals = new FakeApprovals();
  readonly asks: Ask[] = [];
  readonly scripted: Play[] = [];
  otherwise: (ask: Ask) => Play = () => ({ text: "RESOLUTION: done" });
  private runs = new Map<string, Run>();
  private readonly sessions = new Map<string, Session>();
  private readonly listeners = new Set<(event: string, payload: Record<string, unknown>) => void>();
  private waiting: { count: number; resolve: () => void }[] = [];
  private readonly defaultModel: string;

  constructor(defaultModel: string) {
    this.defaultModel = defaultModel;
  }

  /** Resolves when this many turns have begun in total. */
  begun(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ count, resolve });
      this.wake();
    });
  }

  listen(listener: (event: string, payload: Record<string, unknown>) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  session(key: string): Session {
    const known = this.sessions.get(key);
    if (known) return known;
    const session: Session = {
      model: null,
      rows: [],
      active: null,
      isInterrupted: false,
      lastRunId: null,
      status: null,
      turn: Promise.resolve(),
    };
    this.sessions.set(key, session);
    return session;
  }

  begin(params: Record<string, unknown>, asker: Asker): void {
    const key = String(params.idempotencyKey);
    const known = this.runs.get(key);
    const sessionKey = String(params.sessionKey).toLowerCase();
    const agentId = String(params.agentId);
    if (known) {
      if (known.final) asker.final(known.final);
      else asker.accepted({ runId: key, status: "in_flight", sessionKey, agentId });
      return;
    }
    const play = this.scripted.shift();
    if (play?.drops === "unheard") {
      asker.drop();
      return;
    }
    const session = this.session(sessionKey);
    const isModelRun = params.modelRun === true;
    const ask: Ask = {
      agentId,
      sessionKey,
      key,
      message: String(params.message),
      // A bare model call has no system prompt.
      system: isModelRun ? null : ((params.extraSystemPrompt as string | undefined) ?? null),
      model: session.model ?? this.defaultModel,
      isModelRun,
    };
    asker.accepted({ runId: key, sessionKey, agentId, status: "accepted", acceptedAt: Date.now() });
    this.launch(ask, play, asker);
    if (play?.drops === "accepted") asker.drop();
  }

  private launch(ask: Ask, play: Play | undefined, asker: Asker | null): void {
    const session = this.session(ask.sessionKey);
    let abort = (): void => undefined;
    const aborted = new Promise<void>((resolve) => {
      abort = resolve;
    });
    const run: Run = { ask, final: null, isAborted: false, abort, done: Promise.resolve() };
    this.runs.set(ask.key, run);
    run.done = session.turn.then(() => this.perform(run, play, aborted, asker));
    session.turn = run.done;
  }

  private async perform(
    run: Run,
    scripted: Play | undefined,
    aborted: Promise<void>,
    asker: Asker | null,
  ): Promise<void> {
    const { ask } = run;
    const { bootId } = this;
    const session = this.session(ask.sessionKey);
    this.asks.push(ask);
    const play = scripted ?? this.scripted.shift() ?? this.otherwise(ask);
    session.active = ask.key;
    session.status = "running";
    if (!ask.isModelRun) {
      const row = { role: "user", content: ask.message, timestamp: Date.now() };
      session.rows.push({ ...row, idempotencyKey: `${ask.key}:user`, __openclaw: {} });
    }
    this.tell(ask, "lifecycle", { phase: "start", startedAt: Date.now() });
    this.wake();
    if (play.leave) await Promise.race([this.approvals.request(ask, play.leave), aborted]);
    await Promise.race([play.hang ? aborted : (play.until ?? Promise.resolve()), aborted]);
    // A gateway that went away meanwhile does nothing any more.
    if (bootId !== this.bootId) return;
    if (!run.isAborted) this.speak(ask, play);
    run.final = run.isAborted
      ? {
          ok: true,
          payload: { runId: ask.key, status: "timeout", summary: "aborted", stopReason: "rpc" },
        }
      : finalOf(ask, play);
    this.remember(run, play, session);
    if (play.drops === "answered") asker?.drop();
    asker?.final(run.final);
    if (play.twice) asker?.final(run.final);
  }

  private speak(ask: Ask, play: Play): void {
    const text = textOf(play);
    const size = play.chunk ?? 16;
    let said = "";
    for (let at = 0; at < text.length; at += size) {
      const delta = text.slice(at, at + size);
      said += delta;
      this.tell(ask, "assistant", { text: said, delta, itemId: "1" });
    }
  }

  private remember(run: Run, play: Play, session: Session): void {
    session.active = null;
    session.lastRunId = run.ask.key;
    session.status = run.isAborted ? "killed" : "done";
    if (run.isAborted || run.ask.isModelRun) return;
    const usage = play.usage ?? USAGE;
    const [provider, model] = run.ask.model.split("/");
    session.rows.push({
      role: "assistant",
      content: [{ type: "text", text: textOf(play) }],
      provider,
      model,
      usage: { ...usage, cacheRead: 0, cacheWrite: 0, cost: { total: play.costUsd ?? COST_USD } },
      stopReason: play.failure || play.errorPayload ? "error" : "stop",
      ...(play.failure || play.errorPayload
        ? { errorMessage: play.failure ?? play.errorPayload }
        : {}),
      __openclaw: { runId: run.ask.key },
    });
  }

  private tell(ask: Ask, stream: string, data: Record<string, unknown>): void {
    const { key, sessionKey, agentId } = ask;
    const payload = { runId: key, sessionKey, agentId, stream, data, seq: 1, ts: Date.now() };
    for (const listener of [...this.listeners]) listener("agent", payload);
  }

  async wait(params: { runId: string; timeoutMs?: number }): Promise<Record<string, unknown>> {
    const run = this.runs.get(params.runId);
    const timeout = { runId: params.runId, status: "timeout" };
    const ended = (): Record<string, unknown> => {
      const status = String(run?.final?.payload?.status ?? "ok");
      return run?.final
        ? { runId: params.runId, status: status === "timeout" ? "error" : status }
        : timeout;
    };
    if (run?.final) return ended();
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      run?.done,
      new Promise((resolve) => {
        timer = setTimeout(resolve, params.timeoutMs ?? 30_000);
      }),
    ]);
    clearTimeout(timer);
    return ended();
  }

  abort({ key, runId }: { key?: string; runId?: string }): Record<string, unknown> {
    const active = this.session(String(key).toLowerCase()).active;
    const run = this.runs.get(runId ?? active ?? "");
    if (!run || run.final || run.isAborted)
      return { ok: true, abortedRunId: null, status: "no-active-run" };
    run.isAborted = true;
    run.abort();
    return { ok: true, abortedRunId: run.ask.key, status: "aborted" };
  }

  history({ sessionKey }: { sessionKey: string }): Record<string, unknown> {
    const session = this.session(sessionKey.toLowerCase());
    const isHere = session.active !== null && this.runs.has(session.active);
    return {
      sessionKey,
      messages: session.rows,
      pendingInputs: { items: [], total: 0 },
      ...(isHere
        ? { inFlightRun: { runId: session.active, text: "", sessionAbortable: true } }
        : {}),
      sessionInfo: {
        key: sessionKey,
        hasActiveRun: isHere || session.isInterrupted,
        status: session.status,
        lastRunId: session.lastRunId,
      },
    };
  }

  /** Forgets what was said in all sessions. */
  forgetSessions(): void {
    this.sessions.clear();
  }

  /** Forgets all but the sessions. */
  forget(): void {
    this.bootId = randomUUID();
    for (const run of this.runs.values()) run.abort();
    this.runs = new Map();
    for (const session of this.sessions.values()) {
      session.isInterrupted = session.active !== null;
      session.active = null;
      session.turn = Promise.resolve();
    }
  }

  /** Continues the turns that a shutdown interrupted, under other ids, as a real gateway does. */
  resumeInterrupted(): void {
    for (const [sessionKey, session] of this.sessions) {
      if (!session.isInterrupted) continue;
      session.isInterrupted = false;
      const agentId = sessionKey.split(":")[1] ?? "";
      const message = "[System] Your previous turn was interrupted by a gateway restart.";
      const model = session.model ?? this.defaultModel;
      const key = randomUUID();
      this.launch(
        { agentId, sessionKey, key, message, system: null, model, isModelRun: false },
        undefined,
        null,
      );
    }
  }

  private wake(): void {
    this.waiting = this.waiting.filter((wait) => {
      if (this.asks.length < wait.count) return true;
      wait.resolve();
      return false;
    });
  }
}
