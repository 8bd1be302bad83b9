import { toUnixSeconds } from "@/lib/core/clock";
import { messageToWire } from "@/lib/steering/row";
import type { Pulse } from "./heartbeat";
import type { HeartbeatWire, WorkItemsWire } from "./shapes";

/** The answer to a heartbeat as existing clients read it: HEARTBEAT_OK, or WORK_ITEMS_FOUND with what waits. */
export function pulseToWire(pulse: Pulse, now: Date): HeartbeatWire {
  const { work, mentions, messages, feedback } = pulse;
  const head = {
    agent: pulse.agent.name,
    checked_at: toUnixSeconds(now),
    ...(pulse.runs ? { runs: pulse.runs } : {}),
    ...(pulse.answers.length > 0 ? { answers: pulse.answers } : {}),
    ...(pulse.said.length > 0 ? { run_messages: pulse.said.map(messageToWire) } : {}),
  };
  const all: WorkItemsWire[] = [
    { type: "assigned_tasks", count: work.work_count, items: work.work },
    { type: "mentions", count: mentions.count, items: mentions.items.map(timed) },
    { type: "messages", count: messages.count, items: messages.items.map(timed) },
    { type: "feedback", count: feedback.count, items: feedback.items.map(timed) },
  ];
  const found = all.filter((item) => item.count > 0);
  if (found.length === 0)
    return { status: "HEARTBEAT_OK", ...head, message: "No work items found" };
  const total = found.reduce((sum, item) => sum + item.count, 0);
  return { status: "WORK_ITEMS_FOUND", ...head, work_items: found, total_items: total };
}

const timed = <T extends { created_at: string }>(item: T) => ({
  ...item,
  created_at: toUnixSeconds(item.created_at),
});
