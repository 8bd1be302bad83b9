"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { useLiveEvents } from "@/components/sync/stream/live-provider";
import { TASK_STATUSES, type TaskStatus } from "@/components/ui/display/status";
import type { EventWire } from "@/lib/events/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";
import { createRecounter } from "./recounter";

/** The event stream moves the cards (components/sync); this recounts their columns. */
export function useBoardLive(): void {
  const client = useQueryClient();
  const [recounter] = useState(() => createRecounter(client));
  useEffect(() => recounter.stop, [recounter]);

  useLiveEvents(
    useCallback(
      (event: EventWire) => {
        if (!event.type.startsWith("task.") || event.type === "task.commented") return;
        if (event.type === "task.linked") return recounter.askWhatWaits("inbox", "assigned");
        if (event.type === "task.deleted") return recounter.recount(...TASK_STATUSES);
        const {
          status,
          ready,
          previous_status: before,
        } = event.data as unknown as TaskWire & {
          previous_status?: TaskStatus;
        };
        recounter.recount(status, before);
        if (!ready && (status === "inbox" || status === "assigned")) recounter.askWhatWaits(status);
      },
      [recounter],
    ),
  );
}
