import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
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
/** The length of one wait; the gateway's answer to it does not distinguish an active run from an unknown one. */
const WAIT_MS = 20_000;
/** How long after the wait ends a finished run's stored answer appears. */
const SETTLE_MS = 250;

/** The parameters of a gateway request for an agent's turn. */
export interface Turn {
  key: string;
  agentId: string;
  sessionKey: string;
  model: string | null;
  params: Record<string, unknown>;
}

/** The turn for a request. A bare model call takes no system prompt, so that is put before the prompt. */
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

/** `agent:<the gateway's id>:<one name per task>`, which the gateway lower-cases. */
export function sessionKeyOf(
  request: Pick<RuntimeRequest, "key" | "sessionKey">,
  agentId: string,
): string {
  const name = request.sessionKey?.replace(/^agent:[^:]*:/, "") ?? request.key;
  return `agent:${agentId}:${name}`.toLowerCase();
}

/** Starts a turn and waits for its end. */
export async function beginTurn(
  link: Link,
  turn: Turn,
  stop: Stop,
  secret: string | null,
  onAccepted: () => void,
): Promise<RuntimeOutcome> {
  const final = await ask(link, turn, stop, secret, onAccepted);
  return isInFlight(final) ? askAgain(link, turn, stop, secret) : outcomeOfFinal(final, secret);
}

/** Sets the task's session to the chosen model, if any: with our scope it cannot be set elsewhere. */
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

/**
 * The gateway answers twice: when it accepts the turn, and with the result. A failed turn may be an error answer with a
 * payload.
 */
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

/** Joins a turn at the same gateway process that started it: it knows the key, so asking again starts nothing twice. */
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
 * Joins a turn that an earlier process started, or a gateway that has restarted since. Such a gateway has forgotten the
 * key and would start the turn a second time, so the session's history decides, and the key is sent again only once the
 * gateway has confirmed that it knows it.
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
    const trace = await readTrace(link, turn, secret);
    if (trace.kind === "ended") {
      // The run may have ended between the two requests; then its stored answer is more complete than the history.
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

/** Whether the gateway has anything of the turn's session. */
export async function isKnown(link: Link, { sessionKey }: Turn): Promise<boolean> {
  const params = { sessionKey, limit: 1 };
  const answer = await link.request("chat.history", params, { timeoutMs: ASK_MS });
  const history = readAs(z.object({ messages: z.array(z.unknown()) }), answer);
  return history === null || history.messages.length > 0;
}

/** The state of the turn by its session's history. */
export async function readTrace(
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

/** Stops the turn at the gateway, even where it continues under another id. A finished turn is not an error. */
export async function abort(link: Link, turn: Pick<Turn, "key" | "sessionKey">): Promise<void> {
  const stopRun = async (runId: string): Promise<boolean> => {
    const params = { key: turn.sessionKey, runId };
    const answer = await link.request("sessions.abort", params, { timeoutMs: ASK_MS });
    return readAs(Abort, answer)?.status === "aborted";
  };
  if (await stopRun(turn.key)) return;
  const trace = await readTrace(link, turn, null);
  if (trace.kind === "running" && trace.runId !== turn.key) await stopRun(trace.runId);
}
