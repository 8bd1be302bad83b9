import type { IncomingMessage, ServerResponse } from "node:http";
import {
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { config } from "@/lib/core/config";
import { setTracing, type Tracing } from "@/lib/core/tracing";

/**
 * Exports a trace of every request and job, with its transactions, to OTEL_EXPORTER_OTLP_ENDPOINT over OTLP/HTTP. The
 * exporter reads the other OTEL_EXPORTER_OTLP_* variables itself. Load this module only when tracing is wanted: it is
 * the only one that loads OpenTelemetry packages.
 */
export function startTracing(): Tracing {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const provider = new TracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({
        "service.name": process.env.OTEL_SERVICE_NAME || "baton",
        "service.version": config.version,
      }),
    ),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  const tracer = provider.getTracer("baton", config.version);
  const tracing: Tracing = {
    request(incoming, outgoing, record, work) {
      const caller = propagation.extract(ROOT_CONTEXT, incoming.headers);
      const method = incoming.method ?? "GET";
      const attributes = { "http.request.method": method };
      return tracer.startActiveSpan(
        method,
        { kind: SpanKind.SERVER, attributes },
        caller,
        (span) => {
          // This also covers a response that is streamed long after its handler returned.
          outgoing.once("close", () => endRequest(span, incoming, outgoing, record));
          return work();
        },
      );
    },
    span: (name, attributes, work) =>
      tracer.startActiveSpan(name, { attributes }, async (span) => {
        try {
          return await work();
        } catch (error) {
          fail(span, error);
          throw error;
        } finally {
          span.end();
        }
      }),
    async stop() {
      setTracing(undefined);
      await provider.shutdown();
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
  setTracing(tracing);
  return tracing;
}

function endRequest(
  span: Span,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  {
    route,
    requestId,
    actor,
  }: { route: string | null; requestId: string | null; actor: { kind: string } | null },
): void {
  // Named after the route pattern: with ids there would be as many names as tasks.
  if (route !== null)
    span.updateName(`${incoming.method} ${route}`).setAttribute("http.route", route);
  span.setAttribute("http.response.status_code", outgoing.statusCode);
  if (requestId !== null) span.setAttribute("baton.request_id", requestId);
  if (actor !== null) span.setAttribute("baton.actor.kind", actor.kind);
  if (outgoing.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

function fail(span: Span, error: unknown): void {
  const exception = error instanceof Error ? error : new Error(String(error));
  span.setAttribute("error.type", exception.name);
  span.setStatus({ code: SpanStatusCode.ERROR, message: exception.message });
}
