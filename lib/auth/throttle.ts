import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { sha256 } from "./secrets";

export const WINDOW_SECONDS = 60;
/** Failed sign-ins in one window: of one username from one client, and of one client with any username. */
export const LIMITS = { username: 5, client: 20 };

export interface SignInAttempt {
  username: string;
  /** The client's network address, or null where it is not known: then only the username counts. */
  address: string | null;
}

interface Counter {
  failures: number;
  resets_at: Date;
}

/**
 * Counts one more attempt, or refuses it with `rate_limited` and the seconds to wait. It counts as a failure from the
 * start, so that guesses made at the same moment in several processes cannot slip past the limit together; `forgive`
 * takes it back.
 */
export async function admit(ctx: Context, attempt: SignInAttempt): Promise<void> {
  const client = clientKey(attempt);
  if (client) await count(ctx, client, LIMITS.client);
  await count(ctx, usernameKey(attempt), LIMITS.username);
}

/** After a right password: forgets the failures of the username and no longer counts this attempt against the client. */
export async function forgive(ctx: Context, attempt: SignInAttempt): Promise<void> {
  await ctx.db.$executeRaw`DELETE FROM login_throttles WHERE key = ${usernameKey(attempt)}`;
  await ctx.db.$executeRaw`
    UPDATE login_throttles SET failures = greatest(failures - 1, 0) WHERE key = ${clientKey(attempt)}`;
}

/** Index: login_throttles_pkey. */
async function count(ctx: Context, key: string, limit: number): Promise<void> {
  const now = ctx.clock.now();
  const resetsAt = new Date(now.getTime() + WINDOW_SECONDS * 1000);
  const [counter] = await ctx.db.$queryRaw<Counter[]>`
    INSERT INTO login_throttles AS t (key, failures, resets_at) VALUES (${key}, 1, ${resetsAt})
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN t.resets_at <= ${now} THEN 1 ELSE t.failures + 1 END,
      resets_at = CASE WHEN t.resets_at <= ${now} THEN excluded.resets_at ELSE t.resets_at END
    RETURNING failures, resets_at`;
  if (!counter || counter.failures <= limit) return;
  const seconds = secondsUntil(counter.resets_at, now);
  throw new DomainError(
    "rate_limited",
    `Too many failed sign-ins: try again in ${seconds} seconds`,
    {
      retryAfterSeconds: seconds,
      fix: `wait ${seconds} seconds`,
    },
  );
}

/** Whole seconds, at least one. */
export function secondsUntil(moment: Date, now: Date): number {
  return Math.max(1, Math.ceil((moment.getTime() - now.getTime()) / 1000));
}

/** Hashed, because people type passwords into the wrong field. */
function usernameKey({ username, address }: SignInAttempt): string {
  return `username:${sha256(`${username} ${networkOf(address)}`)}`;
}

function clientKey({ address }: SignInAttempt): string | null {
  return address === null ? null : `client:${networkOf(address)}`;
}

/** What one client holds: an IPv4 address, or the /64 of an IPv6 address. */
export function networkOf(address: string | null): string {
  if (address === null) return "";
  const plain = address.toLowerCase().replace(/%.*$/, "");
  const mapped = plain.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/)?.[1];
  if (mapped) return mapped;
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":").length : 0;
  if (tail !== undefined) while (groups.length + after < 8) groups.push("0");
  return `${[...groups, ...(tail ? tail.split(":") : [])].slice(0, 4).map(trimmed).join(":")}::/64`;
}

function trimmed(group: string): string {
  return group.replace(/^0+(?=.)/, "");
}
