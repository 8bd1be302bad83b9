import type { ProcessEnd } from "../process";
import { excerpt } from "../redact";
import { countOf, isObject, readAnswer, textOf } from "./answer";
import { classOfStatus, endText } from "./ended";
import { type JsonProgram, jsonProgram, type Reader } from "./json-program";
import {
  type ErrorClass,
  failed,
  type Job,
  NO_USAGE,
  type Outcome,
  type Program,
  type Usage,
} from "./program";

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

/** Codex without a terminal: `codex exec --json`. */
export function codexProgram(options: CodexOptions): Program {
  const program: JsonProgram = {
    name: "codex",
    file: options.file,
    environment: /^(?:OPENAI_\w+|CODEX_\w+|AZURE_\w+)$/,
    install: "npm install -g @openai/codex, or --program PATH",
    args: (job) => codexArgs(options, job),
    // With `-` for the prompt it reads standard input to its end; an open one it would wait for, for ever.
    input: ({ prompt }) => prompt,
    reader: (job) => new CodexReader(job),
  };
  return jsonProgram(program);
}

export function codexArgs(
  { sandbox, tools, args }: CodexOptions,
  { model, system, session, env }: Job,
): string[] {
  return [
    ...["exec", "--json", "--skip-git-repo-check", "--sandbox", sandbox],
    ...(model === null ? [] : ["--model", model]),
    // A string of JSON is one of TOML as well.
    ...(system === null ? [] : ["-c", `developer_instructions=${JSON.stringify(system)}`]),
    ...(tools ? batonTools(env) : []),
    ...args,
    ...(session === null ? [] : ["resume", session.id]),
    "-",
  ];
}

function batonTools(env: Job["env"]): string[] {
  const at = "mcp_servers.baton";
  return [
    ...["-c", `${at}.url=${JSON.stringify(`${env.MC_URL}/api/mcp`)}`],
    ...["-c", `${at}.bearer_token_env_var="MC_API_KEY"`],
    ...["-c", `${at}.default_tools_approval_mode="approve"`],
    ...["-c", `${at}.required=true`],
  ];
}

const MOST_SHOWN = 4_000;

/** Reads the lines of `codex exec --json`. Codex says nothing of money: Baton prices its tokens. */
export class CodexReader implements Reader {
  readonly #job: Pick<Job, "model" | "session" | "say" | "redact">;
  #threadId: string | null = null;
  #answer = "";
  #usage: Pick<Usage, "tokensIn" | "tokensOut"> = { tokensIn: null, tokensOut: null };
  #isCompleted = false;
  #error: string | null = null;
  #errorClass: ErrorClass = "agent";
  #isResumeRefused = false;

  constructor(job: Pick<Job, "model" | "session" | "say" | "redact">) {
    this.#job = job;
  }

  get isResumeRefused(): boolean {
    return this.#isResumeRefused;
  }

  message(message: Record<string, unknown>): void {
    switch (message.type) {
      case "thread.started":
        this.#threadId = textOf(message.thread_id);
        this.#job.say("log", `Codex, thread ${this.#threadId}\n`);
        return;
      case "item.started":
        if (isObject(message.item) && message.item.type === "command_execution")
          this.#job.say("tool", `${this.#shown(message.item.command)}\n`);
        return;
      case "item.completed":
        if (isObject(message.item)) this.#item(message.item);
        return;
      case "turn.completed":
        this.#isCompleted = true;
        if (isObject(message.usage)) {
          const { input_tokens: tokensIn, output_tokens: tokensOut } = message.usage;
          this.#usage = { tokensIn: countOf(tokensIn), tokensOut: countOf(tokensOut) };
        }
        return;
      case "turn.failed":
        this.#fail(message.error);
        return;
      case "error":
        // "Reconnecting… 1/5" as well as what ends the turn, which `turn.failed` repeats.
        this.#job.say("log", `${this.#shown(message.message)}\n`);
    }
  }

  #item(item: Record<string, unknown>): void {
    switch (item.type) {
      case "agent_message":
        this.#answer = textOf(item.text) ?? "";
        this.#job.say("text", `${this.#answer}\n`);
        return;
      case "command_execution": {
        const output = this.#shown(item.aggregated_output).trimEnd();
        this.#job.say("log", `${output}${output ? "\n" : ""}[exit code ${item.exit_code}]\n`);
        return;
      }
      case "file_change":
        for (const change of Array.isArray(item.changes) ? item.changes.filter(isObject) : [])
          this.#job.say("file", `${change.kind} ${change.path}\n`);
        return;
      case "mcp_tool_call":
      case "web_search":
        this.#job.say("tool", `${this.#shown(item.tool ?? item.query ?? item.type)}\n`);
        return;
      case "error":
        // A warning, such as one about a model that it has no figures of.
        this.#job.say("log", `${this.#shown(item.message)}\n`);
    }
  }

  #shown(value: unknown): string {
    const text = typeof value === "string" ? value : JSON.stringify(value ?? "");
    return excerpt(this.#job.redact, text, MOST_SHOWN);
  }

  /** The message is a sentence, or what the provider answered, as JSON. */
  #fail(error: unknown): void {
    const message = isObject(error)
      ? (textOf(error.message) ?? JSON.stringify(error))
      : String(error);
    const said = readAnswer(message)?.error;
    this.#error = said ?? message;
    const status = /\bstatus\D{0,8}(\d{3})\b/i.exec(message)?.[1];
    this.#errorClass =
      classOfStatus(status ? Number(status) : null) ??
      (message.includes("invalid_request_error") ? "invalid_request" : "agent");
  }

  complaint(line: string): void {
    if (/no rollout found|thread not found|session not found|conversation not found/i.test(line))
      this.#isResumeRefused = true;
    this.#job.say("log", `${line}\n`);
  }

  outcome(end: ProcessEnd, complaints: string): Outcome {
    const ended = this.#ended();
    if (this.#error !== null)
      return failed(this.#errorClass, `codex failed: ${this.#error}`, ended);
    if (end.code !== 0 || !this.#isCompleted) {
      const why = complaints || "it printed no end of its turn";
      return failed("agent", `codex ended with ${endText(end)}: ${why}`, ended);
    }
    const text = this.#answer.trim();
    if (text === "") return failed("empty_answer", "codex ended well and said nothing", ended);
    return { status: "done", text, ...ended };
  }

  /** The tokens are those of the thread: a run that continued one used what was added. */
  #ended() {
    const past = this.#job.session;
    const since = past !== null && past.id === this.#threadId ? past : null;
    const usage = {
      ...NO_USAGE,
      model: this.#job.model,
      tokensIn: added(this.#usage.tokensIn, since?.tokensIn ?? 0),
      tokensOut: added(this.#usage.tokensOut, since?.tokensOut ?? 0),
    };
    const session =
      this.#threadId === null ? null : { id: this.#threadId, costUsd: null, ...this.#usage };
    return { usage, session };
  }
}

/** A thread that forgot its past begins to count anew. */
const added = (inAll: number | null, before: number): number | null =>
  inAll === null ? null : inAll >= before ? inAll - before : inAll;
