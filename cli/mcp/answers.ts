import { refusal } from "../api";
import type { Settings } from "../settings";
import { isMessage, type Message } from "./message";

/** The body of a response that held no message, for `refusalOf`. */
const unread = new WeakMap<Response, string>();

/**
 * The messages a response holds, as they come: one JSON body, or a stream of events. A body that holds none yields none,
 * and `refusalOf` says what it said instead.
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

/** Why there was no answer, in Baton's words where it gave some. */
export async function refusalOf(response: Response, settings: Settings): Promise<string> {
  if (response.ok) return "Baton ended the answer before it was complete; try again";
  let problem: unknown;
  try {
    problem = JSON.parse(unread.get(response) ?? "");
  } catch {
    problem = undefined;
  }
  const { message, fix } = refusal(settings, response.status, problem);
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

/** The data of each event of a stream, its lines joined. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let buffer = "";
  for await (const chunk of body) {
    buffer += decoder.decode(chunk, { stream: true });
    const frames = buffer.split(/\r\n\r\n|\n\n|\r\r/);
    buffer = frames.pop() ?? "";
    for (const frame of frames) {
      const data = dataOf(frame);
      if (data !== "") yield data;
    }
  }
  const rest = dataOf(buffer);
  if (rest !== "") yield rest;
}

function dataOf(frame: string): string {
  return frame
    .split(/\r\n|\n|\r/)
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5).replace(/^ /, ""))
    .join("\n");
}
