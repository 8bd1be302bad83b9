"use client";

import { useMemo } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import type { Reviews } from "./use-reviews";

const GROUP = "Reviews";

/** The keyboard shortcuts of the queue. `e` and `r` are in VerdictCommands. */
export function useReviewsCommands({ view, setView, open, show, showPart, move }: Reviews): void {
  const { tab, task, part } = view;
  const commands = useMemo<Command[]>(() => {
    const inQueue = tab === "queue";
    const hidden = { group: GROUP, inPalette: false };
    return [
      {
        ...hidden,
        id: "reviews.next",
        label: "Next review",
        keys: "j",
        repeats: true,
        enabled: inQueue,
        run: () => move(1),
      },
      {
        ...hidden,
        id: "reviews.previous",
        label: "Previous review",
        keys: "k",
        repeats: true,
        enabled: inQueue,
        run: () => move(-1),
      },
      {
        ...hidden,
        id: "reviews.open",
        label: "Read the review",
        keys: "enter",
        enabled: inQueue && open !== null && part === "work",
        run: () => {
          show(open);
          requestAnimationFrame(() => document.getElementById("review-detail")?.focus());
        },
      },
      {
        ...hidden,
        id: "reviews.close",
        label: part === "change" ? "Back to the work" : "Back to the queue",
        keys: "escape",
        enabled: task !== null,
        run: () => (part === "change" ? showPart("work") : show(null)),
      },
      {
        id: "reviews.part",
        label: part === "change" ? "Show the work" : "Show the change, file by file",
        group: GROUP,
        keys: "d",
        enabled: inQueue && open !== null,
        run: () => showPart(part === "change" ? "work" : "change"),
      },
      {
        id: "reviews.queue",
        label: "Show what waits for a verdict",
        group: GROUP,
        keys: "1",
        run: () => void setView({ tab: "queue" }),
      },
      {
        id: "reviews.history",
        label: "Show the verdict history",
        group: GROUP,
        keys: "2",
        run: () => void setView({ tab: "history" }),
      },
    ];
  }, [tab, task, part, open, show, showPart, move, setView]);
  useCommands(commands);
}
