import { CallFailed, streamCall } from "../http-call";
import { readCompletion } from "../openai";
import { modelIds } from "../probe-models";
import type { Probe, RuntimeEvent, RuntimeOutcome, RuntimeRequest } from "../runtime";
import { failedOutcome } from "./answer";
import { unknownAgent } from "./catalog";
import { sessionKeyOf } from "./turn";

const ASK_MS = 15_000;
const PREFIX = "openclaw/";

export interface HttpTarget {
  /** Without `/v1`. */
  url: string;
  token: string | null;
}

const headersOf = ({ token }: HttpTarget): Record<string, string> =>
  token ? { authorization: `Bearer ${token}` } : {};

/**
 * A turn over the gateway's chat completions: it yields the answer and its tokens but no cost, and no other process can
 * join it. The gateway stops the run when we close the connection.
 */
export async function* overHttp(
  target: HttpTarget,
  request: RuntimeRequest,
): AsyncGenerator<RuntimeEvent> {
  let agentId: string;
  try {
    agentId = await agentOverHttp(target, request);
  } catch (error) {
    const failed = error instanceof CallFailed ? error : unreachable(error, request);
    yield {
      type: "outcome",
      outcome: { ...failedOutcome(failed), isUnsent: true } as RuntimeOutcome,
    };
    return;
  }
  const system = request.system ? [{ role: "system", content: request.system }] : [];
  yield* streamCall(request, {
    url: `${target.url}/v1/chat/completions`,
    secret: target.token ?? "",
    headers: {
      ...headersOf(target),
      "x-openclaw-session-key": sessionKeyOf(request, agentId),
      // The gateway accepts or refuses a model by name; for a mere preference the agent keeps its own.
      ...(request.model && !request.isModelOptional ? { "x-openclaw-model": request.model } : {}),
    },
    body: {
      model: `${PREFIX}${agentId}`,
      messages: [...system, { role: "user", content: request.prompt }],
      stream: true,
      stream_options: { include_usage: true },
    },
    read: readCompletion,
  });
}

/** Whether the gateway's HTTP endpoint works, and which agents it has; it does not report their models. */
export async function probeHttp(target: HttpTarget, signal: AbortSignal): Promise<Probe> {
  try {
    const ids = await agentIds(target, signal);
    const agents = ids.map((id) => ({ id, name: id, model: null }));
    return { ok: true, version: null, models: [], agents };
  } catch (error) {
    const failed = error instanceof CallFailed ? error : unreachable(error, { signal });
    return { ok: false, errorClass: failed.errorClass, reason: failed.message };
  }
}

async function agentOverHttp(target: HttpTarget, request: RuntimeRequest): Promise<string> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(ASK_MS)]);
  const ids = await agentIds(target, signal);
  const known = ids.find((id) => id.toLowerCase() === request.agentId.toLowerCase());
  if (known) return known;
  if (request.isAgentOptional && ids[0] !== undefined) return ids[0];
  throw unknownAgent(request.agentId, ids);
}

async function agentIds(target: HttpTarget, signal: AbortSignal): Promise<string[]> {
  const response = await fetch(`${target.url}/v1/models`, {
    headers: headersOf(target),
    redirect: "manual",
    cache: "no-store",
    signal,
  });
  if (response.status === 404) {
    throw new CallFailed(
      "configuration",
      "the gateway's HTTP endpoint is off: set gateway.http.endpoints.chatCompletions.enabled there, or use its WebSocket",
    );
  }
  const ids = await modelIds(response);
  return ids.flatMap((id) => (id.startsWith(PREFIX) ? [id.slice(PREFIX.length)] : []));
}

function unreachable(error: unknown, request: { signal: AbortSignal }): CallFailed {
  const { signal } = request;
  if (signal.aborted && (signal.reason as Error).name === "TimeoutError")
    return new CallFailed("timeout", "the gateway does not answer");
  if (signal.aborted) return new CallFailed("cancelled", "the call was cancelled");
  const cause = (error as { cause?: { code?: string } }).cause?.code;
  if (cause) return new CallFailed("network", `the gateway cannot be reached (${cause})`);
  return new CallFailed("network", "the gateway does not answer");
}
