/** The address of a gateway, which answers WebSockets and HTTP on one port. */
export interface GatewayAddress {
  /** For WebSockets, without a trailing slash. */
  ws: string;
  /** For HTTP, without a trailing slash and without `/v1`. */
  http: string;
  /** The gateway accepts a bare token from its own machine only; all others sign as an approved device. */
  isLoopback: boolean;
}

/** Parses a gateway's address, given as ws, wss, http or https. Throws a TypeError on anything else. */
export function gatewayAddress(baseUrl: string): GatewayAddress {
  const url = new URL(baseUrl);
  const isTls = url.protocol === "wss:" || url.protocol === "https:";
  const path = url.pathname.replace(/\/+$/, "").replace(/\/v1$/, "");
  const rest = `${url.host}${path}`;
  return {
    ws: `${isTls ? "wss" : "ws"}://${rest}`,
    http: `${isTls ? "https" : "http"}://${rest}`,
    isLoopback: /^(localhost\.?|127(\.\d{1,3}){3}|\[::1\])$/i.test(url.hostname),
  };
}
