import { CallFailed } from "../http-call";
import { oneLine } from "../prompt-material";
import type { ErrorClass } from "../runtime";

/** The errors that the gateway's client throws for a gateway's answer; all its other errors concern the connection. */
interface Refusal {
  gatewayCode: string;
  message: string;
  details?: unknown;
  retryAfterMs?: number;
  responsePayload?: unknown;
}

/** Whether the gateway itself answered with this error. */
export function isRefusal(error: unknown): error is Error & Refusal {
  return error instanceof Error && typeof (error as Partial<Refusal>).gatewayCode === "string";
}

const MAX_SAID = 300;

/** One line of the other side's message, with the token removed if it contains it. */
export function said(message: string, secret: string | null): string {
  const line = oneLine(message).slice(0, MAX_SAID).toWellFormed();
  return secret ? line.replaceAll(secret, "[key]") : line;
}

/** The address does not accept WebSockets; HTTP may still work. */
export class NoWebSocket extends CallFailed {}

/** The gateway accepts no connection with our settings. Runs that were begun there go on. */
export class ShutOut extends CallFailed {}

/** Why the connection to the gateway failed, and what to do. */
export function connectFailure(error: Error, secret: string | null): CallFailed {
  if (!isRefusal(error)) return unreachable(error, secret);
  const details = (error.details ?? {}) as Record<string, unknown>;
  const code = typeof details.code === "string" ? details.code : "";
  if (code === "PAIRING_REQUIRED") return pairing(details);
  if (code.startsWith("AUTH_TOKEN") || code === "AUTH_UNAUTHORIZED" || code === "AUTH_REQUIRED") {
    return new CallFailed(
      "configuration",
      "the gateway refused the token: it must be the gateway's own (gateway.auth.token), in Settings, Runtimes, or in OPENCLAW_GATEWAY_TOKEN",
    );
  }
  if (code === "AUTH_RATE_LIMITED") {
    return new CallFailed(
      "configuration",
      "the gateway refused too many wrong tokens and takes none for some minutes",
      error.retryAfterMs ?? null,
    );
  }
  if (code === "PROTOCOL_MISMATCH") {
    return new CallFailed(
      "configuration",
      `the gateway speaks protocol ${details.expectedProtocol ?? "unknown"} and Baton speaks 4: update the older of the two`,
    );
  }
  if (details.reason === "websocket-upgrade-rejected") {
    const status = details.httpStatus ?? "an unknown status";
    return new NoWebSocket(
      "network",
      `the gateway's address takes no WebSocket (HTTP ${status}${details.gatewayErrorType ? `, ${details.gatewayErrorType}` : ""})`,
    );
  }
  const isTemporary = error.gatewayCode === "UNAVAILABLE";
  return new CallFailed(
    isTemporary ? "network" : "configuration",
    `the gateway refused the connection: ${said(error.message, secret)}`,
    error.retryAfterMs ?? null,
  );
}

function pairing(details: Record<string, unknown>): CallFailed {
  const request = typeof details.requestId === "string" ? details.requestId : null;
  const command = request
    ? `openclaw devices approve ${request}`
    : "openclaw devices list, then openclaw devices approve with its request";
  return new CallFailed(
    "configuration",
    `the gateway waits for this Baton to be approved${request ? ` (request ${request})` : ""}: run "${command}" where the gateway runs, then test the connection again`,
  );
}

function unreachable(error: Error, secret: string | null): CallFailed {
  const message = error.message;
  if (/plaintext ws:\/\//.test(message)) {
    return new CallFailed(
      "configuration",
      "the gateway's address is not private and not encrypted: use wss, a tunnel to its machine, or, for a host name in a private network, OPENCLAW_ALLOW_INSECURE_PRIVATE_WS=1",
    );
  }
  const code = (error as { code?: unknown }).code;
  if (typeof code === "string" && code !== "CLIENT_TIMEOUT")
    return new CallFailed("network", `the gateway cannot be reached (${code})`);
  if (
    /challenge timeout|handshake has timed out|Unexpected server response|gateway closed/.test(
      message,
    )
  ) {
    return new NoWebSocket(
      "network",
      `the gateway does not answer as one: ${said(message, secret)}`,
    );
  }
  return new CallFailed("network", `the gateway cannot be reached: ${said(message, secret)}`);
}

/** Classifies a failed turn by the gateway's error message. */
export function turnFailure(
  sentence: string,
  secret: string | null,
  retryAfterMs: number | null = null,
): CallFailed {
  const text = said(sentence, secret) || "the gateway gives no reason";
  return new CallFailed(classOfSentence(sentence), text, retryAfterMs);
}

function classOfSentence(sentence: string): ErrorClass {
  const has = (pattern: RegExp): boolean => pattern.test(sentence);
  if (has(/HTTP 401|HTTP 403|authentication failed|auth\/billing|re-authenticate|missing scope/i))
    return "configuration";
  if (has(/unknown (agent|provider|model)|not authorized for this caller|no api key/i))
    return "configuration";
  if (has(/rate.?limit|HTTP 429/i)) return "rate_limited";
  if (has(/overload|HTTP 503|HTTP 529|restarting|suspending|draining/i)) return "overloaded";
  if (has(/timed? ?out/i)) return "timeout";
  if (has(/rejected the request schema|HTTP 400|HTTP 413|context (length|window)|too large/i))
    return "invalid_request";
  if (has(/refus(ed|al) to answer|content policy/i)) return "refused";
  return "provider";
}

/** Classifies the gateway's error answer to a turn request. */
export function refusalFailure(error: Error & Refusal, secret: string | null): CallFailed {
  if (error.gatewayCode === "FORBIDDEN")
    return new CallFailed(
      "configuration",
      `the gateway does not allow it: ${said(error.message, secret)}`,
    );
  const failed = turnFailure(error.message, secret, error.retryAfterMs ?? null);
  const isInput = error.gatewayCode === "INVALID_REQUEST" && failed.errorClass === "provider";
  return isInput ? new CallFailed("invalid_request", failed.message) : failed;
}
