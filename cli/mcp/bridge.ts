import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { Unreachable } from "@/client/failures";
import type { Settings } from "../settings";
import { answersOf, refusalOf, sentenceOf } from "./answers";
import { headersFor, type Session } from "./headers";
import { CODES, errorAnswer, isMessage, isRequest, type Message } from "./message";
import { Retry } from "./retry";

export interface Ends {
  input: Readable;
  write: (line: string) => void;
  /** Where errors are written; never standard output, which carries only messages. */
  log: (line: string) => void;
}

/** How long to wait for outstanding answers after the client has closed its end. */
const LAST_ANSWERS_MS = 5_000;

/**
 * Forwards JSON-RPC messages between a client's pipes and Baton's MCP endpoint until the client closes its end. Requests run
 * concurrently and are answered in the order Baton finishes them. If one cannot be answered, the client gets an error that says why.
 */
export async function bridge(
  settings: Settings,
  ends: Ends,
  retry: Retry = new Retry(),
): Promise<void> {
  const session: Session = { revision: null, id: null };
  const underWay = new Map<string | number, AbortController>();
  const carried = new Set<Promise<void>>();
  const closing = new AbortController();
  const send = (message: Message) => ends.write(`${JSON.stringify(message)}\n`);

  async function carry(message: Message): Promise<void> {
    const cancel = new AbortController();
    const stop = new AbortController();
    for (const { signal } of [cancel, closing])
      signal.addEventListener("abort", () => stop.abort(signal.reason), { signal: stop.signal });
    const id = isRequest(message) ? message.id : undefined;
    if (id !== undefined) underWay.set(id, cancel);
    try {
      await deliver(message, stop.signal);
    } catch (error) {
      if (cancel.signal.aborted) return;
      const sentence = sentenceOf(error, settings);
      ends.log(sentence);
      if (id !== undefined) send(errorAnswer(id, CODES.upstream, sentence));
    } finally {
      if (id !== undefined) underWay.delete(id);
      stop.abort();
    }
  }

  async function deliver(message: Message, signal: AbortSignal): Promise<void> {
    const response = await retry.untilAnswered(message, () => post(message, signal), signal);
    const sessionId = response.headers.get("mcp-session-id");
    if (sessionId !== null) session.id = sessionId;
    if (!isRequest(message)) {
      await response.body?.cancel();
      if (!response.ok)
        ends.log(`${message.method ?? "an answer"} was refused: ${response.status}`);
      return;
    }
    let isAnswered = false;
    for await (const answer of answersOf(response)) {
      if (answer.id === message.id && answer.method === undefined) {
        isAnswered = true;
        if (message.method === "initialize") session.revision = revisionOf(answer);
        retry.learn(message, answer);
      }
      // An error that Baton could not tie to a request, such as one about its headers, answers this one.
      const unaddressed = answer.error !== undefined && (answer.id ?? null) === null;
      if (unaddressed) isAnswered = true;
      send(unaddressed ? { ...answer, id: message.id } : answer);
    }
    if (isAnswered) return;
    if (response.status === 404 && session.id !== null) session.id = null;
    send(errorAnswer(message.id, CODES.upstream, await refusalOf(response, settings)));
  }

  async function post(message: Message, signal: AbortSignal): Promise<Response> {
    try {
      return await fetch(`${settings.url}/api/mcp`, {
        method: "POST",
        headers: headersFor(message, session, settings),
        body: JSON.stringify(message),
        signal,
      });
    } catch (error) {
      if (signal.aborted) throw error;
      throw new Unreachable(settings.url, error);
    }
  }

  function take(line: string): void {
    if (line.trim() === "") return;
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
    } catch {
      send(errorAnswer(null, CODES.parse, "Parse error: a line must be one JSON-RPC message"));
      return;
    }
    for (const message of Array.isArray(parsed) ? parsed : [parsed]) {
      if (!isMessage(message)) {
        send(errorAnswer(null, CODES.invalid, "Invalid Request: not a JSON-RPC 2.0 message"));
        continue;
      }
      if (message.method === "notifications/cancelled") {
        underWay.get(message.params?.requestId as string | number)?.abort();
      }
      const work = carry(message).finally(() => carried.delete(work));
      carried.add(work);
    }
  }

  for await (const line of createInterface({ input: ends.input, crlfDelay: Infinity })) take(line);
  const patience = new AbortController();
  const late = delay(LAST_ANSWERS_MS, undefined, { signal: patience.signal }).catch(() => {});
  await Promise.race([Promise.allSettled(carried), late]);
  patience.abort();
  closing.abort();
  await Promise.allSettled(carried);
}

function revisionOf(answer: Message): string | null {
  const revision = answer.result?.protocolVersion;
  return typeof revision === "string" ? revision : null;
}
