"use client";

import { useDraft } from "@/components/forms/drafts/drafts";
import type { FollowUp } from "@/lib/tasks/change/follow-ups";
import type { TaskWire } from "@/lib/tasks/shapes";

/** What was written about a task's follow-ups and not saved. */
export function useFollowUpsDraft(task: TaskWire) {
  return useDraft({ object: `task:${task.id}`, field: "follow_ups" }, isFollowUps);
}

function isFollowUps(value: unknown): value is FollowUp[] {
  return (
    Array.isArray(value) &&
    value.every((each) => typeof each === "object" && typeof each?.title === "string")
  );
}
