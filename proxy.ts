import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { sessionCookieName } from "@/lib/auth/sessions/session-cookie";

/** Pages only: not the API, the event stream and message endpoints of older clients, Next's own files and what lies in public/. */
export const config = {
  matcher: ["/((?!api/|api$|sse$|message$|skill$|_next/static/|_next/image|[^/]*\\.[a-z0-9]+$).*)"],
};

const WITHOUT_SESSION = /^\/(?:sign-in|login|setup|docs)(?:\/|$)/;

/**
 * Dresses every page in its security headers, with a nonce for its scripts, and sends people without a session cookie to
 * the sign-in. That is a courtesy, not the check: every page and action asks who its reader is (lib/auth/sessions/current-actor.ts).
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const reads = request.method === "GET" || request.method === "HEAD";
  if (
    reads &&
    !WITHOUT_SESSION.test(pathname) &&
    !request.cookies.has(sessionCookieName(request.headers))
  ) {
    const signIn = new URL("/sign-in", request.url);
    if (pathname !== "/") signIn.searchParams.set("next", `${pathname}${search}`);
    return dressed(NextResponse.redirect(signIn), request, contentSecurityPolicy(null));
  }
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-baton-path", `${pathname}${search}`);
  // Next reads the nonce for its own scripts from here.
  headers.set("content-security-policy", policy);
  return dressed(NextResponse.next({ request: { headers } }), request, policy);
}

function contentSecurityPolicy(nonce: string | null): string {
  // React rebuilds server errors with eval while developing, and changed modules arrive by WebSocket.
  const developing = process.env.NODE_ENV === "development";
  const scripts = nonce
    ? `'self' 'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ""}`
    : "'none'";
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${developing ? " ws: wss:" : ""}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join("; ");
}

function dressed(response: NextResponse, request: NextRequest, policy: string): NextResponse {
  const { headers } = response;
  headers.set("content-security-policy", policy);
  headers.set("x-frame-options", "DENY");
  headers.set("x-content-type-options", "nosniff");
  headers.set("referrer-policy", "same-origin");
  headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  headers.set("cross-origin-opener-policy", "same-origin");
  const protocol =
    request.headers.get("x-forwarded-proto")?.split(",")[0] ?? request.nextUrl.protocol;
  if (protocol.startsWith("https")) headers.set("strict-transport-security", "max-age=31536000");
  return response;
}
