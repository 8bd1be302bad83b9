import { randomUUID } from "node:crypto";
import { hostName } from "./hosts.mjs";

const maxBodyBytes = 4 * 1024 * 1024;
/** A picture as lib/tasks/attachments/attachments.ts takes it, and a byte more, which it refuses with its own sentence. */
const maxPictureBytes = 5 * 1024 * 1024 + 1;
/** Sign-in forms are small, and strangers may send them. */
const maxSignInBytes = 64 * 1024;
/** How long the rest of a refused body is read and discarded, so that the client can read the answer. */
const lingerMs = 1_000;

/**
 * Decides what may come in, before anything of the application sees it: the host it asks for must be one of ours, and its
 * body must have an acceptable size, whatever the path. A refused request is answered here and its connection closed,
 * because the rest of its body would precede the next request. Returns whether the request may continue.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {(name: string) => boolean} isOurHost
 */
export function admit(request, response, isOurHost) {
  setSecurityHeaders(request, response);
  const refusal = refusalOf(request, isOurHost);
  if (refusal) {
    refuse(request, response, refusal);
    return false;
  }
  limitBody(request, response, bodyLimit(request));
  return true;
}

/** @typedef {{ status: number, code: string, title: string, detail: string, fix?: string }} Problem */

/** @param {import("node:http").IncomingMessage} request @param {(name: string) => boolean} isOurHost @returns {Problem | null} */
function refusalOf(request, isOurHost) {
  if (!request.url?.startsWith("/")) {
    return badRequest("The request's target must be a path, such as /api/health");
  }
  const host = String(request.headers["x-forwarded-host"] ?? request.headers.host ?? "");
  const name = host === "" ? "localhost" : hostName(host);
  if (name === null) return badRequest("The Host header is malformed");
  if (!isOurHost(name)) return otherHost(name);
  const limit = bodyLimit(request);
  return Number(request.headers["content-length"] ?? 0) > limit ? tooLarge(limit) : null;
}

/** @param {string} detail @returns {Problem} */
function badRequest(detail) {
  return { status: 400, code: "invalid", title: "Invalid input", detail };
}

/** @param {string} name @returns {Problem} */
function otherHost(name) {
  return {
    status: 421,
    code: "misdirected_request",
    title: "Misdirected request",
    detail: `This Baton does not answer for the host ${name}`,
    fix: "use the address that it printed when it started, or add the name to BATON_ALLOWED_HOSTS and start it again",
  };
}

/** @param {number} limit @returns {Problem} */
function tooLarge(limit) {
  return {
    status: 413,
    code: "payload_too_large",
    title: "Payload too large",
    detail: `The request body is larger than ${limit} bytes`,
    fix: "send less at once",
  };
}

/** @param {import("node:http").IncomingMessage} request */
function bodyLimit(request) {
  const url = request.url ?? "/";
  if (isBelow(url, "/api/auth")) return maxSignInBytes;
  return isBelow(url, "/api/attachments") ? maxPictureBytes : maxBodyBytes;
}

/** Whether the path, read as the router reads it, is the given one or below. @param {string} target @param {string} path */
function isBelow(target, path) {
  let { pathname } = new URL(`http://localhost${target}`);
  try {
    pathname = decodeURIComponent(pathname);
  } catch {
    // The router refuses it; the limit is the same as for any other path.
  }
  pathname = pathname.replace(/\/{2,}/g, "/");
  return pathname === path || pathname.startsWith(`${path}/`);
}

/**
 * Counts the body as it arrives, whoever reads it, and refuses the request when the body grows beyond `limit`: a body sent in
 * chunks does not declare its size.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {number} limit
 */
function limitBody(request, response, limit) {
  if (request.headers["transfer-encoding"] === undefined) return;
  const push = request.push.bind(request);
  let size = 0;
  request.push = (chunk, encoding) => {
    size += chunk?.length ?? 0;
    if (size <= limit) return push(chunk, encoding);
    const close = refuse(request, response, tooLarge(limit));
    // From here on nothing reaches the reader, which learns of the end when the connection is closed.
    request.push = (rest) => {
      if (rest === null) close();
      return true;
    };
    return true;
  };
}

/**
 * Answers, and ends the connection when the rest of the body has been read or a moment later. Returns what ends it at once.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {Problem} problem
 */
function refuse(request, response, problem) {
  if (response.headersSent) {
    const close = () => void request.destroy();
    close();
    return close;
  }
  const wantsText = String(request.headers.accept ?? "").includes("text/html");
  const body = wantsText ? textOf(problem) : jsonOf(problem);
  response.writeHead(problem.status, {
    "content-type": wantsText ? "text/plain; charset=utf-8" : "application/problem+json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    connection: "close",
  });
  if (request.method !== "HEAD") response.write(body);
  // A connection that is closed while the client still sends is reset, and the answer is lost.
  const close = () => {
    clearTimeout(late);
    response.end();
  };
  const late = setTimeout(close, lingerMs);
  request.once("end", close).once("close", close).resume();
  return close;
}

/** @param {Problem} problem */
function jsonOf({ status, code, title, detail, fix }) {
  const type = `urn:baton:problem:${code}`;
  const problem = { type, title, status, detail, code, error: detail, fix };
  return JSON.stringify({ ...problem, request_id: randomUUID() });
}

/** @param {Problem} problem */
function textOf({ detail, fix }) {
  return fix ? `${detail}. To mend it, ${fix}.\n` : `${detail}.\n`;
}

/** The policy for answers that are not pages: in a browser they may load and run nothing. */
const dataPolicy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Files, among them the scripts of workers, and the pages of paths that proxy.ts does not see. */
const filePolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join("; ");

/**
 * The headers of every answer. Pages get a policy with a nonce instead of this one (proxy.ts).
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
function setSecurityHeaders(request, response) {
  const isData = /^\/(?:api\/|(?:sse|message|skill)(?:\?|$))/.test(request.url ?? "");
  response.setHeader("content-security-policy", isData ? dataPolicy : filePolicy);
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("x-frame-options", "DENY");
  response.setHeader("referrer-policy", "same-origin");
}
