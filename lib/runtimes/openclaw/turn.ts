import { setTimeout as sleep } from "node:timers/promises";
import { CallFailed } from "../http-call";
import type { RuntimeOutcome, RuntimeRequest } from "../runtime";
import { outcomeOfFinal } from "./answer";
import { isRefusal, refusalFailure } from "./failure";
import type { Link } from "./link";
import type { Stop } from "./stop";
import { type Trace, traceOf } from "./trace";
import { Abort, Final, History, readAs, Wait } from "./wire";

const ASK_MS = 30_000;
const HISTORY_ROWS = 200;
/** One wait for a run; the gateway's answer to it does not tell a run at work from one it does not know. */
const WAIT_MS = 20_000;
/** A finished run's stored answer appears this much after the wait for it ends. */
const SETTLE_MS = 250;

/** A turn of an agent, as the gateway is asked for it. */
export interface Turn {
  key: string;
  agentId: string;
  sessionKey: string;
  model: string | null;
  params: Record<string, unknown>;
}

/** The turn that a request asks for. A bare model call takes no system prompt, so that goes before the prompt. */
export function turnOf(request: RuntimeRequest, agentId: string, model: string | null): Turn {
  const isJudge = request.purpose === "judge";
  const sessionKey = sessionKeyOf(request, agentId);
  const system = request.system?.trim() ?? "";
  const message = isJudge && system !== "" ? `${system}\n\n${request.prompt}` : request.prompt;
  return {
    key: request.key,
    agentId,
    sessionKey,
    model,
    params: {
      message,
      agentId,
      sessionKey,
      idempotencyKey: request.key,
      timeout: Math.ceil(request.timeoutMs / 1000),
      deliver: false,
      ...(isJudge ? { modelRun: true } : {}),
      ...(!isJudge && system !== "" ? { extraSystemPrompt: system } : {}),
    },
  };
}

/** `agent:<the gateway's id>:<one name per task>`; the gateway writes it in lower case. */
export function sessionKeyOf(
  request: Pick<RuntimeRequest, "key" | "sessionKey">,
  agentId: string,
): string {
  const name = request.sessionKey?.replace(/^agent:[^:]*:/, "") ?? request.key;
  return `agent:${agentId}:${name}`.toLowerCase();
}

/** Begins a turn and waits for its end. */
export async function begin(
  link: Link,
  turn: Turn,
  stop: Stop,
  secret: string | null,
  onAccepted: () => void,
): Promise<RuntimeOutcome> {
  const final = await ask(link, turn, stop, secret, onAccepted);
  return isInFlight(final) ? askAgain(link, turn, stop, secret) : outcomeOfFinal(final, secret);
}

/** Has a task's session run on the model that was chosen for it, if one was; our scope may choose it nowhere else. */
export async function chooseModel(
  link: Link,
  turn: Turn,
  stop: Stop,
  secret: string | null,
): Promise<void> {
  if (turn.model === null) return;
  try {
    const params = { key: turn.sessionKey, model: turn.model };
    await link.request("sessions.patch", params, { timeoutMs: ASK_MS, signal: stop.signal });
  } catch (error) {
    throw isRefusal(error) ? refusalFailure(error, secret) : error;
  }
}

/** The gateway answers twice: that it took the turn, and what came of it. A failed turn may be an error answer with a payload. */
async function ask(
  link: Link,
  turn: Turn,
  stop: Stop,
  secret: string | null,
  onAccepted: () => void,
): Promise<unknown> {
  try {
    return await link.request("agent", turn.params, {
      expectFinal: true,
      timeoutMs: null,
      signal: stop.signal,
      onAccepted,
    });
  } catch (error) {
    throw isRefusal(error) ? refusalFailure(error, secret) : error;
  }
}

const isInFlight = (final: unknown): boolean => readAs(Final, final)?.status === "in_flight";

/** Joins a turn that this very gateway was asked for: it knows the key, and asking again begins nothing twice. */
export async function askAgain(
  link: Link,
  turn: Turn,
  stop: Stop,
  secret: string | null,
): Promise<RuntimeOutcome> {
  const bootId = link.hello?.bootId ?? null;
  for (;;) {
    if (link.hello?.bootId !== bootId) throw new Error("the gateway was started anew");
    const final = await ask(link, turn, stop, secret, () => undefined);
    if (!isInFlight(final)) return outcomeOfFinal(final, secret);
    await waitFor(link, turn.key, stop, WAIT_MS);
    await sleep(SETTLE_MS, undefined, { signal: stop.signal });
  }
}

/**
 * Joins a turn that was begun by an earlier process, or at a gateway that was started since. Such a gateway has forgotten
 * the key and would begin the turn a second time, so what the session's history tells counts, and the key is sent again
 * only once the gateway has said that it knows it.
 */
export async function rejoin(
  link: Link,
  turn: Turn,
  stop: Stop,
  secret: string | null,
  onText: (text: string) => void = () => undefined,
): Promise<RuntimeOutcome> {
  for (;;) {
    if ((await waitFor(link, turn.key, stop, 0)) !== "timeout")
      return askAgain(link, turn, stop, secret);
    const trace = await look(link, turn, secret);
    if (trace.kind === "ended") {
      // Between the two questions the run may have ended: its stored answer says more than the history.
      const isKnown = (await waitFor(link, turn.key, stop, 0)) !== "timeout";
      return isKnown ? askAgain(link, turn, stop, secret) : trace.outcome;
    }
    if (trace.kind === "unknown") {
      throw new CallFailed(
        "lost",
        "the gateway knows nothing of the run: it was started anew before it kept a trace",
      );
    }
    if (trace.text !== "") onText(trace.text);
    await waitFor(link, trace.runId, stop, WAIT_MS);
    await sleep(SETTLE_MS, undefined, { signal: stop.signal });
  }
}

async function waitFor(link: Link, runId: string, stop: Stop, ms: number): Promise<string> {
  const timeoutMs = Math.round(Math.min(ms, stop.leftMs));
  const params = { runId, timeoutMs };
  const wait = await link.request("agent.wait", params, {
    timeoutMs: timeoutMs + ASK_MS,
    signal: stop.signal,
  });
  return readAs(Wait, wait)?.status ?? "timeout";
}

/** What the history of the turn's session tells of it. */
export async function look(
  link: Link,
  turn: Pick<Turn, "key" | "sessionKey">,
  secret: string | null,
): Promise<Trace> {
  const params = { sessionKey: turn.sessionKey, limit: HISTORY_ROWS, inputRunIds: [turn.key] };
  const history = readAs(
    History,
    await link.request("chat.history", params, { timeoutMs: ASK_MS }),
  );
  if (!history)
    throw new CallFailed("protocol", "the gateway's history of the session cannot be read");
  return traceOf(history, turn.key, secret);
}

/** Stops the turn at the gateway, also where that goes on with it under another id. One that is over is no error. */
export async function abort(link: Link, turn: Pick<Turn, "key" | "sessionKey">): Promise<void> {
  const stopRun = async (runId: string): Promise<boolean> => {
    const params = { key: turn.sessionKey, runId };
    const answer = await link.request("sessions.abort", params, { timeoutMs: ASK_MS });
    return readAs(Abort, answer)?.status === "aborted";
  };
  if (await stopRun(turn.key)) return;
  const trace = await look(link, turn, null);
  if (trace.kind === "running" && trace.runId !== turn.key) await stopRun(trace.runId);
}
