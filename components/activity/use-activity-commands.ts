"use client";

import { ArrowDown, ArrowUp, ArrowUpToLine, Link2, Pause, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLayoutEffect, useMemo, useRef } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { copyText } from "@/components/ui/controls/copy-text";
import { toast } from "@/components/ui/overlays/toast";
import type { EventWire } from "@/lib/events/shapes";
import { eventHref, objectHref } from "./event-links";

const GROUP = "Activity";

export interface ActivityKeys {
  current: EventWire | null;
  isPaused: boolean;
  move: (step: 1 | -1) => void;
  togglePause: () => void;
  showNewest: () => void;
}

/** The keyboard shortcuts of the list. */
export function useActivityCommands(keys: ActivityKeys): void {
  const router = useRouter();
  // The list is another one with every event; the commands change only with what they are called and allowed.
  const now = useRef(keys);
  useLayoutEffect(() => {
    now.current = keys;
  });
  const hasCurrent = keys.current !== null;
  const { isPaused } = keys;
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "activity.next",
        label: "Next event",
        group: GROUP,
        icon: ArrowDown,
        keys: "j",
        repeats: true,
        inPalette: false,
        run: () => now.current.move(1),
      },
      {
        id: "activity.previous",
        label: "Previous event",
        group: GROUP,
        icon: ArrowUp,
        keys: "k",
        repeats: true,
        inPalette: false,
        run: () => now.current.move(-1),
      },
      {
        id: "activity.open",
        label: "Open what the event is about",
        group: GROUP,
        keys: "enter",
        inPalette: false,
        enabled: hasCurrent,
        run: () => {
          const href = now.current.current && objectHref(now.current.current);
          if (href) router.push(href);
        },
      },
      {
        id: "activity.copy",
        label: "Copy the link to the event",
        group: GROUP,
        icon: Link2,
        keys: "y",
        enabled: hasCurrent,
        run: () => void copyLink(now.current.current),
      },
      {
        id: "activity.pause",
        label: isPaused ? "Resume" : "Pause",
        group: GROUP,
        icon: isPaused ? Play : Pause,
        keys: "space",
        run: () => now.current.togglePause(),
      },
      {
        id: "activity.newest",
        label: "Show the newest",
        group: GROUP,
        icon: ArrowUpToLine,
        keys: "escape",
        run: () => now.current.showNewest(),
      },
    ],
    [hasCurrent, isPaused, router],
  );
  useCommands(commands);
}

async function copyLink(event: EventWire | null): Promise<void> {
  if (event === null) return;
  const isCopied = await copyText(`${window.location.origin}${eventHref(event.id)}`);
  if (isCopied) toast.success("The link is copied.");
  else toast.error("The browser refused to copy. Copy the address of the event's time by hand.");
}
