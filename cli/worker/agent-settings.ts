import type { Answer } from "@/client/client";

/** How an agent works, as its profile says. It narrows what the worker's own options allow, and never widens it. */
export interface AgentSettings {
  maxTurns: number | null;
  timeoutSeconds: number | null;
  /** The tools that its program has at all. */
  tools: string[] | null;
  permissionMode: string | null;
  /** Where an orchestrator's program finds the tools of the workshop. */
  workshopUrl: string | null;
}

/** Claude Code's words for modes that allow no more than `acceptEdits`. Others count only when the worker was started with them. */
const MODES: Record<string, string> = {
  default: "default",
  accept_edits: "acceptEdits",
  dont_ask: "dontAsk",
  plan: "plan",
};

/** The settings of the agent whose run was begun at this address. */
export function agentSettings(
  { settings, workshop }: Pick<Answer<"runs.begin">, "settings" | "workshop">,
  url: string,
): AgentSettings {
  return {
    maxTurns: settings.max_turns,
    timeoutSeconds: settings.timeout_seconds,
    // `Bash(git *)` is a rule about a tool, and not to be granted from afar.
    tools: settings.allowed_tools?.map((tool) => tool.replace(/\(.*$/s, "")) ?? null,
    permissionMode: MODES[settings.permission_mode ?? ""] ?? null,
    workshopUrl: workshop === null ? null : `${url}${workshop.mcp_path}`,
  };
}
