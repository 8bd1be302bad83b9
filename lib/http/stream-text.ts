import { streamed } from "./respond";

/**
 * A download whose text is made as it is taken: a slow reader slows the reading of the database, and one that goes away ends it.
 */
export function streamText(
  lines: AsyncGenerator<string>,
  { type, filename }: { type: string; filename: string },
): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let text = "";
      while (text.length < CHUNK) {
        const { value, done } = await lines.next();
        if (done) {
          if (text !== "") controller.enqueue(encoder.encode(text));
          controller.close();
          return;
        }
        text += value;
      }
      controller.enqueue(encoder.encode(text));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  return streamed(body, {
    "content-type": type,
    "content-disposition": `attachment; filename="${filename}"`,
  });
}

/** Enough lines for one write to the connection. */
const CHUNK = 32_768;
