import { Bot, CircleCheckBig, Columns3, Inbox, type LucideIcon } from "lucide-react";

export type NavId = "inbox" | "board" | "reviews" | "agents";

export type NavCounts = Partial<Record<NavId, number>>;

export type NavEntry = { id: NavId; label: string; href: string; icon: LucideIcon; keys: string };

/** The screens that exist, in order. The sidebar, the tab bar, the palette and the key map are made from it. */
export const NAV: readonly NavEntry[] = [
  { id: "inbox", label: "Inbox", href: "/inbox", icon: Inbox, keys: "g i" },
  { id: "board", label: "Board", href: "/board", icon: Columns3, keys: "g b" },
  { id: "reviews", label: "Reviews", href: "/reviews", icon: CircleCheckBig, keys: "g r" },
  { id: "agents", label: "Agents", href: "/agents", icon: Bot, keys: "g a" },
];

export function isCurrent(href: string, pathname: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
