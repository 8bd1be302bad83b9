import { randomUUID } from "node:crypto";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { unknownPath } from "@/lib/api/unknown-path";
import { authOptions } from "@/lib/auth/sign-in/options";
import { DomainError } from "@/lib/core/errors";
import { logger } from "@/lib/core/logger";
import { checkOrigin } from "@/lib/http/origin";
import { problemResponse } from "@/lib/http/problem";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** The next-auth actions that the sign-in uses. Its `_log` would let strangers write to the log. */
const USED = new Set(["providers", "csrf", "session", "signin", "callback", "signout", "error"]);

async function handle(request: NextRequest, context: RouteContext): Promise<Response> {
  const [action, provider] = (await context.params).nextauth;
  const isGet = request.method === "GET";
  if (action === undefined || !USED.has(action) || (isGet && provider === "credentials")) {
    return unknownPath(request);
  }
  try {
    // next-auth compares a cookie with a field of the form, but any program on another port of this host can set that cookie.
    checkOrigin(request);
    return await NextAuth(request, context, authOptions(request.headers));
  } catch (error) {
    if (error instanceof DomainError) return problemResponse(error, randomUUID());
    if ((error as { code?: unknown }).code !== "ECONNRESET") throw error;
    logger.debug({ err: (error as Error).message }, "a sign-in broke off");
    return new Response(null, { status: 400 });
  }
}

export {
  handle as GET,
  handle as POST,
  unknownPath as DELETE,
  unknownPath as PATCH,
  unknownPath as PUT,
};
