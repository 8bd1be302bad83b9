import { randomBytes } from "node:crypto";

/**
 * Marks requests whose headers this process has already checked. When a server action redirects, Next fetches the page
 * from this server with the browser's headers, this one among them.
 */
const settledHeader = "x-baton-settled";
/** The host that the browser asked for, which Next's request for it has replaced by the address the server listens on. */
const askedHostHeader = "x-baton-host";
const settledMark = randomBytes(16).toString("hex");

/**
 * Leaves in the forwarding headers only what can be trusted: in `x-forwarded-for` exactly one address, the client's, and
 * `x-forwarded-host` only behind a proxy that BATON_TRUST_PROXY vouches for. Of several entries the last one counts, which
 * that proxy wrote; a client may have made up the entries before it. A request that Next sends for a browser keeps the
 * headers that the browser's own request got, and gets its host back: the session's cookie is named after the host's port.
 * @param {import("node:http").IncomingMessage} request
 */
export function settleForwarded(request) {
  if (request.headers[settledHeader] === settledMark) {
    replace(request, "host", String(request.headers[askedHostHeader] ?? ""));
    return;
  }
  replace(request, settledHeader, settledMark);
  replace(request, askedHostHeader, request.headers.host ?? "");
  warnOfUntrustedProxy(request);
  const isTrusted = Boolean(process.env.BATON_TRUST_PROXY);
  const address = isTrusted ? lastOf(request, "x-forwarded-for") : "";
  replace(request, "x-forwarded-for", address || request.socket.remoteAddress || "");
  replace(request, "x-forwarded-host", isTrusted ? lastOf(request, "x-forwarded-host") : "");
}

/** @param {import("node:http").IncomingMessage} request @param {string} name */
function lastOf(request, name) {
  const values = String(request.headers[name] ?? "").split(",");
  return values.at(-1)?.trim() ?? "";
}

/** In both forms in which Node keeps headers. @param {import("node:http").IncomingMessage} request @param {string} name @param {string} value */
function replace(request, name, value) {
  const { rawHeaders } = request;
  for (let i = rawHeaders.length - 2; i >= 0; i -= 2) {
    if (rawHeaders[i].toLowerCase() === name) rawHeaders.splice(i, 2);
  }
  delete request.headers[name];
  if (value === "") return;
  request.headers[name] = value;
  rawHeaders.push(name, value);
}

let hasWarned = false;

/**
 * Once per process: behind a proxy that is not trusted everybody shares one address, and with it one count of failed
 * sign-ins.
 * @param {import("node:http").IncomingMessage} request
 */
function warnOfUntrustedProxy(request) {
  if (hasWarned || process.env.BATON_TRUST_PROXY || !request.headers["x-forwarded-for"]) return;
  hasWarned = true;
  console.warn(
    "A request came with x-forwarded-for, but BATON_TRUST_PROXY is not set: everybody behind that proxy counts as one client, also for failed sign-ins. Set BATON_TRUST_PROXY=1 if the proxy is yours.",
  );
}
