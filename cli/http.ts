import type { AgentOptions, IncomingMessage, RequestOptions } from "node:http";
import { pipeline, Readable, Transform } from "node:stream";

/** No JSON of Baton's is longer. What may be, such as the event stream, asks for another type. */
const LONGEST_JSON = 256 * 1024 * 1024;

/**
 * `fetch` by Node's older HTTP client, as far as the command line needs it: the global one takes 100 ms of processor time before its
 * first request, more than everything else that a command does. It follows no redirects.
 */
export async function httpFetch(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const { Agent, request: begin } = await (url.protocol === "https:"
    ? import("node:https")
    : import("node:http"));
  const proxied = proxyFor(url, process.env);
  const body = request.body === null ? null : Buffer.from(await request.arrayBuffer());
  const headers = Object.fromEntries(request.headers);
  if (body) headers["content-length"] = String(body.length);
  const answer = await answerTo(
    begin,
    url,
    {
      method: request.method,
      headers,
      signal: request.signal,
      ...(proxied ? { agent: new Agent(proxied) } : {}),
    },
    body,
  );
  const { statusCode = 500 } = answer;
  const received = new Headers();
  for (let n = 0; n < answer.rawHeaders.length; n += 2)
    received.append(answer.rawHeaders[n] as string, answer.rawHeaders[n + 1] as string);
  const isEmpty = [204, 205, 304].includes(statusCode);
  if (isEmpty) answer.resume();
  const isJson = request.headers.get("accept")?.includes("application/json") === true;
  const content = isJson ? limited(answer, LONGEST_JSON) : answer;
  return new Response(isEmpty ? null : (Readable.toWeb(content) as ReadableStream), {
    status: statusCode,
    headers: received,
  });
}

/** Passes an answer on as long as it is no longer than this, and breaks off where it breaks off. */
function limited(answer: IncomingMessage, most: number): Transform {
  let length = 0;
  const passing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length <= most) return done(null, chunk);
      return done(new Error(`its answer is longer than ${most / 1024 / 1024} MB`));
    },
  });
  // An error of either ends both; whoever reads meets it.
  return pipeline(answer, passing, () => undefined);
}

/**
 * What an agent needs to go through the proxy that the environment names; null to go directly, as to this machine itself. Node knows
 * the variables, among them NO_PROXY, from 24.5 on; before that it goes directly.
 */
export function proxyFor(url: URL, env: NodeJS.ProcessEnv): AgentOptions | null {
  const named = url.protocol === "https:" ? "https_proxy" : "http_proxy";
  if (!env[named] && !env[named.toUpperCase()]) return null;
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)) return null;
  return { proxyEnv: env };
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
