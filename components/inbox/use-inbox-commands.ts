"use client";

import { ArrowDown, ArrowUp, CheckCheck, Search, SquareCheck, X } from "lucide-react";
import { type RefObject, useLayoutEffect, useMemo, useRef } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { useViewer } from "@/components/sync/viewer";
import { GROUP_IDS, GROUPS } from "./groups";
import type { InboxState } from "./use-inbox";

const GROUP = "Inbox";

/** The keyboard shortcuts of the list. TaskCommands and VerdictCommands have those that act on tasks. */
export function useInboxCommands(
  inbox: InboxState,
  search: RefObject<HTMLInputElement | null>,
): void {
  const { canWrite } = useViewer();
  // The functions of the inbox are new on every render; the commands change only with what they are called and allowed.
  const now = useRef(inbox);
  useLayoutEffect(() => {
    now.current = inbox;
  });
  const hasCurrent = inbox.current !== null;
  const hasRows = inbox.taskRows.length > 0;
  const isSelecting = inbox.selected.length > 0;
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "inbox.next",
        label: "Next task",
        group: GROUP,
        icon: ArrowDown,
        keys: "j",
        repeats: true,
        inPalette: false,
        run: () => now.current.move(1),
      },
      {
        id: "inbox.previous",
        label: "Previous task",
        group: GROUP,
        icon: ArrowUp,
        keys: "k",
        repeats: true,
        inPalette: false,
        run: () => now.current.move(-1),
      },
      {
        id: "inbox.open",
        label: "Open the task",
        group: GROUP,
        keys: "enter",
        inPalette: false,
        enabled: hasCurrent,
        run: () => now.current.current && now.current.open(now.current.current),
      },
      {
        id: "inbox.select",
        label: "Select the task",
        group: GROUP,
        icon: SquareCheck,
        keys: "x",
        enabled: canWrite && hasCurrent,
        run: () => now.current.current && now.current.select(now.current.current),
      },
      {
        id: "inbox.select-all",
        label: "Select all tasks in view",
        group: GROUP,
        icon: CheckCheck,
        keys: "shift+x",
        enabled: canWrite && hasRows,
        run: () => now.current.selectAll(),
      },
      {
        id: "inbox.close",
        label: isSelecting ? "Clear the selection" : "Close the task",
        group: GROUP,
        icon: X,
        keys: "escape",
        inPalette: false,
        run: () => {
          if (now.current.selected.length > 0) now.current.clearSelection();
          else if (now.current.view.task) now.current.close();
        },
      },
      {
        id: "inbox.search",
        label: "Search the inbox",
        group: GROUP,
        icon: Search,
        keys: "/",
        run: () => search.current?.focus(),
      },
      {
        id: "inbox.all",
        label: "Show everything that needs a person",
        group: GROUP,
        keys: "0",
        run: () => now.current.setGroup("all"),
      },
      ...GROUP_IDS.map((id, index) => ({
        id: `inbox.${id}`,
        label: `Show ${GROUPS[id].label}`,
        group: GROUP,
        icon: GROUPS[id].icon,
        keys: String(index + 1),
        run: () => now.current.setGroup(id),
      })),
    ],
    [hasCurrent, hasRows, isSelecting, canWrite, search],
  );
  useCommands(commands);
}
