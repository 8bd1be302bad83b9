import { randomUUID } from "node:crypto";
import type { AgentRow } from "@/lib/agents/row";
import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import type { Toolbox } from "@/lib/engine/toolbox";
import { projectForNewWork } from "@/lib/projects/queries";
import type { RunRow } from "@/lib/runs/wire";
import { inputSchemaOf } from "./tool";
import { callTool, WORKSHOP_TOOLS } from "./tools";

/** The longest that one call waits for an answer. The run's own time limit ends it as well. */
const MOST_PATIENCE_S = 3_600;
/** The longest answer of a tool that a model is told, in UTF-16 units. */
const MOST_TOLD = 100_000;

/** The tools with which a model that Baton calls leads its team: they act as its run, without a key. */
export async function workshopToolbox(
  ctx: Context,
  run: RunRow,
  agent: AgentRow,
): Promise<Toolbox> {
  const known: Actor = {
    kind: "agent",
    name: agent.name,
    agentId: agent.id,
    // No row has it: limits of open requests count for this run alone.
    keyId: -run.id,
    role: "operator",
    projectId: run.project_id,
    runId: run.id,
  };
  const { id: projectId } = await projectForNewWork(ctx.db, known, undefined);
  const actor: Actor = { ...known, projectId };
  const caller = { actor, reauthenticate: async () => actor };
  return {
    tools: WORKSHOP_TOOLS.map((tool) => ({
      name: tool.name,
      description: tool.description,
      parameters: { ...inputSchemaOf(tool) },
    })),
    reads: (name) => toolNamed(name)?.reads ?? false,
    call: async (name, input, signal) => {
      const tool = toolNamed(name);
      if (!tool) return `Error: there is no tool ${name}`;
      const patienceSeconds = secondsLeft(run, ctx.clock.now());
      const acting = ctx.as(actor);
      const call = { ctx: acting, whole: acting, caller, signal, patienceSeconds };
      const { text, isError } = await callTool(call, tool, input ?? {}, randomUUID());
      const told = text.length > MOST_TOLD ? `${text.slice(0, MOST_TOLD)}\n[cut off]` : text;
      return isError ? `Error: ${told}` : told;
    },
  };
}

const toolNamed = (name: string) => WORKSHOP_TOOLS.find((tool) => tool.name === name);

function secondsLeft({ details }: RunRow, now: Date): number {
  const deadline = Date.parse(String(details.deadline_at));
  if (Number.isNaN(deadline)) return MOST_PATIENCE_S;
  return Math.max(1, Math.min(MOST_PATIENCE_S, Math.floor((deadline - now.getTime()) / 1_000)));
}
