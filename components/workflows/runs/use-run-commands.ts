"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useLayoutEffect, useMemo, useRef } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import type { WorkflowRunWire, WorkflowStageWire } from "@/lib/workflows/shapes";

const GROUP = "Run";

/** The keys of a run: `j` and `k` select the next and the previous stage, `n` the next one that needs a person. */
export function useRunCommands(
  run: WorkflowRunWire,
  stages: readonly WorkflowStageWire[],
  selected: WorkflowStageWire | null,
  onSelect: (name: string | null) => void,
): void {
  const now = useRef({ stages, selected });
  useLayoutEffect(() => {
    now.current = { stages, selected };
  });
  const hasSelected = selected !== null;
  const isAsked = run.stages.some(needsPerson);
  const commands = useMemo<Command[]>(() => {
    const move = (by: 1 | -1) => {
      const { stages: all, selected: from } = now.current;
      const at =
        from === null
          ? by === 1
            ? -1
            : all.length
          : all.findIndex(({ name }) => name === from.name);
      const to = all[at + by];
      if (to) onSelect(to.name);
    };
    return [
      {
        id: "workflow-run.next",
        label: "Next stage",
        group: GROUP,
        icon: ArrowDown,
        keys: "j",
        repeats: true,
        inPalette: false,
        run: () => move(1),
      },
      {
        id: "workflow-run.previous",
        label: "Previous stage",
        group: GROUP,
        icon: ArrowUp,
        keys: "k",
        repeats: true,
        inPalette: false,
        run: () => move(-1),
      },
      {
        id: "workflow-run.asked",
        label: "Next stage that needs you",
        group: GROUP,
        keys: "n",
        enabled: isAsked,
        run: () => {
          const { stages: all, selected: from } = now.current;
          const at = all.findIndex(({ name }) => name === from?.name);
          const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find(needsPerson);
          if (next) onSelect(next.name);
        },
      },
      {
        id: "workflow-run.close",
        label: "Close the stage",
        group: GROUP,
        icon: X,
        keys: "escape",
        inPalette: false,
        enabled: hasSelected,
        run: () => onSelect(null),
      },
    ];
  }, [hasSelected, isAsked, onSelect]);
  useCommands(commands);
}

const needsPerson = ({ status }: WorkflowStageWire): boolean =>
  status === "needs_person" || status === "review";
