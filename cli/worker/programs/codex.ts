import { CodexConversation } from "./codex-conversation";
import { type JsonProgram, jsonProgram } from "./json-program";
import type { Job, Program } from "./program";

/** What Codex is started with. */
export interface CodexOptions {
  file: string;
  /** read-only, workspace-write or danger-full-access. */
  sandbox: string;
  /** Gives it Baton's tools, under the key of the run. */
  tools: boolean;
  /** Further arguments, as they are. */
  args: readonly string[];
}

/** Codex as its own editors use it: `codex app-server`, which can be spoken to while it works, and asks for leave. */
export function codexProgram(options: CodexOptions): Program {
  const program: JsonProgram = {
    name: "codex",
    file: options.file,
    environment: /^(?:OPENAI_\w+|CODEX_\w+|AZURE_\w+)$/,
    install: "install it (npm install -g @openai/codex), or say where it is: --program PATH",
    args: (job) => codexArgs(options, job),
    converse: (job) => new CodexConversation(job, options.sandbox),
  };
  return jsonProgram(program);
}

export function codexArgs(
  { tools, args }: CodexOptions,
  { env, agent }: Pick<Job, "env" | "agent">,
): string[] {
  return [
    "app-server",
    ...(tools ? mcpServer("baton", `${env.MC_URL}/api/mcp`) : []),
    ...(agent.workshopUrl === null ? [] : mcpServer("agent-workshop", agent.workshopUrl)),
    ...args,
  ];
}

/** The key stays a variable: other users of the machine can read arguments. */
function mcpServer(name: string, url: string): string[] {
  const at = `mcp_servers.${name}`;
  return [
    // A string of JSON is one of TOML as well.
    ...["-c", `${at}.url=${JSON.stringify(url)}`],
    ...["-c", `${at}.bearer_token_env_var="MC_API_KEY"`],
    ...["-c", `${at}.default_tools_approval_mode="approve"`],
    ...["-c", `${at}.required=true`],
  ];
}
