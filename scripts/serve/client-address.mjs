/**
 * Leaves exactly one address in `x-forwarded-for`: the client's. A client could write anything there, so it is the
 * address of the connection, or behind a trusted proxy (BATON_TRUST_PROXY) the one that this proxy added.
 * @param {import("node:http").IncomingMessage} request
 */
export function settleClientAddress(request) {
  warnOfUntrustedProxy(request);
  const claimed = process.env.BATON_TRUST_PROXY
    ? String(request.headers["x-forwarded-for"] ?? "")
        .split(",")
        .at(-1)
        ?.trim()
    : "";
  request.headers["x-forwarded-for"] = claimed || request.socket.remoteAddress || "";
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
