import { type Actor, callerOf } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
import { DomainError } from "@/lib/core/errors";
import { logger } from "@/lib/core/logger";
import { eventHub } from "./hub";
import type { EventRow } from "./types";

/** Streams stay open until their reader leaves; polls for work and reports of workers end within a minute. Each has its own limit. */
export type LongLivedKind = "stream" | "poll" | "report";

/** Who a long-lived response is for, and how to check again that they still have access. */
export interface Caller {
  actor: Actor;
  /** Authenticates the request's credentials again; throws when they are no longer valid. */
  reauthenticate(): Promise<Actor>;
}

/** Why the server ends a long-lived response: a code for programs and a sentence for people. */
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
  /** Checks the caller's access again and ends the response if it is gone. */
  check(): Promise<void>;
  release(): void;
}

/** Every long-lived response of this process, shared because Next and the server each load this module. */
interface Registry {
  open: Set<Open>;
  isStopping: boolean;
  /** Ends the subscription to access changes, which exists while any response is open. */
  unsubscribe: (() => void) | null;
}

const shared = globalThis as typeof globalThis & { __batonLongLived?: Registry };
shared.__batonLongLived ??= { open: new Set(), isStopping: false, unsubscribe: null };
const registry = shared.__batonLongLived;

/**
 * Registers a long-lived response. `end` is called once, when the server stops or the caller's access ends or changes:
 * at once when the change is heard of, and at the latest with the next `check`. Call `release` when the response has
 * ended. Refuses with `rate_limited` when the key or user has too many, and with `unavailable` while the server stops.
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
  const owner = callerOf(caller.actor);
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

/** Ends every long-lived response. */
export function endLongLived(): void {
  for (const one of [...registry.open]) one.end(STOPPING);
  stopListening();
}

/** Ends every long-lived response and admits no new ones: the process is about to stop. */
export function stopLongLived(): void {
  registry.isStopping = true;
  endLongLived();
}

/** Whether the process is about to stop. Nothing is claimed then, because the response might not be delivered. */
export function isStopping(): boolean {
  return registry.isStopping;
}

/** How many are open in this process. */
export function countLongLived(kind: LongLivedKind): number {
  return [...registry.open].filter((one) => one.kind === kind).length;
}

function assertRoomFor(kind: LongLivedKind, owner: string): void {
  const limit = kind === "stream" ? config.maxStreams : config.maxPolls;
  let count = 0;
  for (const one of registry.open) if (one.kind === kind && one.owner === owner) count++;
  if (count < limit) return;
  const setting = kind === "stream" ? "BATON_MAX_STREAMS" : "BATON_MAX_POLLS";
  const what = WORDS[kind];
  throw new DomainError("rate_limited", `This key or user has ${limit} ${what} open already`, {
    fix: `close some, use a key for each agent, or raise ${setting}`,
    retryAfterSeconds: 15,
  });
}

const WORDS: Record<LongLivedKind, string> = {
  stream: "event streams",
  poll: "waiting polls",
  report: "waiting reports of workers",
};

async function check(one: Open): Promise<void> {
  if (!registry.open.has(one)) return;
  try {
    const actor = await one.caller.reauthenticate();
    if (accessOf(actor) !== accessOf(one.caller.actor)) one.end(ACCESS_CHANGED);
  } catch (error) {
    if (!(error instanceof DomainError) || !ENDS_ACCESS.has(error.code)) {
      // Callers that cannot be checked now are checked again later.
      logger.debug({ err: (error as Error).message }, "access not checked");
      return;
    }
    one.end({ reason: "access_ended", message: `${error.message}: this connection ends` });
  }
}

const ENDS_ACCESS = new Set(["unauthenticated", "forbidden"]);

/** The actor's properties that decide what it may see; a changed display name does not matter. */
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
    if (!isWanted) return unsubscribe();
    // Access that ended before the first event could be heard.
    await checkAll();
  };
  subscribe().catch((error: Error) => {
    // The next response that opens tries again; meanwhile each one checks with its keep-alives.
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

/** One after the other: changes of access are rare, and the pool is for requests. */
async function checkAll(): Promise<void> {
  for (const one of [...registry.open]) await check(one);
}
