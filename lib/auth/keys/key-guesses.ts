import { networkOf, secondsUntil } from "@/lib/auth/sign-in/throttle";
import { DomainError } from "@/lib/core/errors";
import { sha256 } from "./secrets";

/** How many unknown keys a client may send per minute before its keys are refused without a lookup. */
export const KEY_GUESSES = { failures: 30, windowMs: 60_000 };

/** How many clients and working keys are remembered; the oldest are forgotten first. */
const REMEMBERED = 10_000;

interface Window {
  failures: number;
  endsAt: Date;
}

/**
 * Counts the unknown keys of each client, in this process. A client above the limit is refused before its key is looked up, so it learns
 * nothing from further guesses. Keys that have worked from that client before keep working, so that one agent with a revoked key does
 * not lock out the others on its machine.
 */
export class KeyGuesses {
  readonly #clients = new Map<string, Window>();
  readonly #working = new Map<string, true>();

  /** Refuses with `rate_limited` and the seconds to wait. */
  admit(address: string | null, key: string, now = new Date()): void {
    const client = this.#clients.get(networkOf(address));
    if (!client || client.failures < KEY_GUESSES.failures || client.endsAt <= now) return;
    if (this.#working.has(place(address, key))) return;
    const seconds = secondsUntil(client.endsAt, now);
    throw new DomainError("rate_limited", "Too many unknown API keys from this address", {
      retryAfterSeconds: seconds,
      fix: `wait ${seconds} seconds, and check the key`,
    });
  }

  worked(address: string | null, key: string): void {
    remember(this.#working, place(address, key), true);
  }

  failed(address: string | null, key: string, now = new Date()): void {
    this.#working.delete(place(address, key));
    if (address === null) return;
    const network = networkOf(address);
    const known = this.#clients.get(network);
    const open = known && known.endsAt > now ? known : null;
    const endsAt = open?.endsAt ?? new Date(now.getTime() + KEY_GUESSES.windowMs);
    remember(this.#clients, network, { failures: (open?.failures ?? 0) + 1, endsAt });
  }
}

function place(address: string | null, key: string): string {
  return sha256(`${networkOf(address)} ${key}`);
}

function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.size > REMEMBERED ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
}
