"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleHelp } from "lucide-react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { Reasons } from "@/components/tasks/why/reasons";
import { Callout } from "@/components/ui/feedback/callout";
import type { HeldUpReason, TaskWire } from "@/lib/tasks/shapes";

/** What the other notices of a task say already. */
const SAID = new Set<HeldUpReason["code"]>([
  "archived",
  "blocked",
  "failed",
  "blocker",
  "earlier_step",
  "ancestor",
  "scheduled",
  "dispatch_hold",
  "retry",
]);

/** Why an assigned task is not begun, where that is its agent and not the task: away, at its capacity, or not there at all. */
export function TaskWhy({ task }: { task: TaskWire }) {
  const { data } = useQuery({
    queryKey: queryKeys.whyTask(task.id),
    queryFn: ({ signal }) =>
      apiGet<{ reasons: HeldUpReason[] }>(`/api/tasks/${task.id}/why`, signal),
    enabled: task.status === "assigned",
  });
  const reasons = data?.reasons.filter(({ code }) => !SAID.has(code));
  if (task.status !== "assigned" || !reasons?.length) return null;
  return (
    <Callout icon={<CircleHelp />}>
      <Reasons reasons={reasons} />
    </Callout>
  );
}
