import type { IncomingMessage, RequestOptions } from "node:http";
import { Readable } from "node:stream";

/**
 * `fetch` by Node's older HTTP client, as far as the command line needs it: the global one takes 100 ms of processor time before its
 * first request, more than everything else that a command does. It follows no redirects.
 */
export async function httpFetch(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const { request: begin } = await (url.protocol === "https:"
    ? import("node:https")
    : import("node:http"));
  const body = request.body === null ? null : Buffer.from(await request.arrayBuffer());
  const headers = Object.fromEntries(request.headers);
  if (body) headers["content-length"] = String(body.length);
  const answer = await answerTo(
    begin,
    url,
    { method: request.method, headers, signal: request.signal },
    body,
  );
  const { statusCode = 500 } = answer;
  const received = new Headers();
  for (let n = 0; n < answer.rawHeaders.length; n += 2)
    received.append(answer.rawHeaders[n] as string, answer.rawHeaders[n + 1] as string);
  const isEmpty = [204, 205, 304].includes(statusCode);
  if (isEmpty) answer.resume();
  return new Response(isEmpty ? null : (Readable.toWeb(answer) as ReadableStream), {
    status: statusCode,
    headers: received,
  });
}

function answerTo(
  begin: typeof import("node:http").request,
  url: URL,
  options: RequestOptions,
  body: Buffer | null,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = begin(url, options, resolve);
    sent.once("error", (cause) => reject(new TypeError("fetch failed", { cause })));
    sent.end(body ?? undefined);
  });
}
