import { setTimeout as sleep } from "node:timers/promises";
import { CallFailed } from "../http-call";
import type { Asking, RunRef, RuntimeEvent, RuntimeOutcome, RuntimeRequest } from "../runtime";
import { failedOutcome } from "./answer";
import { decide, leaveIn, openLeave } from "./approvals";
import { agentIdAt, modelAt } from "./catalog";
import { Channel } from "./channel";
import { isRefusal, refusalFailure, ShutOut, said } from "./failure";
import type { GatewayEvent, Link } from "./link";
import { Stop } from "./stop";
import {
  abort,
  askAgain,
  beginTurn,
  chooseModel,
  isKnown,
  rejoin,
  sessionKeyOf,
  type Turn,
  turnOf,
} from "./turn";

const CONNECT_MS = 20_000;
/** How long to try to stop a run while the gateway is away. */
const ABORT_WITHIN_MS = 60_000;
const PAUSE_MS = 1_000;
/** What a run that is joined after its deadline is given; such a run is not waited for any longer. */
const SHORTEST_MS = 1_000;

/** A turn over one connection, started or joined again. */
export interface Follow {
  link: Link;
  request: RuntimeRequest;
  /** The run was started before. */
  joins: boolean;
  /** People are asked what the turn needs leave for. */
  asksLeave: boolean;
  /** Never shown. */
  secret: string | null;
}

/**
 * Follows a turn as events that end in one outcome. It outlives both the connection and the gateway: a turn that was
 * started is looked up again until the deadline. An abort or the deadline stops it at the gateway; a reader that leaves
 * does not.
 */
export async function* follow(run: Follow): AsyncGenerator<RuntimeEvent> {
  const events = new Channel<RuntimeEvent>();
  const stop = new Stop(run.request);
  const release = run.link.keepOpen();
  const done = conclude(run, stop, (event) => events.push(event)).then((outcome) => {
    events.push({ type: "outcome", outcome });
    events.close();
  });
  try {
    yield* events;
  } finally {
    stop.now("detached");
    stop.end();
    void done.finally(release);
  }
}

type Emit = (event: RuntimeEvent) => void;

/** Never rejects: every failure becomes the outcome. */
async function conclude(run: Follow, stop: Stop, emit: Emit): Promise<RuntimeOutcome | Asking> {
  const heard = new Heard();
  const asked = Promise.withResolvers<Asking>();
  const begun: Begun = { turn: null, isSent: run.joins };
  const unlisten = run.link.listen((event) => {
    const leave = run.asksLeave && begun.turn && leaveIn(event, begun.turn);
    if (leave) asked.resolve(leave);
    const text = begun.turn && heard.textOf(event, begun.turn);
    if (text) emit({ type: "text", text });
  });
  try {
    return await Promise.race([pursue(run, stop, begun, emit), asked.promise]);
  } catch (error) {
    if (stop.reason !== null) {
      if (stop.reason !== "detached" && begun.turn) void abortSoon(run.link, begun.turn);
      return failedOutcome(stop.failure(), { ...heard.answer });
    }
    return failedTurn(asFailure(error, run.secret), begun, stop);
  } finally {
    unlisten();
  }
}

/** How far a turn came. */
interface Begun {
  turn: Turn | null;
  /** The gateway may have heard of it. */
  isSent: boolean;
}

/** A turn that the gateway refuses to let us follow, because of our settings, goes on there without us until its deadline. */
function failedTurn(failure: CallFailed, { isSent }: Begun, stop: Stop): RuntimeOutcome {
  const outcome = failedOutcome(failure);
  if (outcome.status !== "failed") return outcome;
  if (!isSent) return { ...outcome, isUnsent: true };
  const isShutOut = failure instanceof ShutOut && stop.leftMs > SHORTEST_MS;
  return isShutOut ? { ...outcome, isLeft: true } : outcome;
}

