import http from "node:http";
import https from "node:https";
import { DAY_MS } from "@/lib/core/clock";
import { storable } from "@/lib/core/fields";
import {
  checkedLookup,
  checkWrittenAddress,
  PrivateAddressError,
  portOf,
  type Receivers,
  type Resolve,
} from "./address";

/** Only an answer that is complete within this time counts. */
export const ANSWER_MS = 15_000;
/** More than this of an answer is not read. */
const MAX_ANSWER_BYTES = 16 * 1024;
const EXCERPT_CHARACTERS = 1_000;
const IDLE_SOCKET_MS = 4_000;

/** How a receiver answered. */
export interface Answer {
  /** Null when there was none. */
  status: number | null;
  /** Why the attempt failed; null when it succeeded. */
  error: string | null;
  /** The beginning of the answer's body. */
  excerpt: string | null;
  /** How long the receiver asked to be left alone, if it did. */
  retryAfterMs?: number;
  ms: number;
}

export interface Post {
  url: string;
  headers: Record<string, string>;
  body: string | Uint8Array;
  /** Ends the attempt when the process stops. */
  signal?: AbortSignal;
}

export type Send = (post: Post) => Promise<Answer>;

interface Options {
  receivers: () => Receivers;
  answerMs?: number;
  resolve?: Resolve;
}

/**
 * Sends to receivers over connections that are kept for the next message. Every address is checked before it is connected to, a
 * redirect is a failure, and no more of an answer is read than the log shows. The returned function never rejects unless its
 * signal aborts.
 */
export function createSend({ receivers, answerMs = ANSWER_MS, resolve }: Options): {
  send: Send;
  close(): void;
} {
  const agentOptions = { keepAlive: true, timeout: ANSWER_MS, maxFreeSockets: 64 };
  const agents = { http: new http.Agent(agentOptions), https: new https.Agent(agentOptions) };
  for (const agent of Object.values(agents)) agent.on("free", endWhenIdle);
  const send: Send = async (post) => {
    const started = performance.now();
    const ms = (): number => Math.round(performance.now() - started);
    try {
      const url = new URL(post.url);
      const allowed = receivers();
      checkWrittenAddress(url, allowed);
      const options: http.RequestOptions = {
        method: "POST",
        headers: { ...post.headers, "content-length": Buffer.byteLength(post.body) },
        agent: url.protocol === "https:" ? agents.https : agents.http,
        lookup: checkedLookup(portOf(url), allowed, resolve),
      };
      const answer = await exchange(url, options, post, answerMs);
      return { ...answer, ms: ms() };
    } catch (error) {
      post.signal?.throwIfAborted();
      return { status: null, error: reasonOf(error), excerpt: null, ms: ms() };
    }
  };
  return {
    send,
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** A receiver may close an idle connection at any time, so ours are closed before that usually happens. */
function endWhenIdle(socket: import("node:net").Socket): void {
  socket.setTimeout(IDLE_SOCKET_MS);
}

async function exchange(
  url: URL,
  options: http.RequestOptions,
  post: Post,
  answerMs: number,
): Promise<Omit<Answer, "ms">> {
  const deadline = AbortSignal.timeout(answerMs);
  const signal = post.signal ? AbortSignal.any([deadline, post.signal]) : deadline;
  for (let isRepeated = false; ; isRepeated = true) {
    const call = (url.protocol === "https:" ? https : http).request(url, { ...options, signal });
    try {
      return await answerOf(call, post.body);
    } catch (error) {
      if (deadline.aborted) throw new Error(`no whole answer within ${answerMs / 1000} s`);
      // The receiver closed a kept connection before it read the message, which is no failure of its own.
      const wasClosed = call.reusedSocket && (error as NodeJS.ErrnoException).code === "ECONNRESET";
      if (!wasClosed || isRepeated) throw error;
    }
  }
}

function answerOf(
  call: http.ClientRequest,
  body: string | Uint8Array,
): Promise<Omit<Answer, "ms">> {
  return new Promise((resolve, reject) => {
    call.on("error", reject);
    call.on("response", (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      const end = (): void => {
        const status = response.statusCode ?? 0;
        const text = Buffer.concat(chunks).toString("utf8").slice(0, EXCERPT_CHARACTERS);
        const excerpt = text === "" ? null : storable(text);
        const retryAfterMs = retryAfterOf(response.headers["retry-after"]);
        const error = refusalOf(status, response.headers.location);
        resolve({ status, error, excerpt, ...(retryAfterMs === null ? {} : { retryAfterMs }) });
      };
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length < MAX_ANSWER_BYTES) return;
        end();
        call.destroy();
      });
      response.on("end", end);
      response.on("error", reject);
      response.on("close", () => reject(new Error("the answer broke off")));
    });
    call.end(body);
  });
}

/** `Retry-After` in seconds or as a date; more than a day is taken as a day. */
function retryAfterOf(header: string | undefined): number | null {
  if (header === undefined) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, DAY_MS) : null;
}

function refusalOf(status: number, location: string | undefined): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400 && location)
    return `answered ${status}: redirects are not followed`;
  return `answered ${status}`;
}

const EXPLAINED: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens at its address",
  ECONNRESET: "the connection was closed",
  ENOTFOUND: "its name is not known",
  EAI_AGAIN: "its name could not be looked up",
  ETIMEDOUT: "its address does not answer",
  EHOSTUNREACH: "its address cannot be reached",
  ENETUNREACH: "its network cannot be reached",
};

/** Why there was no answer, in words. Several addresses that were tried in turn fail with an `AggregateError`. */
function reasonOf(error: unknown): string {
  if (error instanceof PrivateAddressError) return error.message;
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const { code, message } = first as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : EXPLAINED[code];
  return storable((known && `${known} (${code})`) || message || String(code)).slice(0, 300);
}
