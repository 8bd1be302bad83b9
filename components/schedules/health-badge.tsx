import { Badge, type BadgeProps } from "@/components/ui/display/badge";
import type { ScheduleWire } from "@/lib/schedules/shapes";

type State = ScheduleWire["health"]["state"];

const BADGES: Record<State, { words: string; tone: BadgeProps["tone"] }> = {
  ok: { words: "OK", tone: "success" },
  paused: { words: "Paused", tone: "neutral" },
  finished: { words: "Finished", tone: "neutral" },
  failing: { words: "Failing", tone: "danger" },
  overdue: { words: "Overdue", tone: "danger" },
  no_next_date: { words: "No further date", tone: "warning" },
};

export function HealthBadge({ schedule }: { schedule: ScheduleWire }) {
  const { state } = schedule.health;
  const isTrouble = schedule.pause_reason === "failures";
  const { words, tone } = BADGES[state];
  return <Badge tone={isTrouble ? "danger" : tone}>{isTrouble ? "Paused itself" : words}</Badge>;
}
