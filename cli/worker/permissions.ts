import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Answer, Baton, Input } from "@/client/client";
import { Refused, Unreachable } from "@/client/failures";
import { pause } from "@/client/transport";
import type { Clock } from "./clock";
import type { Records } from "./files";
import { pauseAway } from "./pace";
import type { Redact } from "./redact";

type Request = Answer<"runs.ask">["request"];
type Question = NonNullable<Input<"runs.ask">["body"]>;

/** Something that a program may not do without leave. */
export interface ToolCall {
  /** What somebody allows who says "always": a tool, or a rule such as `Bash(npm test:*)`. */
  tool: string;
  /** What it would do, in one line. */
  title: string;
  body: string | null;
  arguments: Record<string, unknown>;
}

export interface Verdict {
  isAllowed: boolean;
  /** Why, in words for the program. */
  note: string;
}

/** The questions of a run whose answers no program has heard yet. They outlive its program and its worker. */
export interface Asked {
  run: number;
  requests: number[];
}

interface PermissionsParts {
  /** Under the run's own key: whoever hears the answer is the run. */
  baton: Baton;
  /** Under the worker's, which may take a question back. */
  worker: Baton;
  run: number;
  asked: Records<Asked>;
  /** Stands still while the program waits. */
  clock: Clock;
  redact: Redact;
  say(text: string): void;
  /** Told when the program begins and ends to wait. */
  onWaiting(isWaiting: boolean): void;
  /** The run ends. */
  signal: AbortSignal;
}

const WAIT_SECONDS = 50;
/** Beyond what the server waits: for the way there and back. */
const PATIENCE_MS = 20_000;
const ASK_WITHIN_MS = 10 * 60_000;
const LONGEST_TITLE = 190;
const LONGEST_TOOL = 190;
const LONGEST_BODY = 8_000;
const LONGEST_ARGUMENT = 4_000;
const LONGEST_ARGUMENTS = 40_000;

/**
 * Asks people for the leave that a program needs. The program stays as it is meanwhile, and its run is parked: nothing of it is counted.
 * When the program is gone before the answer comes, the answer is given to the next one of the run that wants to do the very same.
 */
export class Permissions {
  readonly #parts: PermissionsParts;
  /** What this program asked. */
  readonly #own = new Set<number>();
  readonly #program = new AbortController();
  /** The program or its run is over. */
  readonly #over: AbortSignal;
  #waiting = 0;

  constructor(parts: PermissionsParts) {
    this.#parts = parts;
    this.#over = AbortSignal.any([parts.signal, this.#program.signal]);
  }

  /** The program has ended: it hears no answer. What it asked ends with its run, or waits for the next program of it. */
  end(): void {
    this.#program.abort();
  }

  /** Whether the program can do nothing but wait for a person. */
  get isWaiting(): boolean {
    return this.#waiting > 0;
  }

  /** Whether the program of now asked this, and hears the answer itself. */
  isOwn(request: number): boolean {
    return this.#own.has(request);
  }

  /** Resolves when somebody has answered. What cannot be asked is not allowed. `signal` takes the question back. */
  async ask(call: ToolCall, signal?: AbortSignal): Promise<Verdict> {
    const either = signal ? AbortSignal.any([this.#over, signal]) : this.#over;
    try {
      return await this.#answerTo(this.#questionOf(call), either);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { isAllowed: false, note: `Nobody could be asked: ${why}` };
    }
  }

  async #answerTo(question: Question, signal: AbortSignal): Promise<Verdict> {
    const { baton, run, say } = this.#parts;
    const early = await this.#earlierAnswer(question, signal);
    if (early) return this.#heard(early);
    const path = { id: String(run) };
    const options = { signal, again: true, patienceMs: ASK_WITHIN_MS };
    const { request } = await baton.call("runs.ask", { path, body: question }, options);
    this.#own.add(request.id);
    if (request.state !== "open") return this.#heard(request);
    this.#keep((ids) => [...ids.filter((id) => id !== request.id), request.id]);
    say(`Waits for leave (request ${request.id}): ${question.title}. The program is held open.\n`);
    this.#wait(1);
    try {
      const closed = await this.#closed(request.id, signal);
      // A program that was ended hears nothing: the next one of the run does.
      signal.throwIfAborted();
      return this.#heard(closed);
    } catch (error) {
      // The program takes it back.
      if (signal.aborted && !this.#over.aborted) await this.#withdraw(request.id);
      throw error;
    } finally {
      this.#wait(-1);
    }
  }

  #wait(more: 1 | -1): void {
    const { clock, onWaiting } = this.#parts;
    const before = this.isWaiting;
    this.#waiting += more;
    if (more === 1) clock.pause();
    else clock.resume();
    if (before !== this.isWaiting) onWaiting(this.isWaiting);
  }

  /** The answer to the same question of a program of this run that did not live to hear it. */
  async #earlierAnswer(
    { tool, arguments: args }: Question,
    signal: AbortSignal,
  ): Promise<Request | null> {
    const { baton, run, asked } = this.#parts;
    const ids = (asked.get(String(run))?.requests ?? []).filter((id) => !this.isOwn(id));
    for (const id of ids) {
      const path = { id: String(id) };
      const { request } = await baton.call("requests.read", { path }, { signal });
      const isSame = request.tool === tool && isDeepStrictEqual(request.arguments, args);
      if (isSame && request.state !== "open") return request;
    }
    return null;
  }

