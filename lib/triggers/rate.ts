import type { Refusal } from "./signature";

/** As many messages at once, and then as many a second, are let through to one trigger by one process. */
const BURST = 600;
const PER_SECOND = 20;
/** As many refusals of one trigger are written down at once, and then one in so many milliseconds. */
const WRITTEN_AT_ONCE = 20;
const WRITTEN_EVERY_MS = 3_000;
/** Triggers that are remembered; the one that was heard of longest ago is forgotten first. */
const MAX_KNOWN = 1_000;

interface Known {
  bucket: Bucket;
  written: Bucket;
  /** Refusals that are not written down yet, by their reason. */
  unwritten: Map<Refusal, number>;
}

/** A number of tokens that grows again with time. */
class Bucket {
  private readonly size: number;
  private readonly perMs: number;
  private tokens: number;
  private at: number;

  constructor(size: number, perMs: number, now: number) {
    this.size = size;
    this.perMs = perMs;
    this.tokens = size;
    this.at = now;
  }

  /** Null when there was a token, else in how many milliseconds there is one. */
  take(now: number): number | null {
    this.tokens = Math.min(this.size, this.tokens + (now - this.at) * this.perMs);
    this.at = now;
    if (this.tokens < 1) return Math.ceil((1 - this.tokens) / this.perMs);
    this.tokens -= 1;
    return null;
  }
}

/**
 * How often each trigger may be called, in this process. What is refused is counted here and written down now and then, so that
 * somebody who knows an address and no secret causes few writes.
 */
export class HookRate {
  private readonly known = new Map<number, Known>();
  private readonly now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  /** Lets a message through, or says in how many seconds the next one may come. */
  admit(triggerId: number): number | null {
    const wait = this.of(triggerId).bucket.take(this.now());
    return wait === null ? null : Math.max(1, Math.ceil(wait / 1000));
  }

  /** Counts a refusal. Returns all that are to be written down now, by their reason; null to leave it for later. */
  refused(triggerId: number, reason: Refusal): ReadonlyMap<Refusal, number> | null {
    const known = this.of(triggerId);
    known.unwritten.set(reason, (known.unwritten.get(reason) ?? 0) + 1);
    if (known.written.take(this.now()) !== null) return null;
    return this.taken(known);
  }

  /** The refusals of a trigger that are still to be written down; after this they count as written. */
  unwritten(triggerId: number): ReadonlyMap<Refusal, number> {
    const known = this.known.get(triggerId);
    return known ? this.taken(known) : new Map();
  }

  private taken(known: Known): ReadonlyMap<Refusal, number> {
    const all = known.unwritten;
    known.unwritten = new Map();
    return all;
  }

  private of(triggerId: number): Known {
    const now = this.now();
    const known = this.known.get(triggerId) ?? {
      bucket: new Bucket(BURST, PER_SECOND / 1000, now),
      written: new Bucket(WRITTEN_AT_ONCE, 1 / WRITTEN_EVERY_MS, now),
      unwritten: new Map<Refusal, number>(),
    };
    this.known.delete(triggerId);
    this.known.set(triggerId, known);
    if (this.known.size > MAX_KNOWN) {
      const [oldest] = this.known.keys();
      if (oldest !== undefined) this.known.delete(oldest);
    }
    return known;
  }
}
