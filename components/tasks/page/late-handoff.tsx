"use client";

import dynamic from "next/dynamic";

/**
 * The thread of a task, whose code is fetched after the page. The browser alone renders it, as it does the verdicts: the
 * result reads the same thread, so it may be there before this code is.
 */
export const LateHandoff = dynamic(
  () => import("@/components/tasks/structure/task-handoff").then((room) => room.TaskHandoff),
  { ssr: false, loading: () => null },
);
