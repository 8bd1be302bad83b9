"use client";

import { useSyncExternalStore } from "react";

/** The address of this installation, as the browser reaches it. */
export function useOrigin(fromServer: string): string {
  return useSyncExternalStore(
    subscribe,
    () => window.location.origin,
    () => fromServer,
  );
}

function subscribe(): () => void {
  return () => {};
}
