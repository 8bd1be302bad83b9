import { randomUUID } from "node:crypto";
import { decode, encode, type JWT } from "next-auth/jwt";
import type { Actor, Role } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
import type { Context } from "@/lib/core/context";
import { type Database, database, type Transaction } from "@/lib/core/database";

export const SESSION_COOKIE = "baton-session";
/** A session ends this long after the sign-in, however much it is used. */
export const SESSION_SECONDS = 7 * 24 * 60 * 60;

/** What the signed and encrypted cookie says. Everything else about the user is read fresh with every request. */
export interface SessionClaims {
  userId: number;
  /** The user's session epoch at sign-in: a higher one in the database ends the session. */
  epoch: number;
  sessionId: string;
  /** Unix seconds. */
  expiresAt: number;
}

/** The claims as the token carries them, under JWT's names where it has one. */
export type SessionToken = { sub: string; epoch: number; sid: string; exp: number };

/** A new session of a user who has just proven who they are. */
export function newSessionToken(user: { id: number; sessionEpoch: number }): SessionToken {
  const exp = Math.floor(Date.now() / 1000) + SESSION_SECONDS;
  return { sub: String(user.id), epoch: user.sessionEpoch, sid: randomUUID(), exp };
}

/** Encrypts a token. One that is encrypted again keeps its end. */
export function sealSession(token: JWT): Promise<string> {
  const left = Number(token.exp) - Math.floor(Date.now() / 1000);
  return encode({ token, secret: config.secret, maxAge: left });
}

/** Decrypts a cookie's value; null when it is not ours, broken or past its end. */
export async function openSessionToken(sealed: string | undefined): Promise<JWT | null> {
  if (!sealed) return null;
  try {
    return await decode({ token: sealed, secret: config.secret });
  } catch {
    return null;
  }
}

/** What the token of a session says, or null when it is some other token. */
export function claimsOf(token: JWT | null): SessionClaims | null {
  const userId = Number(token?.sub);
  if (!token || !Number.isInteger(userId) || typeof token.sid !== "string") return null;
  return { userId, epoch: Number(token.epoch), sessionId: token.sid, expiresAt: Number(token.exp) };
}

/** How the cookie is set, by whoever sets it. */
export function sessionCookieOptions(secure: boolean) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
}

/** Who is signed in, by the request's (or the given) Cookie header; null for nobody and for a session that has ended. */
export async function actorOfSession(
  source: Request | string,
  db?: Database,
): Promise<Actor | null> {
  const header = typeof source === "string" ? source : source.headers.get("cookie");
  return actorOfSealed(cookieValue(header ?? "", SESSION_COOKIE), db);
}

/** The same, by the value of the cookie. */
export async function actorOfSealed(
  sealed: string | undefined,
  db?: Database,
): Promise<Actor | null> {
  const claims = claimsOf(await openSessionToken(sealed));
  return claims && actorOfClaims(claims, db ?? database());
}

interface LiveUser {
  id: number;
  username: string;
  display_name: string;
  role: Role;
}

/** Indexes: users_pkey, sessions_revoked_pkey. */
export async function actorOfClaims(claims: SessionClaims, db: Transaction): Promise<Actor | null> {
  const [user] = await db.$queryRaw<LiveUser[]>`
    SELECT u.id, u.username, u.display_name, u.role
    FROM users u
    WHERE u.id = ${claims.userId} AND u.disabled_at IS NULL AND u.session_epoch = ${claims.epoch}
      AND NOT EXISTS (SELECT 1 FROM sessions_revoked r WHERE r.session_id = ${claims.sessionId})`;
  if (!user) return null;
  return {
    kind: "user",
    id: user.id,
    name: user.display_name,
    username: user.username,
    role: user.role,
  };
}

/** Ends one session for good: a copy of its cookie is worth nothing from now on. */
export async function revokeSession(ctx: Context, claims: SessionClaims): Promise<void> {
  await ctx.db.sessionRevoked.upsert({
    where: { sessionId: claims.sessionId },
    create: { sessionId: claims.sessionId, expiresAt: new Date(claims.expiresAt * 1000) },
    update: {},
  });
}

/** Deletes what no longer counts: revocations of sessions that have ended since, and old counts of failed sign-ins. */
export async function forgetEndedSessions(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db.sessionRevoked.deleteMany({
    where: { expiresAt: { lt: new Date(now.getTime() - 60_000) } },
  });
  await ctx.db.loginThrottle.deleteMany({ where: { resetsAt: { lt: now } } });
}

function cookieValue(header: string, name: string): string | undefined {
  for (const part of header.split(";")) {
    const [key, ...value] = part.split("=");
    if (key?.trim() === name) return value.join("=").trim();
  }
  return undefined;
}
