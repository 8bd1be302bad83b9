import { createParser } from "eventsource-parser";

/** The maximum length of an event in characters; no provider sends a longer one. */
const MAX_BUFFERED = 4 * 1024 * 1024;

/**
 * The data of each server-sent event, from bytes that may be split anywhere, even inside a character. The last event
 * needs no empty line after it, because some servers close right away. Throws when an event does not end.
 */
export async function* readSse(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const read: string[] = [];
  const parser = createParser({
    maxBufferSize: MAX_BUFFERED,
    onEvent: ({ data }) => void read.push(data),
    onError: ({ type }) => {
      if (type === "max-buffer-size-exceeded")
        throw new Error("an event of the answer is too long");
    },
  });
  for await (const chunk of chunks) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* read.splice(0);
  }
  parser.feed(`${decoder.decode()}\n\n`);
  yield* read;
}
