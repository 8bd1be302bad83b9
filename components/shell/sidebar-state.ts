"use client";

import { useSyncExternalStore } from "react";
import { SIDEBAR_COOKIE } from "./sidebar-cookie";

const listeners = new Set<() => void>();
let collapsed: boolean | undefined;

export function toggleSidebar() {
  collapsed = !(collapsed ?? readCookie());
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain-http addresses
  document.cookie = `${SIDEBAR_COOKIE}=${collapsed ? "collapsed" : "open"}; path=/; max-age=31536000; samesite=lax`;
  for (const listener of listeners) listener();
}

/** Whether the sidebar is a rail of icons. `initial` is what the server read from the cookie. */
export function useSidebarCollapsed(initial: boolean): boolean {
  return useSyncExternalStore(
    subscribe,
    () => collapsed ?? initial,
    () => initial,
  );
}

function readCookie(): boolean {
  return document.cookie.includes(`${SIDEBAR_COOKIE}=collapsed`);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
