import type { RunRow } from "@/lib/runs/wire";
import type { Capabilities } from "@/lib/runtimes/runtime";
import type { Timing } from "@/lib/steering/schema";
import type { SteeringWire } from "@/lib/steering/shapes";

/** What decides when a run takes messages. */
interface Means {
  /** Of the runtime that Baton calls; null for runs of agents that ask for their work. */
  capabilities: Pick<Capabilities, "steersNow" | "steersAfterTurn"> | null;
  /** The process that works on it; null if nobody said which. */
  worker: { program: string | null; steers: readonly Timing[] } | null;
}

const takes = (now: boolean, afterTurn: boolean, reason: string | null = null): SteeringWire => ({
  now,
  after_turn: afterTurn,
  reason,
});

/** When a run takes messages, and why not at other times. Pure. */
export function steeringBy(
  run: Pick<RunRow, "outcome" | "trigger" | "runtime" | "agent">,
  { capabilities, worker }: Means,
): SteeringWire {
  if (run.outcome !== null) return takes(false, false, "The run is over.");
  if (run.trigger === "review")
    return takes(false, false, "A verdict is given on the work alone: it hears no messages.");
  const isAsking = run.runtime === "pull" || run.runtime === "worker";
  if (isAsking && worker?.program == null && run.runtime === "pull") return takes(true, true);
  if (isAsking) {
    const now = worker?.steers.includes("now") ?? false;
    const afterTurn = worker?.steers.includes("after_turn") ?? false;
    const program = worker?.program ?? `the worker of ${run.agent}`;
    return takes(now, afterTurn, reasonFor(program, now, afterTurn));
  }
  const now = capabilities?.steersNow ?? false;
  const afterTurn = capabilities?.steersAfterTurn ?? false;
  return takes(now, afterTurn, reasonFor(NAMES[run.runtime] ?? run.runtime, now, afterTurn));
}

const NAMES: Record<string, string> = {
  openclaw: "the OpenClaw gateway",
  anthropic: "a model",
  openai: "a model",
};

function reasonFor(who: string, now: boolean, afterTurn: boolean): string | null {
  const name = `${who.charAt(0).toUpperCase()}${who.slice(1)}`;
  if (now && afterTurn) return null;
  if (now) return `${name} hears messages only while it works: send it now.`;
  if (afterTurn) return `${name} hears messages only after its turn: send it with after_turn.`;
  return `${name} hears no messages while it works.`;
}
