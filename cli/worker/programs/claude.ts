import { ClaudeConversation } from "./claude-conversation";
import { type JsonProgram, jsonProgram } from "./json-program";
import type { Job, Program } from "./program";

/** What Claude Code is started with. */
export interface ClaudeOptions {
  file: string;
  permissionMode: string;
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
    install: "npm install -g @anthropic-ai/claude-code, or --program PATH",
    args: (job) => claudeArgs(options, job),
    converse: (job) => new ClaudeConversation(job),
  };
  return jsonProgram(program);
}

export function claudeArgs(
  options: ClaudeOptions,
  {
    model,
    system,
    session,
    env,
    ask,
    isReadOnly,
  }: Pick<Job, "model" | "system" | "session" | "env" | "ask" | "isReadOnly">,
): string[] {
  const { permissionMode, maxTurns, maxCostUsd, tools, args } = options;
  return [
    ...["-p", "--input-format", "stream-json", "--output-format", "stream-json", "--verbose"],
    // Its own words come back as it hears them, which tells that what a person said has arrived.
    ...["--replay-user-messages", "--permission-mode", isReadOnly ? "dontAsk" : permissionMode],
    // Without it, what it may not do is denied.
    ...(ask === null ? [] : ["--permission-prompt-tool", "stdio"]),
    ...(model === null ? [] : ["--model", model]),
    ...(system === null ? [] : ["--append-system-prompt", system]),
    ...(session === null ? [] : ["--resume", session.id]),
    ...(maxTurns === null ? [] : ["--max-turns", String(maxTurns)]),
    ...(maxCostUsd === null ? [] : ["--max-budget-usd", String(maxCostUsd)]),
    ...(tools ? batonTools(env) : []),
    ...args,
  ];
}

/** The key stays a variable: other users of the machine can read arguments. */
function batonTools(env: Job["env"]): string[] {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Claude Code puts the variable in
  const headers = { Authorization: "Bearer ${MC_API_KEY}" };
  const server = { type: "http", url: `${env.MC_URL}/api/mcp`, headers };
  const config = JSON.stringify({ mcpServers: { baton: server } });
  return ["--mcp-config", config, "--allowedTools", "mcp__baton"];
}
