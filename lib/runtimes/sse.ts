export interface SseMessage {
  event: string | null;
  data: string;
}

/** No provider sends a line this long; what does is not one. */
const MAX_BUFFERED = 4 * 1024 * 1024;

/** Reads server-sent events from bytes that may be cut anywhere, also inside a character. */
export async function* readSse(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SseMessage> {
  const decoder = new TextDecoder();
  let buffer = "";
  let event: string | null = null;
  let data: string[] = [];
  for await (const chunk of chunks) {
    buffer += decoder.decode(chunk, { stream: true });
    if (buffer.length > MAX_BUFFERED) throw new Error("a line of the answer is too long");
    for (let end = lineEnd(buffer); end !== null; end = lineEnd(buffer)) {
      const line = buffer.slice(0, end.at);
      buffer = buffer.slice(end.next);
      if (line === "") {
        if (data.length > 0) yield { event, data: data.join("\n") };
        event = null;
        data = [];
        continue;
      }
      const colon = line.indexOf(":");
      const field = colon === -1 ? line : line.slice(0, colon);
      const value = colon === -1 ? "" : line.slice(colon + 1).replace(/^ /, "");
      if (field === "data") data.push(value);
      else if (field === "event") event = value;
    }
  }
  // A last message without its empty line: some servers close right after it.
  const rest = (buffer + decoder.decode()).trim();
  if (rest.startsWith("data:")) data.push(rest.slice(5).trim());
  if (data.length > 0) yield { event, data: data.join("\n") };
}

/** Where the first line ends and the next begins; a CR at the very end may be half of a CRLF and waits. */
function lineEnd(buffer: string): { at: number; next: number } | null {
  const at = buffer.search(/[\r\n]/);
  if (at === -1) return null;
  if (buffer[at] === "\n") return { at, next: at + 1 };
  if (at + 1 === buffer.length) return null;
  return { at, next: buffer[at + 1] === "\n" ? at + 2 : at + 1 };
}
