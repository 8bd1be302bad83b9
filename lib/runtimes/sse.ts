import { createParser } from "eventsource-parser";

/** No provider sends an event this long, in characters; what does is not one. */
const MAX_BUFFERED = 4 * 1024 * 1024;

/**
 * The data of each server-sent event, from bytes that may be cut anywhere, also inside a character. A last event counts
 * without its empty line: some servers close right after it. Throws when an event has no end.
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
