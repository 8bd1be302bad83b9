import type { ScheduleRunWire, ScheduleWire } from "@/lib/schedules/shapes";

/** What a due time does while the task of the last one is open. */
export const OVERLAPS: { value: ScheduleWire["overlap"]; label: string }[] = [
  { value: "skip", label: "Skip the due time" },
  { value: "queue_one", label: "Let one due time wait" },
  { value: "queue_all", label: "Let all due times wait" },
  { value: "allow", label: "Create another task" },
  { value: "cancel_running", label: "Cancel the open task" },
];

/** What came of a due time. */
export const OUTCOME: Record<ScheduleRunWire["outcome"], string> = {
  created: "Created",
  queued: "Waiting",
  skipped: "Skipped",
  missed: "Missed",
  failed: "Failed",
};

/** Why a task was created at that time, where it was not simply due. */
export const TRIGGER: Record<Exclude<ScheduleRunWire["trigger"], "due">, string> = {
  manual: "Run by hand",
  backfill: "Made up for later",
};
