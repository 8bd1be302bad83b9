/**
 * Leaves exactly one address in `x-forwarded-for`: the client's. A client could write anything there, so it is the
 * address of the connection, or behind a trusted proxy (BATON_TRUST_PROXY) the one that this proxy added.
 * @param {import("node:http").IncomingMessage} request
 */
export function settleClientAddress(request) {
  const claimed = process.env.BATON_TRUST_PROXY
    ? String(request.headers["x-forwarded-for"] ?? "")
        .split(",")
        .at(-1)
        ?.trim()
    : "";
  request.headers["x-forwarded-for"] = claimed || request.socket.remoteAddress || "";
}
