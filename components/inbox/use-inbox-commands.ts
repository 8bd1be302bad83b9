"use client";

import { ArrowDown, ArrowUp, CheckCheck, Search, SquareCheck, X } from "lucide-react";
import { type RefObject, useMemo } from "react";
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
  const { current, selected, taskRows } = inbox;
  const { canWrite } = useViewer();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the functions are new on every render, what they use is listed
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
        run: () => inbox.move(1),
      },
      {
        id: "inbox.previous",
        label: "Previous task",
        group: GROUP,
        icon: ArrowUp,
        keys: "k",
        repeats: true,
        inPalette: false,
        run: () => inbox.move(-1),
      },
      {
        id: "inbox.open",
        label: "Open the task",
        group: GROUP,
        keys: "enter",
        inPalette: false,
        enabled: current !== null,
        run: () => current && inbox.open(current),
      },
      {
        id: "inbox.select",
        label: "Select the task",
        group: GROUP,
        icon: SquareCheck,
        keys: "x",
        enabled: canWrite && current !== null,
        run: () => current && inbox.select(current),
      },
      {
        id: "inbox.select-all",
        label: "Select all tasks in view",
        group: GROUP,
        icon: CheckCheck,
        keys: "shift+x",
        enabled: canWrite && taskRows.length > 0,
        run: inbox.selectAll,
      },
      {
        id: "inbox.close",
        label: selected.length > 0 ? "Clear the selection" : "Close the task",
        group: GROUP,
        icon: X,
        keys: "escape",
        inPalette: false,
        run: () => {
          if (selected.length > 0) inbox.clearSelection();
          else if (inbox.view.task) inbox.close();
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
        run: () => inbox.setGroup("all"),
      },
      ...GROUP_IDS.map((id, index) => ({
        id: `inbox.${id}`,
        label: `Show ${GROUPS[id].label}`,
        group: GROUP,
        icon: GROUPS[id].icon,
        keys: String(index + 1),
        run: () => inbox.setGroup(id),
      })),
    ],
    [current, selected.length, taskRows, inbox.view, canWrite],
  );
  useCommands(commands);
}
