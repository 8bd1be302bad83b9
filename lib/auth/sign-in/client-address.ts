/**
 * The network address of the client, or null when it is not known. The server's door (scripts/serve/forwarded.mjs)
 * has put it into `x-forwarded-for`: what a client itself claims there only counts behind a proxy that
 * BATON_TRUST_PROXY vouches for, and then it is the last entry, which that proxy wrote.
 */
export function clientAddress(headers: Headers): string | null {
  const address = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return address && address.length <= 45 ? address : null;
}

/** Whether the browser came over https, to this process or to the proxy in front of it. */
export function isSecure(headers: Headers): boolean {
  const protocol = headers.get("x-forwarded-proto")?.split(",")[0]?.trim().toLowerCase();
  return protocol === "https" || (process.env.NEXTAUTH_URL ?? "").startsWith("https:");
}
