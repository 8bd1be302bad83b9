import type { Database } from "@/lib/core/database";
import type { RunRow } from "@/lib/runs/wire";
import { runtimeNamed } from "@/lib/runtimes/registry";
import type { RuntimeEvent, RuntimeOutcome } from "@/lib/runtimes/runtime";

/** Asks the gateway for a run's end, as a process does that finds it open. */
export async function whatBecameOf(
  db: Database,
  run: RunRow,
  timeoutMs: number,
): Promise<RuntimeOutcome> {
  const runtime = await runtimeNamed(db, "openclaw");
  if (!runtime?.attach) throw new Error("the runtime joins no runs");
  const details = run.details as { agent_id: string; session_key: string };
  const ref = {
    key: `baton-run-${run.id}`,
    agentId: details.agent_id,
    sessionKey: details.session_key,
    providerRunId: null,
  };
  const { signal } = new AbortController();
  const prompt = "What became of it?";
  const request = {
    ...ref,
    purpose: "task",
    model: null,
    system: null,
    prompt,
    signal,
    timeoutMs,
  } as const;
  return outcomeOf(runtime.attach(request, ref));
}

/** Runs to the end and returns how it ended. */
export async function outcomeOf(events: AsyncIterable<RuntimeEvent>): Promise<RuntimeOutcome> {
  for await (const event of events) {
    if (event.type === "outcome" && event.outcome.status !== "asks") return event.outcome;
  }
  throw new Error("a runtime ended without an outcome");
}
