import { storable } from "@/lib/core/fields";
import type { Asking, Runtime, RuntimeEvent, RuntimeOutcome } from "./runtime";

/**
 * Wraps a runtime so that its events contain only text that PostgreSQL can store. A model may answer with a NUL
 * character, and a failing write would leave its run open.
 */
export function storableEvents(runtime: Runtime): Runtime {
  const { attach, cancel, watch } = runtime;
  return {
    name: runtime.name,
    capabilities: runtime.capabilities,
    configured: () => runtime.configured(),
    probe: (signal) => runtime.probe(signal),
    ...(watch && { watch: () => watch.call(runtime) }),
    start: (request) => cleaned(runtime.start(request)),
    ...(attach && { attach: (request, ref) => cleaned(attach.call(runtime, request, ref)) }),
    ...(cancel && { cancel: (ref) => cancel.call(runtime, ref) }),
  };
}

async function* cleaned(events: AsyncIterable<RuntimeEvent>): AsyncGenerator<RuntimeEvent> {
  for await (const event of events) yield cleanEvent(event);
}

function cleanEvent(event: RuntimeEvent): RuntimeEvent {
  switch (event.type) {
    case "started":
      return {
        ...event,
        providerRunId: storableOrNull(event.providerRunId),
        model: storableOrNull(event.model),
      };
    case "text":
      // A lone surrogate stays: its other half may come with the next part.
      return { ...event, text: event.text.replaceAll("\0", "") };
    case "outcome":
      return { ...event, outcome: cleanOutcome(event.outcome) };
  }
}

function cleanOutcome(outcome: RuntimeOutcome | Asking): RuntimeOutcome | Asking {
  const ended = { output: storable(outcome.output), model: storableOrNull(outcome.model) };
  if (outcome.status === "asks") {
    const conversation = outcome.conversation.map(cleanJson);
    const calls = outcome.calls.map((call) => ({ ...call, id: storable(call.id) }));
    return { ...outcome, ...ended, calls, conversation };
  }
  if (outcome.status === "failed") return { ...outcome, ...ended, error: storable(outcome.error) };
  const { conversation } = outcome;
  return {
    ...outcome,
    ...ended,
    ...(conversation && { conversation: conversation.map(cleanJson) }),
  };
}

/** The same value with every text in it storable, as far down as it goes. */
function cleanJson(value: unknown): unknown {
  if (typeof value === "string") return storable(value);
  if (Array.isArray(value)) return value.map(cleanJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, of]) => [storable(name), cleanJson(of)]),
  );
}

const storableOrNull = (text: string | null): string | null =>
  text === null ? null : storable(text);
