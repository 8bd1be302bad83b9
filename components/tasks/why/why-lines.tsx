"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleHelp, CirclePause } from "lucide-react";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Callout } from "@/components/ui/feedback/callout";
import type { AgentReason, WorkerReason } from "@/lib/why/shapes";
import { Reasons } from "./reasons";

/** What the page of an agent shows anyway. */
const SHOWN = new Set<AgentReason["code"]>([
  "working",
  "ready",
  "waits_for_answer",
  "runtime_down",
  "no_model",
]);

/** Why an agent works on nothing new. Nothing while it works, or may. */
export function AgentWhy({ id }: { id: number }) {
  const { data } = useQuery({
    queryKey: queryKeys.whyAgent(id),
    queryFn: ({ signal }) => apiGet<{ reasons: AgentReason[] }>(`/api/agents/${id}/why`, signal),
  });
  const reasons = data?.reasons.filter(({ code }) => !SHOWN.has(code)) ?? [];
  const [first] = reasons;
  if (!first) return null;
  const isHeld = first.code !== "nothing_ready" && first.code !== "at_capacity";
  return (
    <Callout
      shape="bar"
      tone={isHeld ? "warning" : "plain"}
      icon={first.code === "paused" ? <CirclePause /> : <CircleHelp />}
      quiet
    >
      <Reasons reasons={reasons} />
    </Callout>
  );
}

/** Why a worker claims nothing new. */
export function WorkerWhy({ id }: { id: number }) {
  const reading = useQuery({
    queryKey: queryKeys.whyWorker(id),
    queryFn: ({ signal }) => apiGet<{ reasons: WorkerReason[] }>(`/api/workers/${id}/why`, signal),
  });
  return (
    <div className="text-pretty text-ink-2 text-sm">
      <ReadingProblem reading={reading} what="The reasons" part />
      <Reasons reasons={reading.data?.reasons ?? []} />
    </div>
  );
}
