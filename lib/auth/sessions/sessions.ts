import { randomUUID } from "node:crypto";
import { decode, encode, type JWT } from "next-auth/jwt";
import type { Actor, Role } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
import type { Context, TxContext } from "@/lib/core/context";
import { type Database, database } from "@/lib/core/database";
import { DomainError, notFound } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import type { SessionModel } from "@/prisma/generated/models";
import { sealedSessionOf, sealedSessionsOf } from "./session-cookie";

/** A session's last use is recorded at most this often. */
const SEEN_EVERY_SECONDS = 60;

/** The contents of the signed and encrypted cookie. Everything else about the user is read with every request. */
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

/** How and from where somebody signed in. */
export interface SignedInFrom {
  provider: string;
  /** The client's network address, or null where it is not known. */
  address: string | null;
  userAgent: string | null;
}

/** How long a session lasts at most, in seconds. */
export function sessionSeconds(): number {
  return Math.round(config.sessionDays * 24 * 60 * 60);
}

/** Begins a session of a user who has just proven who they are, and returns its token. */
export async function startSession(
  ctx: Context,
  user: { id: number; sessionEpoch: number },
  { provider, address, userAgent }: SignedInFrom,
): Promise<SessionToken> {
  const sid = randomUUID();
  const [row] = await ctx.db.$queryRaw<{ exp: number }[]>`
    INSERT INTO sessions (id, user_id, provider, address, user_agent, expires_at)
    VALUES (${sid}, ${user.id}, ${provider}, ${address}, ${userAgent?.slice(0, 500) ?? null},
      clock_timestamp() + ${sessionSeconds()}::int * interval '1 second')
    RETURNING floor(extract(epoch FROM expires_at))::int AS exp`;
  if (!row) throw new Error("the session was not stored");
  return { sub: String(user.id), epoch: user.sessionEpoch, sid, exp: row.exp };
}

/** Encrypts a token. Encrypting it again keeps its expiry. */
export function sealSession(token: JWT): Promise<string> {
  const left = Number(token.exp) - Math.floor(Date.now() / 1000);
  return encode({ token, secret: config.secret, maxAge: left });
}

/** Decrypts a cookie's value; null if it is not ours, damaged or expired. */
export async function openSessionToken(sealed: string | undefined): Promise<JWT | null> {
  if (!sealed) return null;
  try {
    return await decode({ token: sealed, secret: config.secret });
  } catch {
    return null;
  }
}

/** The claims of a session's token, or null for any other token. */
export function claimsOf(token: JWT | null): SessionClaims | null {
  const userId = Number(token?.sub);
  if (!token || !Number.isInteger(userId) || typeof token.sid !== "string") return null;
  return { userId, epoch: Number(token.epoch), sessionId: token.sid, expiresAt: Number(token.exp) };
}

/**
 * The person whose session the request's cookie names; null without a cookie and for a session that has ended. Reading the API does not
 * count as use, because an open tab keeps reading after its person has left.
 */
export async function actorOfSession(request: Request, db?: Database): Promise<Actor | null> {
  const isUse = request.method !== "GET" && request.method !== "HEAD";
  return actorOfSealed(sealedSessionOf(request.headers), { isUse, db });
}

/** The same, by the value of the cookie. */
export async function actorOfSealed(
  sealed: string | undefined,
  { isUse, db }: { isUse: boolean; db?: Database },
): Promise<Actor | null> {
  const claims = claimsOf(await openSessionToken(sealed));
  return claims && actorOfClaims(claims, { isUse, db: db ?? database() });
}

interface LiveUser {
  id: number;
  username: string;
  display_name: string;
  role: Role;
  unseen: boolean;
}

