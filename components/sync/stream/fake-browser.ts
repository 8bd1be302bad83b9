import type { EventWire } from "@/lib/events/shapes";
import type { OpenStream, StreamEnd, StreamMessage } from "./server-stream";
import type { Channel, Locks } from "./shared-stream";

/** An event with this id, for tests. */
export function event(id: number): EventWire {
  return {
    id,
    version: 1,
    type: "task.updated",
    data: {},
    actor: { name: "ada", kind: "user" },
    project_id: 1,
    task_id: id,
    agent: null,
    run_id: null,
    timestamp: 0,
  };
}

/** One request for a stream that the browser has open. */
export interface Opened {
  path: string;
  /** The event after which it was asked for; null without one. */
  since: number | null;
  isClosed: boolean;
  send(...messages: StreamMessage[]): void;
  end(why: StreamEnd): void;
}

/** A server whose events are committed by `commit`, and whose streams answer at once unless it is told otherwise. */
export function fakeServer({ user = 1, build = "build-1" } = {}) {
  const opened: Opened[] = [];
  const committed: number[] = [];
  const server = {
    user,
    build,
    /** What a request for a stream is answered with; null opens it, and `silent` leaves it without an answer. */
    refusal: null as StreamEnd | "silent" | null,
    opened,
    live: () => opened.filter(({ isClosed }) => !isClosed),
    tick: () => ({
      type: "tick" as const,
      id: committed.at(-1) ?? 0,
      build: server.build,
      user: server.user,
      timestamp: 0,
    }),
    commit(id: number) {
      committed.push(id);
      for (const stream of server.live()) stream.send(event(id));
    },
    open: ((path, reader) => {
      const since = new URL(path, "http://baton").searchParams.get("since");
      const stream: Opened = {
        path,
        since: since === null ? null : Number(since),
        isClosed: false,
        send(...messages) {
          if (!stream.isClosed) reader.onMessages(structuredClone(messages));
        },
        end(why) {
          if (stream.isClosed) return;
          stream.isClosed = true;
          reader.onEnd(why);
        },
      };
      opened.push(stream);
      queueMicrotask(() => {
        if (server.refusal === "silent") return;
        if (server.refusal) {
          stream.end(server.refusal);
          return;
        }
        const from = stream.since;
        const missed = from === null ? [] : committed.filter((id) => id > from);
        const first = { ...server.tick(), id: from ?? server.tick().id };
        stream.send({ type: "connected" }, first, ...missed.map(event));
      });
      return () => {
        stream.isClosed = true;
      };
    }) satisfies OpenStream,
  };
  return server;
}

/** The Web Locks of one browser. `releaseAll` is what the browser does when a tab dies. */
export function fakeLocks() {
  interface Request {
    owner: string;
    run(): void;
    fail(): void;
  }
  const held = new Map<string, Request>();
  const waiting = new Map<string, Request[]>();
  const next = (name: string): void => {
    const request = waiting.get(name)?.shift();
    if (!request) return;
    held.set(name, request);
    request.run();
  };
  const release = (name: string, request: Request): void => {
    if (held.get(name) !== request) return;
    held.delete(name);
    next(name);
  };
  return {
    holder: (name: string) => held.get(name)?.owner,
    releaseAll(owner: string) {
      for (const [name, queue] of waiting)
        waiting.set(
          name,
          queue.filter((request) => request.owner !== owner),
        );
      for (const [name, request] of [...held]) if (request.owner === owner) release(name, request);
    },
    of: (owner: string): Locks => ({
      request(name, { signal, steal }, work) {
        const answer = Promise.withResolvers<unknown>();
        const request: Request = {
          owner,
          run: () =>
            queueMicrotask(() => {
              if (held.get(name) !== request) return;
              work().then((value) => {
                answer.resolve(value);
                release(name, request);
              }, answer.reject);
            }),
          fail: () => answer.reject(new DOMException("stolen", "AbortError")),
        };
        signal?.addEventListener("abort", () => {
          if (held.get(name) === request) return;
          const queue = waiting.get(name) ?? [];
          waiting.set(
            name,
            queue.filter((one) => one !== request),
          );
          answer.reject(signal.reason);
        });
        if (steal) {
          held.get(name)?.fail();
          held.set(name, request);
          request.run();
        } else {
          waiting.set(name, [...(waiting.get(name) ?? []), request]);
          if (!held.has(name)) next(name);
        }
        return answer.promise;
      },
    }),
  };
}

/** The broadcast channels of one browser. A frozen tab gets its messages when it goes on. */
export function fakeChannels() {
  interface Port extends Channel {
    name: string;
    owner: string;
    queue: unknown[];
  }
  const ports = new Set<Port>();
  const frozen = new Set<string>();
  const deliver = (port: Port): void => {
    if (frozen.has(port.owner)) return;
    for (const data of port.queue.splice(0))
      if (ports.has(port)) port.onmessage?.(new MessageEvent("message", { data }));
  };
  return {
    of: (owner: string) => (name: string) => {
      const port: Port = {
        name,
        owner,
        queue: [],
        onmessage: null,
        postMessage(message) {
          if (!ports.has(port)) throw new DOMException("closed", "InvalidStateError");
          for (const other of ports) {
            if (other === port || other.name !== name) continue;
            other.queue.push(structuredClone(message));
            queueMicrotask(() => deliver(other));
          }
        },
        close: () => void ports.delete(port),
      };
      ports.add(port);
      return port;
    },
    /** The tab is gone: nothing reaches it any more. */
    drop(owner: string) {
      for (const port of [...ports]) if (port.owner === owner) ports.delete(port);
    },
    freeze: (owner: string) => void frozen.add(owner),
    thaw(owner: string) {
      frozen.delete(owner);
      for (const port of ports) if (port.owner === owner) deliver(port);
    },
  };
}