async function pursue(
  { link, request, joins, asksLeave, secret }: Follow,
  stop: Stop,
  begun: Begun,
  emit: Emit,
): Promise<RuntimeOutcome | Asking> {
  const { signal } = stop;
  const connectMs = Math.min(request.connectTimeoutMs ?? CONNECT_MS, stop.leftMs);
  // A run that was started is worth waiting for; a new one is better retried later.
  const timeoutMs = joins ? stop.leftMs : connectMs;
  await link.ready({ isPatient: joins, timeoutMs, signal });
  const prepared = () => prepare(link, request, joins);
  const turn = joins ? await persist(link, stop, prepared) : await prepared();
  begun.turn = turn;
  const started = once(() => emit({ type: "started", providerRunId: turn.key, model: turn.model }));
  const onText = once((text: string) => emit({ type: "text", text }));
  if (joins && asksLeave) {
    const { continued } = request;
    if (continued) await persist(link, stop, () => decide(link, continued.results));
    const waitsFor = await persist(link, stop, () => openLeave(link, turn));
    if (waitsFor) return waitsFor;
  }
  if (joins) started();
  else {
    if (
      request.ifForgotten !== undefined &&
      !(await persist(link, stop, () => isKnown(link, turn)))
    ) {
      emit({ type: "text", text: "[its session is gone: it begins anew]\n\n" });
      turn.params.message = `${request.ifForgotten}\n\n${turn.params.message}`;
    }
    await persist(link, stop, () => chooseModel(link, turn, stop, secret));
  }
  let sentTo: string | null = null;
  return persist(link, stop, () => {
    const bootId = link.hello?.bootId ?? null;
    if (!joins && sentTo === null) {
      sentTo = bootId ?? "";
      begun.isSent = true;
      return beginTurn(link, turn, stop, secret, started);
    }
    started();
    const isSame = bootId !== null && bootId === sentTo;
    return isSame
      ? askAgain(link, turn, stop, secret)
      : rejoin(link, turn, stop, secret, joins ? onText : undefined);
  });
}

/** Retries over the next connection while the failure is the connection's. */
async function persist<T>(link: Link, stop: Stop, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (stop.reason !== null || !isDropped(error)) throw error;
      const { signal } = stop;
      await sleep(link.hello ? PAUSE_MS : 0, undefined, { signal });
      await link.ready({ isPatient: true, timeoutMs: stop.leftMs, signal });
    }
  }
}

/** Only the first call has an effect. */
function once<A extends unknown[]>(work: (...args: A) => void): (...args: A) => void {
  let isDone = false;
  return (...args) => {
    if (!isDone) work(...args);
    isDone = true;
  };
}

/** Looks up the gateway's names of the agent and the model; joining again needs no model. */
async function prepare(link: Link, request: RuntimeRequest, joins: boolean): Promise<Turn> {
  const agentId = await agentIdAt(link, request);
  return turnOf(request, agentId, joins ? null : await modelAt(link, request));
}

/** The connection failed, not the run. */
function isDropped(error: unknown): boolean {
  return !(error instanceof CallFailed) && !isRefusal(error);
}

function asFailure(error: unknown, secret: string | null): CallFailed {
  if (error instanceof CallFailed) return error;
  if (isRefusal(error)) return refusalFailure(error, secret);
  const message = error instanceof Error ? error.message : String(error);
  return new CallFailed("network", `the connection to the gateway broke: ${said(message, secret)}`);
}

/** Stops a run at the gateway, now or when it is back within a minute; never rejects. */
async function abortSoon(link: Link, turn: Pick<Turn, "key" | "sessionKey">): Promise<void> {
  const release = link.keepOpen();
  const signal = AbortSignal.timeout(ABORT_WITHIN_MS);
  try {
    while (!signal.aborted) {
      await link.ready({ isPatient: true, timeoutMs: ABORT_WITHIN_MS, signal });
      try {
        return await abort(link, turn);
      } catch (error) {
        if (!isDropped(error)) return;
        await sleep(PAUSE_MS);
      }
    }
  } catch {
    // The gateway ends the run at its deadline; a cancelled one is also stopped by a job that keeps retrying.
  } finally {
    release();
  }
}

/** Stops a run that was started earlier; rejects when the gateway is unreachable or the connection breaks twice. */
export async function abortNow(link: Link, ref: RunRef): Promise<void> {
  const signal = AbortSignal.timeout(CONNECT_MS);
  const stop = async (): Promise<void> => {
    await link.ready({ isPatient: false, timeoutMs: CONNECT_MS, signal });
    const agentId = await agentIdAt(link, ref);
    await abort(link, { key: ref.key, sessionKey: sessionKeyOf(ref, agentId) });
  };
  try {
    await stop();
  } catch (error) {
    // A connection may have been dead for a while unnoticed.
    if (!isDropped(error)) throw error;
    await stop();
  }
}

/** The text an agent writes while it works: each part once, with a blank line between messages. */
class Heard {
  answer = {
    output: "",
    model: null as string | null,
    usage: { tokensIn: null, tokensOut: null, costUsd: null },
  };
  private item: string | null = null;

  textOf({ event, payload }: GatewayEvent, turn: Turn): string | null {
    if (event !== "agent" || payload.stream !== "assistant") return null;
    if (payload.runId !== turn.key && payload.sessionKey !== turn.sessionKey) return null;
    const data = (payload.data ?? {}) as { delta?: unknown; itemId?: unknown };
    if (typeof data.delta !== "string" || data.delta === "") return null;
    const item = typeof data.itemId === "string" ? data.itemId : this.item;
    const isNext = this.item !== null && item !== this.item && this.answer.output !== "";
    this.item = item;
    const text = isNext ? `\n\n${data.delta}` : data.delta;
    this.answer.output += text;
    return text;
  }
}
