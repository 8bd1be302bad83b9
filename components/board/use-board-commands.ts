"use client";

import { CircleDot, Columns3, Rows3, SignalHigh, UserRound } from "lucide-react";
import { type RefObject, useMemo } from "react";
import { useViewer } from "@/components/live/viewer";
import { type Command, useCommands } from "@/components/shell/command-registry";
import type { TaskWire } from "@/lib/tasks/wire";
import type { LaneKind } from "./board-view";
import { focusAlong, focusedCard, focusFirstCard } from "./card-focus";
import type { PickedCard } from "./card-picker";

interface BoardCommandsOptions {
  board: RefObject<HTMLElement | null>;
  findTask: (id: number) => TaskWire | undefined;
  onPick: (picked: PickedCard) => void;
  onLanes: (lanes: LaneKind) => void;
}

const GROUP = "Board";

/** What the keyboard and the palette can do on the board. */
export function useBoardCommands({ board, findTask, onPick, onLanes }: BoardCommandsOptions): void {
  const { canWrite } = useViewer();
  const commands = useMemo<Command[]>(() => {
    const along = (step: 1 | -1) => {
      if (!board.current) return;
      const card = focusedCard();
      if (card) focusAlong(board.current, card, step);
      else focusFirstCard(board.current);
    };
    const pick = (what: PickedCard["what"]) => {
      const card = focusedCard();
      const task = card && findTask(Number(card.dataset.card));
      if (task) onPick({ what, task, card });
    };
    const onCard = { group: GROUP, inPalette: false, enabled: canWrite };
    return [
      { id: "board.next", label: "Next card", group: GROUP, keys: "j", inPalette: false, run: () => along(1) },
      { id: "board.previous", label: "Previous card", group: GROUP, keys: "k", inPalette: false, run: () => along(-1) },
      { ...onCard, id: "board.status", label: "Status of the card", keys: "s", icon: CircleDot, run: () => pick("status") },
      { ...onCard, id: "board.assign", label: "Assign the card", keys: "a", icon: UserRound, run: () => pick("assignee") },
      {
        ...onCard,
        id: "board.priority",
        label: "Priority of the card",
        keys: "p",
        icon: SignalHigh,
        run: () => pick("priority"),
      },
      { id: "board.lanes.none", label: "Board without lanes", group: GROUP, icon: Columns3, run: () => onLanes("none") },
      { id: "board.lanes.project", label: "Lanes by project", group: GROUP, icon: Rows3, run: () => onLanes("project") },
      { id: "board.lanes.agent", label: "Lanes by agent", group: GROUP, icon: Rows3, run: () => onLanes("agent") },
      { id: "board.lanes.epic", label: "Lanes by epic", group: GROUP, icon: Rows3, run: () => onLanes("epic") },
    ];
  }, [board, findTask, onPick, onLanes, canWrite]);
  useCommands(commands);
}
