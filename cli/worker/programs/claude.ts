import type { ProcessEnd } from "../process";
import { excerpt } from "../redact";
import { amountOf, countOf, isObject, textOf } from "./answer";
import { classOfStatus, endText } from "./ended";
import { type JsonProgram, jsonProgram, type Reader } from "./json-program";
import { failed, type Job, NO_USAGE, type Outcome, type Program, type Usage } from "./program";

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

/** Claude Code in its print mode: `claude -p --output-format stream-json`. */
export function claudeProgram(options: ClaudeOptions): Program {
  const program: JsonProgram = {
    name: "claude",
    file: options.file,
    environment:
      /^(?:ANTHROPIC_\w+|CLAUDE_\w+|DISABLE_\w+|IS_SANDBOX|ENABLE_TOOL_SEARCH|AWS_\w+|GOOGLE_\w+|CLOUD_ML_REGION)$/,
    install: "npm install -g @anthropic-ai/claude-code, or --program PATH",
    args: (job) => claudeArgs(options, job),
    input: ({ prompt }) => prompt,
    reader: (job) => new ClaudeReader(job),
  };
  return jsonProgram(program);
}

export function claudeArgs(options: ClaudeOptions, { model, system, session, env }: Job): string[] {
  const { permissionMode, maxTurns, maxCostUsd, tools, args } = options;
  return [
    ...["-p", "--output-format", "stream-json", "--verbose", "--permission-mode", permissionMode],
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

const MOST_SHOWN = 4_000;

/** Reads the lines of `--output-format stream-json`. */
export class ClaudeReader implements Reader {
  readonly #job: Pick<Job, "session" | "say" | "redact">;
  #sessionId: string | null = null;
  #model: string | null = null;
  #result: Record<string, unknown> | null = null;
  #isResumeRefused = false;

  constructor(job: Pick<Job, "session" | "say" | "redact">) {
    this.#job = job;
  }

  message(message: Record<string, unknown>): void {
    this.#sessionId = textOf(message.session_id) ?? this.#sessionId;
    switch (message.type) {
      case "system":
        if (message.subtype === "init") this.#begin(message);
        return;
      case "assistant":
        this.#assistant(message.message);
        return;
      case "user":
        this.#toolResults(message.message);
        return;
      case "result":
        this.#result = message;
        if (/No conversation found/i.test(String(message.errors))) this.#isResumeRefused = true;
    }
  }

  complaint(line: string): void {
    if (/No conversation found/i.test(line)) this.#isResumeRefused = true;
    this.#job.say("log", `${line}\n`);
  }

  get isResumeRefused(): boolean {
    return this.#isResumeRefused;
  }

  #begin(message: Record<string, unknown>): void {
    // `[1m]` is how long its context may be, and no part of the name.
    this.#model = textOf(message.model)?.replace(/\[\w+\]$/, "") ?? null;
    const version = textOf(message.claude_code_version);
    this.#job.say(
      "log",
      `Claude Code${version ? ` ${version}` : ""}, ${this.#model ?? "its own model"}, session ${this.#sessionId}\n`,
    );
    const servers = Array.isArray(message.mcp_servers) ? message.mcp_servers.filter(isObject) : [];
    // It would go on without them, and nobody would know why it did not use them.
    for (const { name, status } of servers)
      if (status === "failed") this.#job.say("log", `MCP server ${name} is not reachable\n`);
  }

  #assistant(message: unknown): void {
    for (const block of contentOf(message)) {
      if (block.type === "text" && typeof block.text === "string")
        this.#job.say("text", `${block.text}\n`);
      if (block.type === "tool_use") {
        const input = JSON.stringify(block.input ?? {});
        this.#job.say("tool", `${block.name} ${excerpt(this.#job.redact, input, MOST_SHOWN)}\n`);
        const file = isObject(block.input) ? textOf(block.input.file_path) : null;
        if (file && /^(?:Write|Edit|MultiEdit|NotebookEdit)$/.test(String(block.name)))
          this.#job.say("file", `${file}\n`);
      }
    }
  }

  #toolResults(message: unknown): void {
    for (const block of contentOf(message)) {
      if (block.type !== "tool_result") continue;
      const text = Array.isArray(block.content)
        ? block.content
            .filter(isObject)
            .map((part) => (typeof part.text === "string" ? part.text : ""))
            .join("\n")
        : String(block.content ?? "");
      this.#job.say("log", `${excerpt(this.#job.redact, text, MOST_SHOWN)}\n`);
    }
  }

  /**
   * Whether it succeeded is in `is_error` alone: an error of the provider has the subtype `success`, and a failure may exit with any code.
   */
  outcome(end: ProcessEnd, complaints: string): Outcome {
    const result = this.#result;
    if (result === null) {
      const why = complaints || "it printed no result";
      return failed("agent", `claude ended with ${endText(end)}: ${why}`, this.#ended(null));
    }
    const ended = this.#ended(result);
    const text = textOf(result.result)?.trim() ?? "";
    if (result.is_error === true || result.subtype !== "success") {
      const errors = Array.isArray(result.errors) ? result.errors.map(String).join("; ") : "";
      const limit = /^error_max_(turns|budget_usd)$/.exec(String(result.subtype));
      const errorClass = limit ? "limit" : classOfStatus(countOf(result.api_error_status));
      const why = text || errors || complaints || String(result.subtype);
      return failed(errorClass ?? "agent", `claude failed: ${why}`, ended);
    }
    if (text === "") return failed("empty_answer", "claude ended well and said nothing", ended);
    return { status: "done", text, ...ended };
  }

  /** Tokens are those of this run. The cost is that of the session in some versions, and of this run alone in others. */
  #ended(result: Record<string, unknown> | null) {
    const total = amountOf(result?.total_cost_usd);
    const used = usageOf(result?.usage);
    const inAll = usageOfModels(result?.modelUsage);
    const past = this.#job.session;
    const isSame = past !== null && past.id === this.#sessionId;
    const isSum = isSame && isSumOf(inAll.tokensIn, used.tokensIn, past.tokensIn);
    const before = isSum && total !== null && (past.costUsd ?? 0) <= total ? past.costUsd : null;
    const costUsd = total === null ? null : rounded(total - (before ?? 0));
    return {
      usage: { ...used, model: this.#model, costUsd },
      session: this.#sessionId === null ? null : { id: this.#sessionId, costUsd: total, ...inAll },
    };
  }
}

