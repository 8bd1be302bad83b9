import { apiGet } from "@/components/sync/api";
import type { PushFacts } from "./push-state";

const WORKER = "/sw.js";
/** Push services answer in a second; one that cannot be reached may never do. */
const SUBSCRIBE_WITHIN_MS = 30_000;
const LEAVE_WITHIN_MS = 2_000;

/** A subscription as the API takes it in the settings of a channel. */
export type SubscriptionSettings = PushSubscriptionJSON;

/** What this browser says of itself; `isSubscribed` is for the caller to find out. */
export function readFacts(): Omit<PushFacts, "isSubscribed"> {
  const isIos = /iPhone|iPad/.test(navigator.userAgent) || isIpadAsMac();
  return {
    isSecure: window.isSecureContext,
    isSupported:
      "serviceWorker" in navigator && "PushManager" in window && "Notification" in window,
    permission: "Notification" in window ? Notification.permission : "default",
    isTabOfIos: isIos && !window.matchMedia("(display-mode: standalone)").matches,
  };
}

/** An iPad calls itself a Mac. */
function isIpadAsMac(): boolean {
  return navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1;
}

/** How the server names this browser among a person's channels (`shown.browser`); null while it is not subscribed. */
export async function ownId(): Promise<string | null> {
  const subscription = await ownSubscription();
  if (!subscription) return null;
  const bytes = new TextEncoder().encode(subscription.endpoint);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function ownSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker?.getRegistration("/");
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

/**
 * Asks for the permission, starts the service worker and subscribes at the browser's push service. Throws an Error with words for the
 * person when one of these does not work.
 */
export async function subscribe(publicKey: string): Promise<SubscriptionSettings> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") {
    throw new Error(
      permission === "denied"
        ? "The browser blocks notifications from this address."
        : "The browser's question was closed without an answer. Turn it on again, and allow them.",
    );
  }
  await navigator.serviceWorker.register(WORKER, { updateViaCache: "none" });
  const { pushManager } = await navigator.serviceWorker.ready;
  const existing = await pushManager.getSubscription();
  // One for another key, of an installation that was here before, gets nothing from this one.
  if (existing && keyOf(existing) !== publicKey) await existing.unsubscribe();
  try {
    const subscription = await within(
      SUBSCRIBE_WITHIN_MS,
      pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey }),
    );
    return subscription.toJSON();
  } catch (error) {
    throw new Error(
      `The browser could not subscribe at its push service: ${(error as Error).message}. It needs the internet, also when Baton does not.`,
    );
  }
}

function keyOf({ options }: PushSubscription): string | null {
  const key = options.applicationServerKey;
  if (!key) return null;
  const letters = Array.from(new Uint8Array(key), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Ends the subscription of this browser. The push service then says so to the server. */
export async function unsubscribe(): Promise<void> {
  await (await ownSubscription())?.unsubscribe();
}

/** Before signing out: whoever uses this browser next sees nothing of what the person was told. Never fails. */
export async function leavePush(): Promise<void> {
  await within(LEAVE_WITHIN_MS, leave()).catch(() => undefined);
}

async function leave(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration("/");
  if (!registration) return;
  for (const shown of await registration.getNotifications()) shown.close();
  const id = await ownId();
  if (id === null) return;
  await unsubscribe();
  const { channels } = await apiGet<{ channels: Channel[] }>(CHANNELS);
  const own = channels.find(({ shown }) => shown.browser === id);
  if (own) await fetch(`${CHANNELS}/${own.id}`, { method: "DELETE" });
}

const CHANNELS = "/api/notification-channels";
type Channel = { id: number; shown: Record<string, string> };

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
