import type { RunRow, ScheduleRow } from "./row";
import type { ScheduleWire } from "./shapes";

/** A due time that was not dealt with for so long means that no process runs jobs. */
export const OVERDUE_MS = 120_000;

/** Whether a schedule does what it is for, and a sentence that says why it does not. Pure. */
export function healthOf(
  schedule: ScheduleRow,
  last: Pick<RunRow, "outcome" | "reason" | "ticketRef" | "taskStatus"> | null,
  now: Date,
): ScheduleWire["health"] {
  const { nextAt, pausedAt, pauseReason, pauseNote, lastError } = schedule;
  if (pausedAt !== null) {
    const why = pauseNote ? `: ${pauseNote}` : "";
    const who =
      pauseReason === "failures" ? "Paused after failures" : `Paused by ${schedule.pausedBy}`;
    return { state: "paused", message: `${who}${why}` };
  }
  if (nextAt === null) {
    return schedule.onceAt !== null
      ? { state: "finished", message: "It happened once, and has no further date" }
      : { state: "no_next_date", message: "Its pattern has no further date" };
  }
  if (now.getTime() - nextAt.getTime() > OVERDUE_MS) {
    return {
      state: "overdue",
      message:
        "It is due and nothing runs it: no process runs jobs (BATON_ROLE must be all or jobs in one)",
    };
  }
  if (lastError !== null)
    return { state: "failing", message: `No task could be created: ${lastError}` };
  if (last?.outcome === "created" && last.taskStatus === "failed") {
    return { state: "failing", message: `Its last task, ${last.ticketRef}, failed` };
  }
  return { state: "ok", message: "" };
}
