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

/** The cookie of a program that signed in over the API. Existing clients look for `mc-session` in its name. */
function apiSessionCookieName(headers: Headers): string {
  return sessionCookieName(headers).replace("baton-session", "mc-session");
}

/** The Set-Cookie header for a program that signed in over the API: never sent by a page of another site. */
export function apiSessionCookie(headers: Headers, sealed: string, maxAge: number): string {
  const secure = isSecure(headers) ? "; Secure" : "";
  return `${apiSessionCookieName(headers)}=${sealed}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure}`;
}

/** The sealed session that a request brings, by its Cookie header: the browser's own, else that of a sign-in over the API. */
export function sealedSessionOf(headers: Headers): string | undefined {
  return sealedSessionsOf(headers)[0];
}

/** All sealed sessions that a request brings, in the same order. */
export function sealedSessionsOf(headers: Headers): string[] {
  const cookies = new Map(
    (headers.get("cookie") ?? "").split(";").map((part) => {
      const [key = "", ...value] = part.split("=");
      return [key.trim(), value.join("=").trim()] as const;
    }),
  );
  return [sessionCookieName(headers), apiSessionCookieName(headers)].flatMap(
    (name) => cookies.get(name) ?? [],
  );
}
