"use client";

import { ArrowDown, ArrowUp, CheckCheck, SquareCheck, X } from "lucide-react";
import { useLayoutEffect, useMemo, useRef } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";

const GROUP = "Runs";

interface RunsKeys {
  canWrite: boolean;
  /** The run that keys act on. */
  current: number | null;
  isSelecting: boolean;
  move: (by: 1 | -1) => void;
  open: (id: number) => void;
  select: (id: number) => void;
  selectAll: () => void;
  clear: () => void;
}

/** The keyboard shortcuts of the list of runs. */
export function useRunsCommands(keys: RunsKeys): void {
  // The functions are new on every render; the commands change only with what they are allowed.
  const now = useRef(keys);
  useLayoutEffect(() => {
    now.current = keys;
  });
  const { canWrite, isSelecting } = keys;
  const hasCurrent = keys.current !== null;
  const commands = useMemo<Command[]>(() => {
    const withCurrent = (act: (id: number) => void) => () => {
      if (now.current.current !== null) act(now.current.current);
    };
    return [
      {
        id: "workflow-runs.next",
        label: "Next run",
        group: GROUP,
        icon: ArrowDown,
        keys: "j",
        repeats: true,
        inPalette: false,
        run: () => now.current.move(1),
      },
      {
        id: "workflow-runs.previous",
        label: "Previous run",
        group: GROUP,
        icon: ArrowUp,
        keys: "k",
        repeats: true,
        inPalette: false,
        run: () => now.current.move(-1),
      },
      {
        id: "workflow-runs.open",
        label: "Open the run",
        group: GROUP,
        keys: "enter",
        inPalette: false,
        enabled: hasCurrent,
        run: withCurrent((id) => now.current.open(id)),
      },
      {
        id: "workflow-runs.select",
        label: "Select the run",
        group: GROUP,
        icon: SquareCheck,
        keys: "x",
        enabled: canWrite && hasCurrent,
        run: withCurrent((id) => now.current.select(id)),
      },
      {
        id: "workflow-runs.select-all",
        label: "Select all runs in view",
        group: GROUP,
        icon: CheckCheck,
        keys: "shift+x",
        enabled: canWrite,
        run: () => now.current.selectAll(),
      },
      {
        id: "workflow-runs.clear",
        label: "Clear the selection",
        group: GROUP,
        icon: X,
        keys: "escape",
        inPalette: false,
        enabled: isSelecting,
        run: () => now.current.clear(),
      },
    ];
  }, [canWrite, hasCurrent, isSelecting]);
  useCommands(commands);
}
