import ipaddr from "ipaddr.js";
import { sha256 } from "@/lib/auth/keys/secrets";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";

interface Limit {
  failures: number;
  windowSeconds: number;
}

/** How many failed sign-ins are allowed within a window before further attempts are refused. */
export const SIGN_IN_LIMITS = {
  /** Of one username from one client. */
  username: { failures: 5, windowSeconds: 60 },
  /** Of one client, with any username. */
  client: { failures: 20, windowSeconds: 60 },
  clientHourly: { failures: 100, windowSeconds: 3600 },
  /** Of one username from anywhere: many clients that share the guesses of one account. */
  account: { failures: 50, windowSeconds: 3600 },
} as const satisfies Record<string, Limit>;

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
  if (client) {
    await count(ctx, client, SIGN_IN_LIMITS.client);
    await count(ctx, hourly(client), SIGN_IN_LIMITS.clientHourly);
  }
  await count(ctx, usernameKey(attempt), SIGN_IN_LIMITS.username);
  await count(ctx, accountKey(attempt), SIGN_IN_LIMITS.account);
}

/**
 * Called after a correct password: clears the failures of the username from this client and uncounts this attempt. Failures from other
 * clients stay.
 */
export async function forgive(ctx: Context, attempt: SignInAttempt): Promise<void> {
  const client = clientKey(attempt);
  const counted = [accountKey(attempt), ...(client ? [client, hourly(client)] : [])];
  await ctx.db.$executeRaw`DELETE FROM login_throttles WHERE key = ${usernameKey(attempt)}`;
  await ctx.db.$executeRaw`
    UPDATE login_throttles SET failures = greatest(failures - 1, 0) WHERE key = ANY(${counted})`;
}

/** Index: login_throttles_pkey. */
async function count(ctx: Context, key: string, limit: Limit): Promise<void> {
  const now = ctx.clock.now();
  const resetsAt = new Date(now.getTime() + limit.windowSeconds * 1000);
  const [counter] = await ctx.db.$queryRaw<Counter[]>`
    INSERT INTO login_throttles AS t (key, failures, resets_at) VALUES (${key}, 1, ${resetsAt})
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN t.resets_at <= ${now} THEN 1 ELSE t.failures + 1 END,
      resets_at = CASE WHEN t.resets_at <= ${now} THEN excluded.resets_at ELSE t.resets_at END
    RETURNING failures, resets_at`;
  if (!counter || counter.failures <= limit.failures) return;
  const seconds = secondsUntil(counter.resets_at, now);
  throw new DomainError(
    "rate_limited",
    `Too many failed sign-ins: try again in ${inWords(seconds)}`,
    {
      retryAfterSeconds: seconds,
      fix: `wait ${inWords(seconds)}`,
    },
  );
}

function inWords(seconds: number): string {
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

/** Whole seconds, at least one. */
export function secondsUntil(moment: Date, now: Date): number {
  return Math.max(1, Math.ceil((moment.getTime() - now.getTime()) / 1000));
}

/** Hashed, because people type passwords into the wrong field. */
function usernameKey({ username, address }: SignInAttempt): string {
  return `username:${sha256(`${username} ${networkOf(address)}`)}`;
}

/** The same from any client. */
function accountKey({ username }: SignInAttempt): string {
  return `account:${sha256(username)}`;
}

function clientKey({ address }: SignInAttempt): string | null {
  return address === null ? null : `client:${networkOf(address)}`;
}

const hourly = (key: string): string => `hourly-${key}`;

/** The network that counts as one client: an IPv4 address, or the /64 of an IPv6 address. */
export function networkOf(address: string | null): string {
  if (address === null) return "";
  const plain = address.replace(/%.*$/, "");
  if (!ipaddr.isValid(plain)) return plain.toLowerCase();
  const ip = ipaddr.process(plain).toString();
  if (ipaddr.IPv4.isValid(ip)) return ip;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${ip}/64`)}/64`;
}
