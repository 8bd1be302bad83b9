import { isOrchestrator } from "@/lib/agents/config";
import type { AgentRow } from "@/lib/agents/row";
import type { Context } from "@/lib/core/context";
import type { RunRow } from "@/lib/runs/wire";
import { ASK_TOOL, LEAVE_CALL, type ToolSpec } from "@/lib/runtimes/ask-tool";
import type { Asking } from "@/lib/runtimes/runtime";
import { agentNamed, type LiveRun } from "./live.sql";

/** The tools that a run's model may call beside asking people. Baton calls them itself, as the run. */
export interface Toolbox {
  tools: readonly ToolSpec[];
  /** Whether a tool only looks or waits: doing that again and again is not going in circles. */
  reads(name: string): boolean;
  /** What a tool answers, refusals too. Never throws for what the model does wrong. */
  call(name: string, input: unknown, signal: AbortSignal): Promise<string>;
}

type MakeToolbox = (ctx: Context, run: RunRow, agent: AgentRow) => Promise<Toolbox>;
let makeToolbox: MakeToolbox | null = null;

/** Says how toolboxes are made: the tools stand on everything that the engine stands under. */
export function provideToolboxes(make: MakeToolbox): void {
  makeToolbox = make;
}

/** The toolbox of a run: that of an orchestrator, where the runtime's models call tools. */
export async function toolboxOf(
  ctx: Context,
  { run, runtime, agent }: Pick<LiveRun, "run" | "runtime" | "agent">,
): Promise<Toolbox | null> {
  if (makeToolbox === null || !runtime.capabilities.parks || run.trigger === "review") return null;
  const known = agent ?? (await agentNamed(ctx.db, run.agent));
  return known && isOrchestrator(known) ? makeToolbox(ctx, run, known) : null;
}

/** As many turns of a model may call tools in one run: a model that goes round in circles ends. */
export const MOST_TOOL_TURNS = 200;

/** Whether the calls are for people, so that the run waits. Beside other calls, a question has to be asked again. */
export const isForPeople = ({ calls }: Asking): boolean =>
  calls.every(({ name }) => name === ASK_TOOL.name || name === LEAVE_CALL);

const ASK_ALONE =
  "Nobody was asked: call ask_person by itself, when no other tool is called in the same turn.";

/** Calls the tools of one turn, one after the other, in the order in which the model wrote them. */
export async function callTools(
  toolbox: Toolbox,
  { calls }: Asking,
  signal: AbortSignal,
): Promise<{ callId: string; text: string }[]> {
  const results: { callId: string; text: string }[] = [];
  for (const { id, name, input } of calls) {
    const text = name === ASK_TOOL.name ? ASK_ALONE : await toolbox.call(name, input, signal);
    results.push({ callId: id, text });
  }
  return results;
}
