import { isSecure } from "@/lib/auth/sign-in/client-address";

/**
 * The name of the session's cookie for this request. Over https browsers take a `__Host-` cookie from nobody but this host
 * itself. Over http they send one port's cookies to every other port of the host, so the port is in the name: two
 * programs on one machine do not take each other's sessions for their own.
 */
export function sessionCookieName(headers: Headers): string {
  if (isSecure(headers)) return "__Host-baton-session";
  return `baton-session-${headers.get("host")?.match(/:(\d{1,5})$/)?.[1] ?? 80}`;
}

/** How the cookie is set, by whoever sets it. */
export function sessionCookieOptions(headers: Headers) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure(headers) } as const;
}

/** The sealed session that a request brings, by its Cookie header. */
export function sealedSessionOf(headers: Headers): string | undefined {
  const name = sessionCookieName(headers);
  for (const part of (headers.get("cookie") ?? "").split(";")) {
    const [key, ...value] = part.split("=");
    if (key?.trim() === name) return value.join("=").trim();
  }
  return undefined;
}