/** Who a session belongs to, while it lives. Indexes: sessions_pkey, users_pkey. */
export async function actorOfClaims(
  claims: SessionClaims,
  { isUse, db }: { isUse: boolean; db: Context["db"] },
): Promise<Actor | null> {
  const [user] = await db.$queryRaw<LiveUser[]>`
    SELECT u.id, u.username, u.display_name, u.role,
      s.last_seen_at < clock_timestamp() - ${SEEN_EVERY_SECONDS}::int * interval '1 second' AS unseen
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.id = ${claims.sessionId} AND u.id = ${claims.userId}
      AND u.disabled_at IS NULL AND u.session_epoch = ${claims.epoch}
      AND s.expires_at > clock_timestamp()
      AND s.last_seen_at > clock_timestamp() - ${config.sessionIdleHours}::float8 * interval '1 hour'`;
  if (!user) return null;
  if (isUse && user.unseen) {
    await db.$executeRaw`UPDATE sessions SET last_seen_at = clock_timestamp() WHERE id = ${claims.sessionId}`;
  }
  return {
    kind: "user",
    id: user.id,
    name: user.display_name,
    username: user.username,
    role: user.role,
    sessionId: claims.sessionId,
  };
}

/** The live sessions of the person who asks, the last used first. Index: sessions_user_id_idx. */
export async function listSessions(ctx: Context): Promise<SessionModel[]> {
  const { id } = personOf(ctx);
  const live = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM sessions
    WHERE user_id = ${id} AND expires_at > clock_timestamp()
      AND last_seen_at > clock_timestamp() - ${config.sessionIdleHours}::float8 * interval '1 hour'`;
  return ctx.db.session.findMany({
    where: { id: { in: live.map((session) => session.id) } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "asc" }],
  });
}

/** Ends one session of the person who asks. Fails with `not_found` for one that has ended or is somebody else's. */
export async function endSession(ctx: Context, sessionId: string): Promise<void> {
  const { id, username, role } = personOf(ctx);
  await ctx.transaction(async (tx) => {
    const { count } = await tx.db.session.deleteMany({ where: { id: sessionId, userId: id } });
    if (count === 0) throw notFound("Session");
    await record(tx, {
      type: "auth.user_updated",
      data: { id, username, changed: "session", role },
    });
  });
}

/** Ends the session that a cookie names. Copies of the cookie stop working too. */
export async function signOut(ctx: Context, claims: SessionClaims): Promise<void> {
  await ctx.db.session.deleteMany({ where: { id: claims.sessionId, userId: claims.userId } });
}

/** The same for every session in a request's cookies: that of the browser's pages, and one of a sign-in over the API. */
export async function signOutAll(ctx: Context, headers: Headers): Promise<void> {
  for (const sealed of sealedSessionsOf(headers)) {
    const claims = claimsOf(await openSessionToken(sealed));
    if (claims) await signOut(ctx, claims);
  }
}

/**
 * Ends every session of a user, and web push in every browser, which would otherwise go on showing what needs the person to whoever has the
 * browser; who changes the user raises the epoch too, for sign-ins that are under way.
 * Indexes: sessions_user_id_idx, notification_channels_user_id_kind_fingerprint_key.
 */
export async function endSessionsOf(tx: TxContext, userId: number): Promise<void> {
  await tx.db.session.deleteMany({ where: { userId } });
  await tx.db.notificationChannel.deleteMany({ where: { userId, kind: "push" } });
}

/**
 * Lets the session of the person who acts end only after this transaction, so that what ends with all sessions is not made by one that is
 * ending. Fails with `unauthenticated` if it has ended. Index: sessions_pkey.
 */
export async function lockOwnSession(tx: TxContext): Promise<void> {
  const { sessionId = null } = personOf(tx);
  const [live] = await tx.db.$queryRaw<unknown[]>`
    SELECT 1 FROM sessions WHERE id = ${sessionId} FOR KEY SHARE`;
  if (live) return;
  throw new DomainError("unauthenticated", "This session has ended", { fix: "sign in again" });
}

/** The signed-in person; keys and Baton itself have no account. `refusal` tells them so. */
export function personOf(
  ctx: Context,
  refusal = "An account belongs to a person, not to a key",
): Extract<Context["actor"], { kind: "user" }> {
  if (ctx.actor.kind === "user") return ctx.actor;
  throw new DomainError("forbidden", refusal, {
    fix: "sign in in the browser",
  });
}