  async #closed(id: number, signal: AbortSignal): Promise<Request> {
    const { baton } = this.#parts;
    const input = { path: { id: String(id) }, query: { wait: String(WAIT_SECONDS) } };
    for (let tries = 0; ; ) {
      try {
        const timeoutMs = WAIT_SECONDS * 1_000 + PATIENCE_MS;
        const { request } = await baton.call("requests.read", input, { signal, timeoutMs });
        if (request.state !== "open") return request;
        tries = 0;
      } catch (error) {
        const isAway =
          error instanceof Unreachable || (error instanceof Refused && error.status >= 429);
        if (!isAway) throw error;
        await pause(pauseAway(++tries), signal);
      }
    }
  }

  async #withdraw(id: number): Promise<void> {
    const { baton, worker } = this.#parts;
    const path = { id: String(id) };
    const body = { reason: "its program asks no longer" };
    this.#forget(id);
    try {
      await worker.call("requests.withdraw", { path, body });
      // The run goes on, as with an answer that was heard.
      await baton.call("requests.read", { path });
    } catch {
      // Somebody answered meanwhile, or the run is over.
    }
  }

  #heard(request: Request): Verdict {
    this.#forget(request.id);
    const { answer, closed_by: by, reason } = request;
    const isAllowed = request.state === "answered" && answer?.option === "allow";
    const what = answer === null ? (reason ?? "Nobody answered") : (answer.label ?? "Answered");
    const note = `${what}${by ? ` by ${by}` : ""}${answer?.text ? `: ${answer.text}` : ""}`;
    this.#parts.say(`Request ${request.id}: ${note}\n`);
    return { isAllowed, note };
  }

  #forget(id: number): void {
    this.#keep((ids) => ids.filter((each) => each !== id));
  }

  #keep(change: (ids: number[]) => number[]): void {
    const { asked, run } = this.#parts;
    const before = asked.get(String(run))?.requests ?? [];
    const requests = change(before);
    if (requests.length > 0) asked.put(String(run), { run, requests });
    else if (before.length > 0) asked.remove(String(run));
  }

  /** Cleared of secrets, and no longer than Baton takes. The same call gives the same question. */
  #questionOf({ tool, title, body, arguments: args }: ToolCall): Question {
    const { redact } = this.#parts;
    return {
      kind: "permission",
      tool: toolName(tool, redact),
      title: cut(line(redact(title)), LONGEST_TITLE),
      ...(body ? { body: cut(redact(body), LONGEST_BODY) } : {}),
      arguments: shownArguments(args, redact),
    };
  }
}

const line = (text: string): string => text.replace(/\s+/g, " ").trim() || "something";
const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
const digest = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Two that differ have names that differ: who allows one for ever has not allowed the other. */
function toolName(tool: string, redact: Redact): string {
  const shown = line(redact(tool));
  if (shown === tool && tool.length <= LONGEST_TOOL) return tool;
  return `${cut(shown, LONGEST_TOOL - 20)} #${digest(tool)}`;
}

/** With long texts cut; only the beginning of all where there is too much of it. A digest of what was cut tells two apart. */
function shownArguments(args: Record<string, unknown>, redact: Redact): Record<string, unknown> {
  const shorter = (text: string): string =>
    text.length <= LONGEST_ARGUMENT
      ? text
      : `${cut(text, LONGEST_ARGUMENT)} (${text.length} characters, sha256 ${digest(text)})`;
  const shown = JSON.stringify(args, (_, value: unknown) =>
    typeof value === "string" ? shorter(redact(value).replaceAll("\0", "")) : value,
  );
  if (shown.length > LONGEST_ARGUMENTS) return { beginning: shorter(shown) };
  return JSON.parse(shown) as Record<string, unknown>;
}
