import { createParser } from "eventsource-parser";
import { refusedWith } from "@/client/failures";
import { shown } from "../refusals";
import type { Settings } from "../settings";
import { isMessage, type Message } from "./message";

/** The body of a response that contained no message, kept for `refusalOf`. */
const unread = new WeakMap<Response, string>();

/**
 * Yields the messages of a response as they arrive, from one JSON body or from an event stream. If the body contains none, `refusalOf`
 * says what it contained instead.
 */
export async function* answersOf(response: Response): AsyncGenerator<Message> {
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream") && response.body) {
    for await (const data of eventsOf(response.body)) yield* messagesIn(data);
    return;
  }
  const text = await response.text();
  let found = false;
  for (const message of messagesIn(text)) {
    found = true;
    yield message;
  }
  if (!found) unread.set(response, text);
}

/** Why there was no answer, with Baton's own message if there is one. */
export async function refusalOf(response: Response, settings: Settings): Promise<string> {
  if (response.ok) return "Baton ended the answer before it was complete; try again";
  return sentenceOf(refusedWith(response, unread.get(response) ?? ""), settings);
}

/** What went wrong, and what to do about it, in one line. */
export function sentenceOf(error: unknown, settings: Settings): string {
  const { message, fix } = shown(error, settings) as Error & { fix?: string };
  return fix ? `${message}; ${fix}` : message;
}

function messagesIn(text: string): Message[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  return (Array.isArray(parsed) ? parsed : [parsed]).filter(isMessage);
}

/** The data of each event of a stream; a last one counts without its empty line. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const read: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => void read.push(data) });
  for await (const chunk of body) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* read.splice(0);
  }
  parser.feed(`${decoder.decode()}\n\n`);
  yield* read;
}
