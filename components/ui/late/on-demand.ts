"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { createStore } from "@/components/ui/create-store";
import { onceIdle } from "./once-idle";

/** Code that the page can be used without, in a chunk of its own. */
export interface OnDemand<Part> {
  /** The part, or null until it has arrived. */
  get: () => Part | null;
  /** Fetches it, once for everybody. Rejects when it cannot be fetched; the next call tries again. */
  load: () => Promise<Part>;
  subscribe: (listener: () => void) => () => void;
}

/**
 * Describes a part that is fetched when it is first needed, or before that when the browser has nothing else to do.
 * Called at the top of a module: `onDemand(() => import("./palette"))`.
 */
export function onDemand<Part>(fetchPart: () => Promise<Part>): OnDemand<Part> {
  const arrived = createStore<{ part: Part } | null>(null);
  let loading: Promise<Part> | null = null;

  async function fetchOnce(): Promise<Part> {
    try {
      const part = await fetchPart();
      arrived.set({ part });
      return part;
    } catch (error) {
      loading = null;
      throw error;
    }
  }

  function load(): Promise<Part> {
    loading ??= fetchOnce();
    return loading;
  }

  loadWhenIdle(load);
  return { get: () => arrived.get()?.part ?? null, load, subscribe: arrived.subscribe };
}

const queue: (() => Promise<unknown>)[] = [];

/** One part after another, each in an idle moment after the page has loaded, so that they do not disturb its start. */
function loadWhenIdle(load: () => Promise<unknown>) {
  if (typeof window === "undefined") return;
  queue.push(load);
  if (queue.length > 1) return;
  if (document.readyState === "complete") onceIdle(loadNext);
  else window.addEventListener("load", () => onceIdle(loadNext), { once: true });
}

async function loadNext() {
  // Whoever needs the part will ask again, and say so if it cannot be had.
  await queue[0]?.().catch(() => undefined);
  queue.shift();
  if (queue.length > 0) onceIdle(() => void loadNext());
}

const nothing = () => null;
const never = () => () => undefined;

/**
 * The part once it is `wanted` and there, else null; fetches it when it is wanted. `failed` says that it could not be
 * fetched, and `retry` tries again.
 */
export function useOnDemand<Part>({ get, load, subscribe }: OnDemand<Part>, wanted: boolean) {
  const part = useSyncExternalStore<Part | null>(
    wanted ? subscribe : never,
    wanted ? get : nothing,
    nothing,
  );
  const [attempt, setAttempt] = useState(0);
  const [failedAttempt, setFailedAttempt] = useState(-1);
  const isMissing = wanted && part === null;
  useEffect(() => {
    if (isMissing) load().catch(() => setFailedAttempt(attempt));
  }, [load, isMissing, attempt]);
  return {
    part,
    failed: isMissing && failedAttempt === attempt,
    retry: () => setAttempt(attempt + 1),
  };
}
