import { quote } from "./etag";

/** A JSON response. `etag` sets the ETag header of a single resource. */
export function ok(body: unknown, options: { status?: number; etag?: string } = {}): Response {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (options.etag) headers.etag = quote(options.etag);
  return new Response(JSON.stringify(body), { status: options.status ?? 200, headers });
}

export function plainText(body: string): Response {
  return new Response(body, { headers: { "content-type": "text/plain; charset=utf-8" } });
}

const streams = new WeakSet<Response>();

/** A response that is sent as its body comes, at the reader's pace, whatever its length. */
export function streamed(
  body: ReadableStream<Uint8Array>,
  headers: Record<string, string>,
): Response {
  const response = new Response(body, { headers });
  streams.add(response);
  return response;
}

/** Whether the response was made by `streamed`. */
export const isStreamed = (response: Response): boolean => streams.has(response);

export function created(body: unknown, etag?: string): Response {
  return ok(body, { status: 201, etag });
}

export function notModified(etag: string): Response {
  return new Response(null, { status: 304, headers: { etag: quote(etag) } });
}
