import { version } from "../../../package.json";
import type { ProcessEnd, Stdin } from "../process";
import type { ToolCall } from "../questions";
import { excerpt } from "../redact";
import { countOf, isObject, readAnswer, textOf } from "./answer";
import { commandCall, commandOf, elicitationCall, fileCall, permissionCall } from "./codex-calls";
import { CodexRpc, type Json } from "./codex-rpc";
import { classOfStatus, endText } from "./ended";
import type { Conversation } from "./json-program";
import {
  type ErrorClass,
  failed,
  type Job,
  NO_USAGE,
  type Outcome,
  type Usage,
  type Words,
} from "./program";

export type CodexJob = Pick<
  Job,
  | "prompt"
  | "system"
  | "model"
  | "cwd"
  | "isReadOnly"
  | "session"
  | "isForked"
  | "say"
  | "redact"
  | "ask"
  | "steer"
  | "onSession"
>;

const MOST_SHOWN = 4_000;
/** How long it may take to end once its input is closed: it has handed in everything by then. */
const END_WITHIN_MS = 5_000;

/**
 * Talks with `codex app-server`: requests, their answers and notices, each a line of JSON, in both directions. One thread has one turn,
 * which is steered while it goes on. Codex says nothing of money: Baton prices its tokens.
 */
export class CodexConversation implements Conversation {
  readonly #job: CodexJob;
  readonly #sandbox: string;
  readonly #rpc = new CodexRpc({
    notice: (method, params) => this.#notice(method, params),
    request: (method, params) => this.#request(method, params),
  });
  #threadId: string | null = null;
  #turnId: string | null = null;
  #isOver = false;
  #isCompleted = false;
  #answer = "";
  #usage: Pick<Usage, "tokensIn" | "tokensOut"> = { tokensIn: null, tokensOut: null };
  #error: string | null = null;
  #errorClass: ErrorClass = "agent";
  #isResumeRefused = false;
  /** What it wants to change, by the item that asks for leave. */
  readonly #changes = new Map<string, readonly Json[]>();
  /** Said before its turn had begun. */
  #early: Words[] = [];

  constructor(job: CodexJob, sandbox: string) {
    this.#job = job;
    this.#sandbox = sandbox;
  }

  get isResumeRefused(): boolean {
    return this.#isResumeRefused;
  }

  begin(stdin: Stdin): void {
    this.#rpc.begin(stdin);
    void this.#work().catch((error: Error) => {
      this.#fail(error.message, null);
      this.#end();
    });
    this.#job.steer?.((words) => void this.#steer(words));
  }

  async #work(): Promise<void> {
    const { prompt, system, model, cwd, isReadOnly, session, ask } = this.#job;
    await this.#rpc.call("initialize", { clientInfo: { name: "baton", title: "Baton", version } });
    this.#rpc.tell("initialized");
    const terms = {
      cwd,
      sandbox: isReadOnly ? "read-only" : this.#sandbox,
      // What it may not do it is not told how to ask for, unless somebody is there to allow it.
      approvalPolicy: ask === null ? "never" : "on-request",
      ...(model === null ? {} : { model }),
      ...(system === null ? {} : { developerInstructions: system }),
    };
    const { thread } =
      session === null
        ? await this.#rpc.call("thread/start", terms)
        : await this.#resume({ threadId: session.id, excludeTurns: true, ...terms });
    this.#threadId = isObject(thread) ? textOf(thread.id) : null;
    if (this.#threadId === null) throw new Error("it began no thread");
    this.#job.say("log", `Codex, thread ${this.#threadId}\n`);
    this.#job.onSession(
      session?.id === this.#threadId
        ? session
        : { id: this.#threadId, costUsd: null, tokensIn: null, tokensOut: null },
    );
    const { turn } = await this.#rpc.call("turn/start", {
      threadId: this.#threadId,
      input: [inputOf(prompt)],
    });
    this.#turnId = isObject(turn) ? textOf(turn.id) : null;
    for (const words of this.#early.splice(0)) await this.#steer(words);
  }

  async #resume(params: Json): Promise<Json> {
    try {
      const method = this.#job.isForked ? "thread/fork" : "thread/resume";
      return await this.#rpc.call(method, params);
    } catch (error) {
      const { message } = error as Error;
      if (/no rollout found|not found|invalid thread id/i.test(message))
        this.#isResumeRefused = true;
      throw error;
    }
  }

  /** What comes after the turn is said in the next one, by whoever leads this conversation. */
  async #steer(words: Words): Promise<void> {
    if (this.#isOver) return;
    if (this.#turnId === null) {
      this.#early.push(words);
      return;
    }
    const params = {
      threadId: this.#threadId,
      expectedTurnId: this.#turnId,
      input: [inputOf(words.text)],
    };
    await this.#rpc.call("turn/steer", params).then(words.heard, () => undefined);
  }

  message(message: Json): void {
    this.#rpc.message(message);
  }

  /** It waits for the answer. */
  async #request(method: string, params: Json): Promise<Json> {
    switch (method) {
      case "item/commandExecution/requestApproval":
        return { result: { decision: await this.#decide(commandCall(params)) } };
      case "item/fileChange/requestApproval":
        return {
          result: { decision: await this.#decide(fileCall(params, this.#changesOf(params))) },
        };
      case "item/permissions/requestApproval": {
        const isAllowed = (await this.#decide(permissionCall(params))) === "accept";
        const permissions = isAllowed && isObject(params.permissions) ? params.permissions : {};
        return { result: { permissions, scope: "turn" } };
      }
      case "mcpServer/elicitation/request": {
        const action = await this.#decide(elicitationCall(params));
        return { result: { action, ...(action === "accept" ? { content: {} } : {}) } };
      }
      default:
        return { error: { code: -32601, message: `this client does not know ${method}` } };
    }
  }

  async #decide(call: ToolCall): Promise<"accept" | "decline"> {
    const verdict = await this.#job.ask?.(call);
    return verdict?.isAllowed ? "accept" : "decline";
  }

  #changesOf({ itemId }: Json): readonly Json[] {
    return (typeof itemId === "string" ? this.#changes.get(itemId) : null) ?? [];
  }

  #notice(method: string, params: Json): void {
    // Its helpers have threads of their own, which end without an end of the work.
    if (typeof params.threadId === "string" && params.threadId !== this.#threadId) return;
    switch (method) {
      case "item/started":
        if (isObject(params.item)) this.#begun(params.item);
        return;
      case "item/completed":
        if (isObject(params.item)) this.#item(params.item);
        return;
      case "thread/tokenUsage/updated": {
        const total = isObject(params.tokenUsage) ? params.tokenUsage.total : null;
        if (isObject(total))
          this.#usage = {
            tokensIn: countOf(total.inputTokens),
            tokensOut: countOf(total.outputTokens),
          };
        return;
      }
      case "turn/completed":
        if (isObject(params.turn)) this.#ended(params.turn);
        return;
      case "error":
      case "warning":
      case "configWarning": {
        // Also "Reconnecting… 1/5"; what ends the turn is told again with its end.
        const said = isObject(params.error) ? params.error.message : params.message;
        this.#job.say("log", `${this.#shown(said ?? params.summary)}\n`);
      }
    }
  }

  #begun(item: Json): void {
    if (item.type === "commandExecution")
      this.#job.say("tool", `${this.#shown(commandOf(item))}\n`);
    if (item.type === "fileChange" && typeof item.id === "string")
      this.#changes.set(item.id, changesIn(item));
  }

  #item(item: Json): void {
    switch (item.type) {
      case "agentMessage":
        this.#answer = textOf(item.text) ?? "";
        this.#job.say("text", `${this.#answer}\n`);
        return;
      case "commandExecution": {
        const output = this.#shown(item.aggregatedOutput ?? "").trimEnd();
        const end = item.status === "declined" ? "declined" : `exit code ${item.exitCode}`;
        this.#job.say("log", `${output}${output ? "\n" : ""}[${end}]\n`);
        return;
      }
      case "fileChange":
        for (const { kind, path } of changesIn(item))
          this.#job.say("file", `${isObject(kind) ? kind.type : kind} ${path}\n`);
        return;
      case "mcpToolCall":
      case "webSearch":
        this.#job.say("tool", `${this.#shown(item.tool ?? item.query ?? item.type)}\n`);
    }
  }

  #shown(value: unknown): string {
    const text = typeof value === "string" ? value : JSON.stringify(value ?? "");
    return excerpt(this.#job.redact, text, MOST_SHOWN);
  }

  #ended(turn: Json): void {
    if (turn.status === "completed") this.#isCompleted = true;
    else if (isObject(turn.error))
      this.#fail(textOf(turn.error.message) ?? "its turn failed", statusOf(turn.error));
    else this.#fail(`its turn ended as ${turn.status}`, null);
    this.#end();
  }

  #end(): void {
    this.#isOver = true;
    this.#rpc.end(END_WITHIN_MS);
  }

  /** The message is a sentence, or what the provider answered, as JSON. */
  #fail(message: string, status: number | null): void {
    const said = readAnswer(message)?.error;
    this.#error ??= said ?? message;
    const named = /\bstatus\D{0,8}(\d{3})\b/i.exec(message)?.[1];
    this.#errorClass =
      classOfStatus(status ?? (named ? Number(named) : null)) ??
      (message.includes("invalid_request_error") ? "invalid_request" : "agent");
  }

  complaint(line: string): void {
    this.#job.say("log", `${line}\n`);
  }

  outcome(end: ProcessEnd, complaints: string): Outcome {
    this.#rpc.abandon();
    const ended = this.#used();
    if (this.#error !== null)
      return failed(this.#errorClass, `codex failed: ${this.#error}`, ended);
    if (!this.#isCompleted) {
      const why = complaints || "it told no end of its turn";
      return failed("agent", `codex ended with ${endText(end)}: ${why}`, ended);
    }
    const text = this.#answer.trim();
    if (text === "") return failed("empty_answer", "codex ended well and said nothing", ended);
    return { status: "done", text, ...ended };
  }

  /** The tokens are those of the thread: a run that continued one used what was added. */
  #used() {
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

const changesIn = ({ changes }: Json): Json[] =>
  Array.isArray(changes) ? changes.filter(isObject) : [];

const inputOf = (text: string) => ({ type: "text", text });

/** The status of the provider's answer, wherever this kind of error has it. */
function statusOf({ codexErrorInfo: info }: Json): number | null {
  const [detail] = isObject(info) ? Object.values(info).filter(isObject) : [];
  return detail ? countOf(detail.httpStatusCode) : null;
}
