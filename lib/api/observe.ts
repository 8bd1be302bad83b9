import type { IncomingMessage, ServerResponse } from "node:http";
import { config } from "@/lib/core/config";
import { logger } from "@/lib/core/logger";
import { metrics } from "@/lib/core/metrics";
import { type RequestRecord, withRequest } from "@/lib/core/request-record";
import { requestSpan } from "@/lib/core/tracing";

/** The client hung up before the response: nginx's status code for it, used in logs and metrics only. */
const CLIENT_GONE = 499;

/**
 * Answers a request and records it in the metrics, in the access log (`BATON_ACCESS_LOG`) and, when tracing is on, as a
 * span. Neither the query string nor any header except the client's address is recorded, because both may contain
 * secrets.
 */
export function observeRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: () => Promise<void>,
): Promise<void> {
  const started = performance.now();
  const socket = outgoing.socket;
  const bytesBefore = socket?.bytesWritten ?? 0;
  const path = pathOf(incoming);
  const { openRequests, openStreams, requests } = metrics();
  let isStream = false;
  let counted: string | null = null;
  const record: RequestRecord = {
    route: null,
    requestId: null,
    actor: null,
    onStream: () => {
      isStream = true;
      openStreams.inc();
      log("stream opened", {});
    },
  };
  const answered = requestSpan(incoming, outgoing, record, () =>
    withRequest(record, async () => {
      const done = answer();
      // The route is only known once the request has been handled.
      counted = record.route ?? kindOf(path);
      openRequests.inc({ route: counted });
      await done;
    }),
  );
  outgoing.once("close", () => {
    const ms = performance.now() - started;
    const status = outgoing.headersSent ? outgoing.statusCode : CLIENT_GONE;
    const route = record.route ?? kindOf(path);
    if (counted !== null) openRequests.dec({ route: counted });
    if (isStream) openStreams.dec();
    else requests.observe({ method: methodOf(incoming), route, status }, ms / 1000);
    const bytes = (socket?.bytesWritten ?? 0) - bytesBefore;
    log(isStream ? "stream closed" : "request", { status, ms: Math.round(ms * 10) / 10, bytes });
  });
  return answered;

  function log(message: string, fields: { status?: number; ms?: number; bytes?: number }): void {
    if (!isLogged(fields.status)) return;
    const { route, actor, requestId } = record;
    logger.info(
      {
        method: incoming.method,
        ...(route === null ? { path } : { route }),
        ...fields,
        actor_kind: actor?.kind ?? null,
        actor: actor?.name ?? null,
        request_id: requestId,
        client: clientOf(incoming),
      },
      message,
    );
  }
}

function isLogged(status: number | undefined): boolean {
  const level = config.accessLog;
  return level === "on" || (level === "errors" && (status ?? 0) >= 400);
}

/** Arbitrary methods from clients must not become label values. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

const methodOf = ({ method = "" }: IncomingMessage): string =>
  METHODS.has(method) ? method : "other";

function pathOf({ url = "/" }: IncomingMessage): string {
  const cut = url.indexOf("?");
  return cut === -1 ? url : url.slice(0, cut);
}

/** The label for requests outside the API's routes: a file, an unknown path under /api, or a page. */
function kindOf(path: string): "static" | "none" | "page" {
  if (path.startsWith("/_next/") || /\.\w{1,8}$/.test(path)) return "static";
  return path.startsWith("/api/") ? "none" : "page";
}

/** The server has already validated this header (scripts/serve/forwarded.mjs). */
function clientOf(incoming: IncomingMessage): string | null {
  const address = String(incoming.headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  return address || null;
}
