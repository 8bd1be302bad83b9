"use client";

import dynamic from "next/dynamic";

/**
 * The verdicts on a task, whose code is fetched after the page. The browser alone renders them: the server has none to
 * show, but the browser may have read them (for the timeline) by the time their code arrives, and to hydrate the server's
 * nothing with them would fail.
 */
export const LateVerdicts = dynamic(
  () => import("./task-verdicts").then((room) => room.TaskVerdicts),
  { ssr: false, loading: () => null },
);
