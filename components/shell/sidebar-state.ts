"use client";

import { createStore, useStore } from "@/components/ui/create-store";
import { SIDEBAR_COOKIE } from "./sidebar-cookie";

/** Undefined until it is changed on this page: before, the cookie that the server read counts. */
const collapsed = createStore<boolean | undefined>(undefined);

export function toggleSidebar() {
  collapsed.set((now) => !(now ?? readCookie()));
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain-http addresses
  document.cookie = `${SIDEBAR_COOKIE}=${collapsed.get() ? "collapsed" : "open"}; path=/; max-age=31536000; samesite=lax`;
}

/** Whether the sidebar is a rail of icons. `initial` is what the server read from the cookie. */
export function useSidebarCollapsed(initial: boolean): boolean {
  return useStore(collapsed, (now) => now ?? initial, initial);
}

function readCookie(): boolean {
  return document.cookie.includes(`${SIDEBAR_COOKIE}=collapsed`);
}
