import type { Baton } from "@/client/client";
import { Refused, Unreachable } from "@/client/failures";
import { pause } from "@/client/transport";
import type { Clock } from "./clock";
import type { Records } from "./files";
import { pauseAway } from "./pace";
import {
  type Choice,
  type Chosen,
  choiceQuestion,
  DECLINE,
  isSame,
  permissionQuestion,
  type Question,
  type Request,
  type ToolCall,
  type Verdict,
} from "./questions";
import type { Redact } from "./redact";

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
    const { request, note } = await this.#put(permissionQuestion(call, this.#parts.redact), signal);
    const isAllowed = request?.state === "answered" && request.answer?.option === "allow";
    return { isAllowed, note };
  }

  /** The same for a choice. What cannot be asked is declined. */
  async choose(choice: Choice, signal?: AbortSignal): Promise<Chosen> {
    const { request, note } = await this.#put(choiceQuestion(choice, this.#parts.redact), signal);
    const { option = null, text = null } = request?.answer ?? {};
    const isDeclined = request?.state !== "answered" || option === DECLINE;
    return {
      at: isDeclined || option === null ? null : Number(option) - 1,
      text,
      isDeclined,
      note,
    };
  }

  async #put(
    question: Question,
    signal: AbortSignal | undefined,
  ): Promise<{ request: Request | null; note: string }> {
    const either = signal ? AbortSignal.any([this.#over, signal]) : this.#over;
    try {
      const request = await this.#answerTo(question, either);
      return { request, note: this.#heard(request) };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { request: null, note: `Nobody could be asked: ${why}` };
    }
  }

  /** The request, closed. */
  async #answerTo(question: Question, signal: AbortSignal): Promise<Request> {
    const { baton, run, say } = this.#parts;
    const early = await this.#earlierAnswer(question, signal);
    if (early) return early;
    const path = { id: String(run) };
    const options = { signal, again: true, patienceMs: ASK_WITHIN_MS };
    const { request } = await baton.call("runs.ask", { path, body: question }, options);
    this.#own.add(request.id);
    if (request.state !== "open") return request;
    this.#keep((ids) => [...ids.filter((id) => id !== request.id), request.id]);
    const what = question.kind === "permission" ? "leave" : "an answer";
    say(
      `Waits for ${what} (request ${request.id}): ${question.title}. The program is held open.\n`,
    );
    this.#wait(1);
    try {
      const closed = await this.#closed(request.id, signal);
      // A program that was ended hears nothing: the next one of the run does.
      signal.throwIfAborted();
      return closed;
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
  async #earlierAnswer(question: Question, signal: AbortSignal): Promise<Request | null> {
    const { baton, run, asked } = this.#parts;
    const ids = (asked.get(String(run))?.requests ?? []).filter((id) => !this.isOwn(id));
    for (const id of ids) {
      const path = { id: String(id) };
      const { request } = await baton.call("requests.read", { path }, { signal });
      if (request.state !== "open" && isSame(request, question)) return request;
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

  /** What happened to it, in words. */
  #heard(request: Request): string {
    this.#forget(request.id);
    const { answer, closed_by: by, reason } = request;
    const what = answer === null ? (reason ?? "Nobody answered") : (answer.label ?? "Answered");
    const note = `${what}${by ? ` by ${by}` : ""}${answer?.text ? `: ${answer.text}` : ""}`;
    this.#parts.say(`Request ${request.id}: ${note}\n`);
    return note;
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
}
