import { cookies, headers } from "next/headers";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import type { Context } from "@/lib/core/context";
import { sessionCookieName, sessionCookieOptions } from "./session-cookie";
import { sealSession, sessionSeconds, signOutAll, startSession } from "./sessions";

/**
 * Signs the browser of this server action in as the user, who has just proven who they are; resolves to the session's id. The session
 * that the browser had before ends, so that no copy of its cookie stays alive without a browser that could sign it out.
 */
export async function startBrowserSession(
  ctx: Context,
  user: { id: number; sessionEpoch: number },
  provider: string,
): Promise<string> {
  const [jar, sent] = [await cookies(), await headers()];
  const name = sessionCookieName(sent);
  await signOutAll(ctx, sent);
  const token = await startSession(ctx, user, {
    provider,
    address: clientAddress(sent),
    userAgent: sent.get("user-agent"),
  });
  jar.set(name, await sealSession(token), {
    ...sessionCookieOptions(sent),
    maxAge: sessionSeconds(),
  });
  return token.sid;
}

/** Ends the browser's session on the server too, so that copies of its cookie stop working. */
export async function endBrowserSession(ctx: Context): Promise<void> {
  const [jar, sent] = [await cookies(), await headers()];
  const name = sessionCookieName(sent);
  await signOutAll(ctx, sent);
  // A `__Host-` cookie can be replaced only by one with the same attributes.
  jar.set(name, "", { ...sessionCookieOptions(sent), maxAge: 0 });
}
