"use client";

import { Columns3, Rows3 } from "lucide-react";
import { type RefObject, useMemo } from "react";
import { focusAlong, focusedCard, focusFirstCard } from "@/components/board/card/card-focus";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import type { LaneKind } from "./board-view";

interface BoardCommandsOptions {
  board: RefObject<HTMLElement | null>;
  onLanes: (lanes: LaneKind) => void;
}

const GROUP = "Board";

/** The shortcuts for moving among the cards, and the palette's lane commands. */
export function useBoardCommands({ board, onLanes }: BoardCommandsOptions): void {
  const commands = useMemo<Command[]>(() => {
    const along = (step: 1 | -1) => {
      if (!board.current) return;
      const card = focusedCard();
      if (card) focusAlong(board.current, card, step);
      else focusFirstCard(board.current);
    };
    return [
      {
        id: "board.next",
        label: "Next card",
        group: GROUP,
        keys: "j",
        repeats: true,
        inPalette: false,
        run: () => along(1),
      },
      {
        id: "board.previous",
        label: "Previous card",
        group: GROUP,
        keys: "k",
        repeats: true,
        inPalette: false,
        run: () => along(-1),
      },
      {
        id: "board.lanes.none",
        label: "Board without lanes",
        group: GROUP,
        icon: Columns3,
        run: () => onLanes("none"),
      },
      {
        id: "board.lanes.project",
        label: "Lanes by project",
        group: GROUP,
        icon: Rows3,
        run: () => onLanes("project"),
      },
      {
        id: "board.lanes.agent",
        label: "Lanes by agent",
        group: GROUP,
        icon: Rows3,
        run: () => onLanes("agent"),
      },
      {
        id: "board.lanes.epic",
        label: "Lanes by epic",
        group: GROUP,
        icon: Rows3,
        run: () => onLanes("epic"),
      },
    ];
  }, [board, onLanes]);
  useCommands(commands);
}
