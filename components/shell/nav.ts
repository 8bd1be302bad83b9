import {
  Activity,
  Bell,
  Bot,
  CalendarClock,
  CircleCheckBig,
  CircleDollarSign,
  Columns3,
  Inbox,
  type LucideIcon,
  MessagesSquare,
  Server,
  Settings,
  Waypoints,
  Workflow,
} from "lucide-react";

export type NavId =
  | "inbox"
  | "notifications"
  | "board"
  | "canvas"
  | "reviews"
  | "agents"
  | "ask"
  | "workers"
  | "workflows"
  | "schedules"
  | "activity"
  | "costs"
  | "settings";

export type NavCounts = Partial<Record<NavId, number>>;

export type NavEntry = {
  id: NavId;
  label: string;
  href: string;
  icon: LucideIcon;
  keys: string;
  /** Another path whose pages belong to it. */
  also?: string;
  /** Under "More" in the tab bar of a phone, whose places are few. */
  offTabBar?: boolean;
};

/** The screens that exist, in order. The sidebar, the tab bar, the palette and the key map are made from it. */
export const NAV: readonly NavEntry[] = [
  { id: "inbox", label: "Inbox", href: "/inbox", icon: Inbox, keys: "g i" },
  {
    id: "notifications",
    label: "Notifications",
    href: "/notifications",
    icon: Bell,
    keys: "g n",
    offTabBar: true,
  },
  { id: "board", label: "Board", href: "/board", icon: Columns3, keys: "g b" },
  { id: "canvas", label: "Canvas", href: "/canvas", icon: Workflow, keys: "g c" },
  { id: "reviews", label: "Reviews", href: "/reviews", icon: CircleCheckBig, keys: "g r" },
  { id: "agents", label: "Agents", href: "/agents", icon: Bot, keys: "g a" },
  {
    id: "ask",
    label: "Ask",
    href: "/ask",
    icon: MessagesSquare,
    keys: "g k",
    offTabBar: true,
  },
  {
    id: "workers",
    label: "Workers",
    href: "/workers",
    icon: Server,
    keys: "g w",
    offTabBar: true,
  },
  {
    id: "workflows",
    label: "Workflows",
    href: "/workflows",
    also: "/workflow-runs",
    icon: Waypoints,
    keys: "g f",
    offTabBar: true,
  },
  {
    id: "schedules",
    label: "Schedules",
    href: "/schedules",
    icon: CalendarClock,
    keys: "g h",
    offTabBar: true,
  },
  {
    id: "activity",
    label: "Activity",
    href: "/activity",
    icon: Activity,
    keys: "g e",
    offTabBar: true,
  },
  {
    id: "costs",
    label: "Costs",
    href: "/costs",
    icon: CircleDollarSign,
    keys: "g m",
    offTabBar: true,
  },
  {
    id: "settings",
    label: "Settings",
    href: "/settings",
    icon: Settings,
    keys: "g s",
    offTabBar: true,
  },
];

export function isCurrent({ href, also }: NavEntry, pathname: string): boolean {
  return [href, also].some((path) => pathname === path || pathname.startsWith(`${path}/`));
}

/** The page of an agent. */
export function agentHref(name: string): string {
  return `/agents/${encodeURIComponent(name)}`;
}
