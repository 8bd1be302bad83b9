import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { ClaudeConversation } from "./claude-conversation";
import { type JsonProgram, jsonProgram } from "./json-program";
import type { Job, Program } from "./program";

/** What Claude Code is started with. */
export interface ClaudeOptions {
  file: string;
  /** Null for what its agent's profile says, else acceptEdits. */
  permissionMode: string | null;
  maxTurns: number | null;
  maxCostUsd: number | null;
  /** Gives it Baton's tools, under the key of the run. */
  tools: boolean;
  /** Further arguments, as they are. */
  args: readonly string[];
}

/** Claude Code in its print mode, with lines of JSON in both directions: it can be spoken to while it works, and asks for leave. */
export function claudeProgram(options: ClaudeOptions): Program {
  const program: JsonProgram = {
    name: "claude",
    file: options.file,
    environment:
      /^(?:ANTHROPIC_\w+|CLAUDE_\w+|DISABLE_\w+|IS_SANDBOX|ENABLE_TOOL_SEARCH|AWS_\w+|GOOGLE_\w+|CLOUD_ML_REGION)$/,
    install:
      "install it (npm install -g @anthropic-ai/claude-code), or say where it is: --program PATH",
    args: (job) => claudeArgs(options, job),
    converse: (job) => new ClaudeConversation(job),
  };
  return jsonProgram(program);
}

type ClaudeJob = Pick<
  Job,
  "model" | "system" | "session" | "isForked" | "env" | "ask" | "isReadOnly" | "agent"
>;

export function claudeArgs(options: ClaudeOptions, job: ClaudeJob): string[] {
  const { model, system, session, env, ask, agent } = job;
  const { maxCostUsd, tools, args } = options;
  const maxTurns = least(options.maxTurns, agent.maxTurns);
  return [
    ...["-p", "--input-format", "stream-json", "--output-format", "stream-json", "--verbose"],
    // Its own words come back as it hears them, which tells that what a person said has arrived.
    ...["--replay-user-messages", "--permission-mode", modeOf(options, job)],
    // Without it, what it may not do is denied.
    ...(ask === null ? [] : ["--permission-prompt-tool", "stdio"]),
    ...(model === null ? [] : ["--model", model]),
    ...(system === null ? [] : ["--append-system-prompt", system]),
    ...(session === null ? [] : resuming(job, session.id)),
    ...(maxTurns === null ? [] : ["--max-turns", String(maxTurns)]),
    ...(maxCostUsd === null ? [] : ["--max-budget-usd", String(maxCostUsd)]),
    ...(agent.tools === null ? [] : ["--tools", agent.tools.join(",")]),
    ...mcpServers({
      ...(tools ? { baton: `${env.MC_URL}/api/mcp` } : {}),
      ...(agent.workshopUrl === null ? {} : { "agent-workshop": agent.workshopUrl }),
    }),
    ...args,
  ];
}

/** It looks for a session by its id among those of the folder it works in; one of another folder is named by its file. */
function resuming({ isForked, env }: Pick<ClaudeJob, "isForked" | "env">, id: string): string[] {
  if (!isForked) return ["--resume", id];
  const home = env.CLAUDE_CONFIG_DIR ?? path.join(env.HOME ?? homedir(), ".claude");
  return ["--resume", sessionFile(path.join(home, "projects"), id) ?? id, "--fork-session"];
}

/** The file of a session, which lies in the folder of the place it was in; null if there is none. */
function sessionFile(projects: string, id: string): string | null {
  if (!/^[\w-]+$/.test(id) || !existsSync(projects)) return null;
  const files = readdirSync(projects).map((folder) => path.join(projects, folder, `${id}.jsonl`));
  return files.find((file) => existsSync(file)) ?? null;
}

const modeOf = (
  { permissionMode }: ClaudeOptions,
  { isReadOnly, agent }: Pick<Job, "isReadOnly" | "agent">,
): string => (isReadOnly ? "dontAsk" : (permissionMode ?? agent.permissionMode ?? "acceptEdits"));

const least = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

/** By name and address. The key stays a variable: other users of the machine can read arguments. */
function mcpServers(urls: Record<string, string>): string[] {
  const names = Object.keys(urls);
  if (names.length === 0) return [];
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Claude Code puts the variable in
  const headers = { Authorization: "Bearer ${MC_API_KEY}" };
  const servers = Object.entries(urls).map(([name, url]) => [name, { type: "http", url, headers }]);
  const config = JSON.stringify({ mcpServers: Object.fromEntries(servers) });
  const allowed = names.map((name) => `mcp__${name}`).join(",");
  return ["--mcp-config", config, "--allowedTools", allowed];
}
