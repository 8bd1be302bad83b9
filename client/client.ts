import { NotBaton } from "./failures";
import type { operations } from "./generated/api";
import { OPERATIONS } from "./generated/operations";
import type { Operation } from "./operation";
import type { AnswerOf, InputOf } from "./shapes";
import {
  type CallOptions,
  type Connection,
  type Parts,
  randomKey,
  type Transport,
  transport,
} from "./transport";

export type OperationId = keyof typeof OPERATIONS & keyof operations;

/** What an operation takes: the parts of its path, its query, its body. */
export type Input<Id extends OperationId> = InputOf<operations[Id]>;

/** The JSON that an operation answers with. */
export type Answer<Id extends OperationId> = AnswerOf<operations[Id]>;

export interface Baton extends Transport {
  /** Calls an operation and returns its JSON. Fails as `send` does. */
  call<Id extends OperationId>(
    id: Id,
    input: Input<Id>,
    options?: CallOptions,
  ): Promise<Answer<Id>>;
}

/** A client of Baton's HTTP API, by the names of its operations. */
export function connect(connection: Connection): Baton {
  const { send, open } = transport(connection);
  return {
    connection,
    send,
    open,
    async call<Id extends OperationId>(id: Id, input: Input<Id>, options: CallOptions = {}) {
      const operation: Operation = OPERATIONS[id];
      const { method, path } = operation;
      const reply = await send(method, path, input as Parts, keyed(operation, options));
      if (typeof reply.body !== "object") throw new NotBaton(connection.url, reply.type);
      return reply.body as Answer<Id>;
    },
  };
}

/** The options with a key of its own for what may be sent again only with one. */
export function keyed(operation: Pick<Operation, "keyed">, options: CallOptions): CallOptions {
  return operation.keyed ? { idempotencyKey: randomKey(), ...options } : options;
}
