import type { ProcessEnd, Stdin } from "../process";
import type { ToolCall, Verdict } from "../questions";
import { excerpt } from "../redact";
import { amountOf, countOf, isObject, textOf } from "./answer";
import { askedOf, QUESTIONS_TOOL } from "./claude-questions";
import { classOfStatus, endText } from "./ended";
import type { Conversation } from "./json-program";
import {
  inAll as added,
  failed,
  type Job,
  NO_USAGE,
  type Outcome,
  type Usage,
  type Words,
} from "./program";

export type ClaudeJob = Pick<
  Job,
  "prompt" | "session" | "say" | "redact" | "ask" | "choose" | "steer" | "onSession"
>;

const MOST_SHOWN = 4_000;

/**
 * Talks with Claude Code in lines of JSON. It is given the task, then whatever people say to it meanwhile, and asks for leave by a
 * request that waits for its answer. With the result of its turn its input is closed: it finishes what it has heard, and ends.
 */
export class ClaudeConversation implements Conversation {
  readonly #job: ClaudeJob;
  #stdin: Stdin | null = null;
  #sessionId: string | null = null;
  #model: string | null = null;
  #results: Record<string, unknown>[] = [];
  #isResumeRefused = false;
  /** What was said to it and has not come back yet. */
  #unheard: Words[] = [];
  readonly #asking = new Map<string, AbortController>();

  constructor(job: ClaudeJob) {
    this.#job = job;
  }

  begin(stdin: Stdin): void {
    this.#stdin = stdin;
    this.#tell(this.#job.prompt);
    this.#job.steer?.((words) => {
      if (this.#results.length > 0) return;
      this.#unheard.push(words);
      this.#tell(words.text);
    });
  }

  #tell(text: string): void {
    const message = { role: "user", content: text };
    this.#stdin?.send({ type: "user", message, parent_tool_use_id: null, session_id: "" });
  }

  message(message: Record<string, unknown>): void {
    this.#sessionId = textOf(message.session_id) ?? this.#sessionId;
    switch (message.type) {
      case "control_request":
        void this.#control(textOf(message.request_id) ?? "", message.request);
        return;
      case "control_cancel_request":
        this.#asking.get(textOf(message.request_id) ?? "")?.abort();
        return;
      case "system":
        if (message.subtype === "init") this.#begin(message);
        return;
      case "assistant":
        this.#assistant(message.message);
        return;
      case "user":
        if (message.isReplay === true) this.#replayed(message.message);
        else this.#toolResults(message.message);
        return;
      case "result":
        this.#results.push(message);
        this.#stdin?.end();
        if (/No conversation found/i.test(String(message.errors))) this.#isResumeRefused = true;
    }
  }

  #replayed(message: unknown): void {
    const said = contentOf(message)
      .map(({ text }) => text)
      .join("");
    const heard = this.#unheard.find(({ text }) => text === said);
    if (!heard) return;
    this.#unheard = this.#unheard.filter((words) => words !== heard);
    heard.heard();
  }

  /** It waits for the answer to what it requests. Other requests than for leave it makes only of hosts that said they can answer them. */
  async #control(id: string, request: unknown): Promise<void> {
    const answer = (response: object) =>
      this.#stdin?.send({ type: "control_response", response: { ...response, request_id: id } });
    const { ask, choose } = this.#job;
    const isLeave = isObject(request) && request.subtype === "can_use_tool";
    if (!isLeave || ask === null || choose === null) {
      answer({ subtype: "error", error: "this host does not know that request" });
      return;
    }
    const input = isObject(request.input) ? request.input : {};
    const controller = new AbortController();
    this.#asking.set(id, controller);
    const { signal } = controller;
    const response =
      request.tool_name === QUESTIONS_TOOL
        ? await askedOf(input, (choice) => choose(choice, signal))
        : permissionOf(await ask(toolCallOf(request, input), signal), input);
    this.#asking.delete(id);
    if (!signal.aborted) answer({ subtype: "success", response });
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
    if (this.#sessionId !== null) this.#job.onSession(this.#began(this.#sessionId));
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

  /** What is known of a session that goes on: what it used before. */
  #began(id: string) {
    const past = this.#job.session;
    if (past?.id === id) return past;
    return { id, costUsd: null, tokensIn: null, tokensOut: null };
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
    const result = this.#results.at(-1);
    if (!result) {
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
    // Each turn has its own; the cost and the tokens of the models are sums of all.
    const used = this.#results.map(({ usage }) => usageOf(usage)).reduce(added, NO_USAGE);
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

const permissionOf = ({ isAllowed, note }: Verdict, input: Record<string, unknown>) =>
  isAllowed ? { behavior: "allow", updatedInput: input } : { behavior: "deny", message: note };

function toolCallOf(request: Record<string, unknown>, input: Record<string, unknown>): ToolCall {
  const tool = textOf(request.tool_name) ?? "a tool";
  const command = tool === "Bash" ? (textOf(input.command) ?? "") : null;
  const what = [input.command, input.file_path, input.notebook_path, input.url, input.query];
  const about = what.map(textOf).find((each) => each !== null) ?? null;
  const reason = textOf(request.decision_reason);
  const description = textOf(request.description);
  return {
    tool: ruleIn(request.permission_suggestions, tool, command),
    title: about === null ? tool : `${tool}: ${about}`,
    body: [description, reason].filter((line) => line !== null).join("\n\n") || null,
    arguments: input,
  };
}

/** More than one plain command, or something beside it: a file that it writes, a command whose output it takes. */
const NOT_PLAIN = /[;&|<>`$(){}\\\n\r]/;

/**
 * What "always" allows: the rule that Claude Code itself would remember, if it proposes a single one that covers the call whole. Of
 * `npm test > /etc/x` it proposes `npm test`, and checks the file by itself, which an answer of ours would not. Else the very command.
 */
function ruleIn(suggestions: unknown, tool: string, command: string | null): string {
  const all = Array.isArray(suggestions) ? suggestions.filter(isObject) : [];
  const rules = all
    .filter(({ type, behavior }) => type === "addRules" && behavior === "allow")
    .flatMap(({ rules }) => (Array.isArray(rules) ? rules.filter(isObject) : []));
  const [rule] = rules;
  const content = textOf(rule?.ruleContent);
  const isOne = rules.length === 1 && rule?.toolName === tool;
  if (command === null) return isOne && content !== null ? `${tool}(${content})` : tool;
  const begins = content?.replace(/(?: |:)\*$/, "") ?? null;
  const isCovered =
    begins !== null &&
    !NOT_PLAIN.test(command) &&
    (command === begins || command.startsWith(`${begins} `));
  return `${tool}(${isOne && isCovered ? content : command})`;
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
