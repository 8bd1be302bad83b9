import type { IncomingMessage, ServerResponse } from "node:http";
import type { RequestRecord } from "./request-record";

type Attributes = Record<string, string | number | boolean>;

/** The tracing implementation, when it is on (lib/api/open-telemetry.ts). */
export interface Tracing {
  request<T>(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    record: RequestRecord,
    work: () => Promise<T>,
  ): Promise<T>;
  span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>;
  /** Sends the spans that are still buffered. */
  stop(): Promise<void>;
}

const singleton = globalThis as typeof globalThis & { __batonTracing?: Tracing };

/** Turns tracing on, or off with undefined. */
export function setTracing(tracing: Tracing | undefined): void {
  singleton.__batonTracing = tracing;
}

/** Runs `work` as a span of the current trace; without tracing it just runs it. */
export function span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  const on = singleton.__batonTracing;
  return on ? on.span(name, attributes, work) : work();
}

/** Answers a request as the root span of a trace, or within the caller's trace when it sent `traceparent`. */
export function requestSpan<T>(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  record: RequestRecord,
  work: () => Promise<T>,
): Promise<T> {
  const on = singleton.__batonTracing;
  return on ? on.request(incoming, outgoing, record, work) : work();
}
