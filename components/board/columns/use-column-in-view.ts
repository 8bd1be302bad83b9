"use client";

import { type RefObject, useCallback, useState } from "react";
import type { TaskStatus } from "@/components/ui/display/status";

/** On a phone, the one column in view, and a function that scrolls to another. */
export function useColumnInView(
  scroller: RefObject<HTMLDivElement | null>,
  statuses: readonly TaskStatus[],
) {
  const [index, setIndex] = useState(0);

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (!box || box.clientWidth === 0) return;
    const next = Math.round(box.scrollLeft / box.clientWidth);
    setIndex(next);
    if (next !== index)
      document
        .getElementById(`tab-${statuses[next]}`)
        ?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [scroller, statuses, index]);

  const show = useCallback(
    (status: TaskStatus) => {
      const box = scroller.current;
      box?.scrollTo({ left: statuses.indexOf(status) * box.clientWidth, behavior: "smooth" });
    },
    [scroller, statuses],
  );

  return { current: statuses[Math.min(index, statuses.length - 1)], onScroll, show };
}
