import type { Actor } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
import { DomainError } from "@/lib/core/errors";
import { logger } from "@/lib/core/logger";
import { eventHub } from "./hub";
import type { EventRow } from "./types";

/** Streams stay open until their reader leaves; polls end within a minute. They are counted apart. */
export type LongLivedKind = "stream" | "poll";

/** Who a long-lived answer is for, and how to ask again whether they may still have it. */
export interface Caller {
  actor: Actor;
  /** Reads the credentials of the request again; throws when they no longer count. */
  reauthenticate(): Promise<Actor>;
}

/** Why a long-lived answer ends before its reader leaves: a word for programs and a sentence for people. */
export interface Ending {
  reason: "server_stopping" | "access_ended" | "access_changed" | "slow_reader" | "unavailable";
  message: string;
}

export const SLOW_READER: Ending = {
  reason: "slow_reader",
  message: "You read too slowly: connect again with your last event id",
};
const STOPPING: Ending = {
  reason: "server_stopping",
  message: "Baton is stopping: connect again in a moment",
};
const ACCESS_CHANGED: Ending = {
  reason: "access_changed",
  message: "What you may see has changed: connect again",
};

interface Open {
  kind: LongLivedKind;
  owner: string;
  caller: Caller;
  end(why: Ending): void;
}

export interface LongLived {
  /** Asks again whether the caller may go on, and ends the answer if not. */
  check(): Promise<void>;
  release(): void;
}

/** Every long-lived answer of this process: Next and the server load this module each for itself. */
interface Registry {
  open: Set<Open>;
  isStopping: boolean;
  /** Ends the subscription by which changes of access are heard, while anything is open. */
  unsubscribe: (() => void) | null;
}

const shared = globalThis as typeof globalThis & { __batonLongLived?: Registry };
shared.__batonLongLived ??= { open: new Set(), isStopping: false, unsubscribe: null };
const registry = shared.__batonLongLived;

/**
 * Registers an answer that stays open: `end` is called once when the server stops or its caller's access ends or changes,
 * at once when that is heard of, and at the latest with the next `check`. Call `release` when the answer has ended. Refuses
 * one too many of a key or user with `rate_limited`, and any while the server stops with `unavailable`.
 */
export function openLongLived(
  kind: LongLivedKind,
  caller: Caller,
  end: (why: Ending) => void,
): LongLived {
  if (registry.isStopping) {
    throw new DomainError("unavailable", "Baton is stopping", {
      fix: "connect again in a moment",
      retryAfterSeconds: 2,
    });
  }
  const owner = ownerOf(caller.actor);
  assertRoomFor(kind, owner);
  const one: Open = {
    kind,
    owner,
    caller,
    end(why) {
      if (!registry.open.delete(one)) return;
      end(why);
    },
  };
  registry.open.add(one);
  listenForChanges();
  return {
    check: () => check(one),
    release() {
      registry.open.delete(one);
      if (registry.open.size === 0) stopListening();
    },
  };
}

/** Ends every long-lived answer. */
export function endLongLived(): void {
  for (const one of [...registry.open]) one.end(STOPPING);
  stopListening();
}

/** The same, and admits no others from now on: the process is about to stop. */
export function stopLongLived(): void {
  registry.isStopping = true;
  endLongLived();
}

/** Whether the process is about to stop: nothing is claimed any more that an answer may not carry away. */
export function isStopping(): boolean {
  return registry.isStopping;
}

/** How many are open in this process. */
export function countLongLived(kind: LongLivedKind): number {
  return [...registry.open].filter((one) => one.kind === kind).length;
}

function ownerOf(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return `user:${actor.id}`;
    case "agent":
    case "key":
      return `key:${actor.keyId}`;
    case "system":
      return `system:${actor.name}`;
  }
}

function assertRoomFor(kind: LongLivedKind, owner: string): void {
  const limit = kind === "stream" ? config.maxStreams : config.maxPolls;
  let count = 0;
  for (const one of registry.open) if (one.kind === kind && one.owner === owner) count++;
  if (count < limit) return;
  const [what, setting] =
    kind === "stream"
      ? ["event streams", "BATON_MAX_STREAMS"]
      : ["waiting polls", "BATON_MAX_POLLS"];
  throw new DomainError("rate_limited", `This key or user has ${limit} ${what} open already`, {
    fix: `close some, use a key for each agent, or raise ${setting}`,
    retryAfterSeconds: 15,
  });
}

async function check(one: Open): Promise<void> {
  if (!registry.open.has(one)) return;
  try {
    const actor = await one.caller.reauthenticate();
    if (accessOf(actor) !== accessOf(one.caller.actor)) one.end(ACCESS_CHANGED);
  } catch (error) {
    if (!(error instanceof DomainError) || !ENDS_ACCESS.has(error.code)) {
      // Whoever cannot be asked about now is asked about again.
      logger.debug({ err: (error as Error).message }, "access not checked");
      return;
    }
    one.end({ reason: "access_ended", message: `${error.message}: this connection ends` });
  }
}

const ENDS_ACCESS = new Set(["unauthenticated", "forbidden"]);

/** What decides on what an actor may see; a changed display name does not. */
function accessOf(actor: Actor): string {
  const { name: _, ...access } = actor;
  return JSON.stringify(access);
}

const CHANGES_ACCESS =
  /^(?:auth\.(?!signed_in|sign_in_failed|key_created|user_created)|agent\.deleted$)/;

function listenForChanges(): void {
  if (registry.unsubscribe) return;
  let isWanted = true;
  let unsubscribe = (): void => undefined;
  registry.unsubscribe = () => {
    isWanted = false;
    unsubscribe();
  };
  const subscribe = async (): Promise<void> => {
    ({ unsubscribe } = await eventHub().subscribe(heard));
    if (!isWanted) unsubscribe();
  };
  subscribe().catch((error: Error) => {
    // The next answer that opens tries again, and each checks with its keep-alives meanwhile.
    logger.debug({ err: error.message }, "changes of access not heard");
    registry.unsubscribe = null;
  });
}

function stopListening(): void {
  registry.unsubscribe?.();
  registry.unsubscribe = null;
}

function heard(events: EventRow[]): void {
  if (events.some(({ type }) => CHANGES_ACCESS.test(type))) void checkAll();
}

/** One after the other: a change of access is rare, and the pool is for requests. */
async function checkAll(): Promise<void> {
  for (const one of [...registry.open]) await check(one);
}
