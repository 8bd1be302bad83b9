import { isOrchestrator } from "@/lib/agents/config";
import type { Context } from "@/lib/core/context";
import { agentNamed } from "@/lib/engine/live.sql";
import type { RunRow } from "@/lib/runs/wire";
import { type EarlierWork, earlierWork } from "@/lib/tasks/structure/builds-on.sql";
import { WORKSHOP_TOOLS } from "./tools";

export interface BegunExtras {
  /** How the agent works, from its profile; the worker's own options count before them. */
  settings: {
    max_turns: number | null;
    timeout_seconds: number | null;
    allowed_tools: string[] | null;
    permission_mode: string | null;
  };
  /** Where an orchestrator's program finds its tools; null for all others. */
  workshop: { mcp_path: string; tools: string[] } | null;
  /** What earlier stages of the same run of a workflow handed in. */
  builds_on: EarlierWork[];
}

/** What a worker needs beside the prompt to begin a run of this agent. */
export async function begunExtras(
  ctx: Context,
  { agent: name, project_id, task_id: taskId }: Pick<RunRow, "agent" | "project_id" | "task_id">,
): Promise<BegunExtras> {
  const builds_on = taskId === null ? [] : await earlierWork(ctx.db, taskId);
  const agent = await agentNamed(ctx.db, name);
  const config = agent?.config ?? {};
  const number = (value: unknown) => (typeof value === "number" ? value : null);
  const settings = {
    max_turns: number(config.max_turns),
    timeout_seconds: number(config.timeout_seconds),
    allowed_tools: Array.isArray(config.allowed_tools) ? config.allowed_tools.map(String) : null,
    permission_mode: typeof config.permission_mode === "string" ? config.permission_mode : null,
  };
  if (!agent || !isOrchestrator(agent)) return { settings, builds_on, workshop: null };
  const [project] = await ctx.db.$queryRaw<{ prefix: string }[]>`
    SELECT prefix FROM projects WHERE id = ${project_id}::int`;
  const query = project ? `?project=${encodeURIComponent(project.prefix)}` : "";
  const tools = WORKSHOP_TOOLS.map((tool) => tool.name);
  return { settings, builds_on, workshop: { mcp_path: `/api/mcp/workshop${query}`, tools } };
}
