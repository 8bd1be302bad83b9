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
  const current = inbox.current?.kind ?? null;
  const hasTask = current === "task";
  // Enter on a request that is open takes the proposed answer.
  const canOpen = hasTask || (current === "request" && !inbox.isBeside);
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
        label: "Open it beside the list",
        group: GROUP,
        keys: "enter",
        inPalette: false,
        enabled: canOpen,
        run: () => {
          const row = now.current.current;
          if (row?.kind === "task") now.current.open(row.task);
          else if (row) now.current.openRequest(row.request);
        },
      },
      {
        id: "inbox.select",
        label: "Select the task",
        group: GROUP,
        icon: SquareCheck,
        keys: "x",
        enabled: canWrite && hasTask,
        run: () => {
          const row = now.current.current;
          if (row?.kind === "task") now.current.select(row.task);
        },
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
        label: isSelecting ? "Clear the selection" : "Close what is open",
        group: GROUP,
        icon: X,
        keys: "escape",
        inPalette: false,
        run: () => {
          if (now.current.selected.length > 0) now.current.clearSelection();
          else if (now.current.isBeside) now.current.close();
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
        keys: "g 0",
        run: () => now.current.setGroup("all"),
      },
      ...GROUP_IDS.map((id, index) => ({
        id: `inbox.${id}`,
        label: `Show ${GROUPS[id].label}`,
        group: GROUP,
        icon: GROUPS[id].icon,
        // Digits alone answer requests.
        keys: `g ${index + 1}`,
        run: () => now.current.setGroup(id),
      })),
    ],
    [hasTask, canOpen, hasRows, isSelecting, canWrite, search],
  );
  useCommands(commands);
}
