import type { Stdin } from "../process";
import { isObject, textOf } from "./answer";

export type Json = Record<string, unknown>;

interface Call {
  resolve(result: Json): void;
  reject(error: Error): void;
}

interface Handlers {
  /** The program told something. */
  notice(method: string, params: Json): void;
  /** The program waits for the answer: `{result}` or `{error}`. */
  request(method: string, params: Json): Promise<Json>;
}

/** Requests, their answers and notices as lines of JSON, in both directions. */
export class CodexRpc {
  readonly #handlers: Handlers;
  readonly #calls = new Map<number, Call>();
  #stdin: Stdin | null = null;
  #lastId = 0;

  constructor(handlers: Handlers) {
    this.#handlers = handlers;
  }

  begin(stdin: Stdin): void {
    this.#stdin = stdin;
  }

  tell(method: string): void {
    this.#stdin?.send({ method });
  }

  call(method: string, params: Json): Promise<Json> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#stdin?.send({ id, method, params });
    });
  }

  message(message: Json): void {
    const { id, method, params } = message;
    if (typeof method !== "string") {
      this.#answered(message);
      return;
    }
    const about = isObject(params) ? params : {};
    if (id === undefined) this.#handlers.notice(method, about);
    else
      void this.#handlers
        .request(method, about)
        .then((answer) => this.#stdin?.send({ id, ...answer }));
  }

  #answered({ id, result, error }: Json): void {
    const call = typeof id === "number" ? this.#calls.get(id) : undefined;
    if (!call) return;
    this.#calls.delete(id as number);
    if (isObject(error)) call.reject(new Error(textOf(error.message) ?? JSON.stringify(error)));
    else call.resolve(isObject(result) ? result : {});
  }

  /** Closes its input. A program that has not ended then is ended. */
  end(withinMs: number): void {
    this.#stdin?.end(withinMs);
    this.abandon();
  }

  /** The program has gone: what it was asked fails. */
  abandon(): void {
    for (const { reject } of this.#calls.values()) reject(new Error("it has ended"));
    this.#calls.clear();
  }
}
