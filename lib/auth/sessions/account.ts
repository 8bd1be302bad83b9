import type { Role } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { notFound } from "@/lib/core/errors";
import type { SessionModel } from "@/prisma/generated/models";
import { browserInWords } from "./browser-name";
import { listSessions, personOf } from "./sessions";

/** The signed-in person's own account. */
export interface AccountWire {
  username: string;
  display_name: string;
  email: string | null;
  role: Role;
  /** Whether the account has a password; without one, the person signs in with GitHub or Google only. */
  has_password: boolean;
}

export async function readAccount(ctx: Context): Promise<AccountWire> {
  const user = await ctx.db.user.findUnique({ where: { id: personOf(ctx).id } });
  if (!user) throw notFound("Account");
  return {
    username: user.username,
    display_name: user.displayName,
    email: user.email,
    role: user.role,
    has_password: user.passwordHash !== null,
  };
}

/** One of the signed-in person's sessions; times are Unix seconds. */
export interface SessionWire {
  id: string;
  /** The browser's name: `Firefox on Linux`. */
  browser: string;
  address: string | null;
  /** How they signed in: `password`, `github`, `google` or `setup`. */
  provider: string;
  created_at: number;
  last_seen_at: number;
  expires_at: number;
  /** Whether this is the session of the request. */
  is_current: boolean;
}

/** The person's live sessions: this one first, then the last used. */
export async function readSessions(ctx: Context): Promise<SessionWire[]> {
  const { sessionId } = personOf(ctx);
  const sessions = (await listSessions(ctx)).map((session) => toWire(session, sessionId));
  return sessions.sort((a, b) => Number(b.is_current) - Number(a.is_current));
}

function toWire(session: SessionModel, current: string | undefined): SessionWire {
  return {
    id: session.id,
    browser: browserInWords(session.userAgent),
    address: session.address,
    provider: session.provider,
    created_at: toUnixSeconds(session.createdAt),
    last_seen_at: toUnixSeconds(session.lastSeenAt),
    expires_at: toUnixSeconds(session.expiresAt),
    is_current: session.id === current,
  };
}