/** Whether what the models used in all includes what was used before this run. Where that is not said, the cost is taken for the session's. */
const isSumOf = (inAll: number | null, now: number | null, past: number | null): boolean =>
  inAll === null || now === null || past === null || inAll >= now + past;

const rounded = (usd: number): number => Math.round(usd * 1e6) / 1e6;

/** The tokens of `modelUsage`, which has the models' own sums. */
function usageOfModels(models: unknown): Pick<Usage, "tokensIn" | "tokensOut"> {
  const all = isObject(models) ? Object.values(models).filter(isObject) : [];
  if (all.length === 0) return { tokensIn: null, tokensOut: null };
  const sum = (...names: string[]) =>
    all.reduce(
      (of, model) => of + names.reduce((n, name) => n + (countOf(model[name]) ?? 0), 0),
      0,
    );
  return {
    tokensIn: sum("inputTokens", "cacheReadInputTokens", "cacheCreationInputTokens"),
    tokensOut: sum("outputTokens"),
  };
}

function usageOf(usage: unknown): Usage {
  if (!isObject(usage)) return NO_USAGE;
  const parts = ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"].map(
    (name) => countOf(usage[name]),
  );
  const known = parts.filter((part): part is number => part !== null);
  return {
    ...NO_USAGE,
    tokensIn: known.length === 0 ? null : known.reduce((sum, part) => sum + part, 0),
    tokensOut: countOf(usage.output_tokens),
  };
}

function contentOf(message: unknown): Record<string, unknown>[] {
  if (!isObject(message)) return [];
  if (typeof message.content === "string") return [{ type: "text", text: message.content }];
  return Array.isArray(message.content) ? message.content.filter(isObject) : [];
}
