"use client";

import { CircleUser, Clock, Contact, Keyboard, PanelLeft, Search, SunMoon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { memo, useMemo, useState } from "react";
import { NAV } from "@/components/shell/nav";
import { toggleSidebar } from "@/components/shell/sidebar-state";
import { toggleExactTimes } from "@/components/ui/display/relative-time";
import { LateOverlay } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";
import { type Command, useCommands } from "./command-registry";
import { useShortcuts } from "./use-shortcuts";

const palette = onDemand(
  async () => (await import("@/components/shell/palette/command-palette")).CommandPalette,
);
const shortcuts = onDemand(async () => (await import("./shortcuts-dialog")).ShortcutsDialog);

/** The actions that every screen has, the palette and the key map that list them, and the keys that run them. */
export const ShellCommands = memo(function ShellCommands() {
  const [overlay, setOverlay] = useState<"palette" | "shortcuts" | null>(null);
  const router = useRouter();
  const { resolvedTheme, setTheme } = useTheme();

  const commands = useMemo<Command[]>(
    () => [
      ...NAV.map(({ id, label, href, icon, keys }) => ({
        id: `go.${id}`,
        label: `Go to ${label}`,
        group: "Go to",
        icon,
        keys,
        run: () => router.push(href),
      })),
      {
        id: "go.profiles",
        label: "Go to Profiles",
        group: "Go to",
        icon: Contact,
        keywords: ["agents", "roles", "team"],
        run: () => router.push("/profiles"),
      },
      {
        id: "go.account",
        label: "Go to Account",
        group: "Go to",
        icon: CircleUser,
        keywords: ["password", "sessions", "sign out"],
        run: () => router.push("/account"),
      },
      {
        id: "palette.open",
        label: "Find a task or an action",
        group: "General",
        icon: Search,
        keys: ["mod+k", "/"],
        inPalette: false,
        run: () => setOverlay("palette"),
      },
      {
        id: "shortcuts.open",
        label: "Keyboard shortcuts",
        group: "General",
        icon: Keyboard,
        keys: "?",
        keywords: ["help", "keys"],
        run: () => setOverlay("shortcuts"),
      },
      {
        id: "sidebar.toggle",
        label: "Collapse or expand the sidebar",
        group: "General",
        icon: PanelLeft,
        keys: "[",
        run: toggleSidebar,
      },
      {
        id: "times.toggle",
        label: "Show exact times, or how long ago",
        group: "General",
        icon: Clock,
        keys: "shift+t",
        keywords: ["date", "moment", "relative", "timestamp"],
        run: toggleExactTimes,
      },
      {
        id: "theme.toggle",
        label: "Switch between dark and light",
        group: "General",
        icon: SunMoon,
        keywords: ["theme", "appearance", "colour"],
        run: () => setTheme(resolvedTheme === "dark" ? "light" : "dark"),
      },
    ],
    [router, resolvedTheme, setTheme],
  );

  useCommands(commands, "everywhere");
  useShortcuts();

  return (
    <>
      <LateOverlay
        of={palette}
        props={{
          open: overlay === "palette",
          onOpenChange: (open) => setOverlay(open ? "palette" : null),
        }}
      />
      <LateOverlay
        of={shortcuts}
        props={{
          open: overlay === "shortcuts",
          onOpenChange: (open) => setOverlay(open ? "shortcuts" : null),
        }}
      />
    </>
  );
});
