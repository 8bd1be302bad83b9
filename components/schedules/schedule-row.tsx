import Link from "next/link";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Badge } from "@/components/ui/display/badge";
import { UpcomingTime } from "@/components/ui/display/relative-time";
import { Detail, SettingRow } from "@/components/ui/display/setting-list";
import type { ScheduleRunWire, ScheduleWire } from "@/lib/schedules/shapes";
import { HealthBadge } from "./health-badge";
import { ScheduleMenu } from "./schedule-menu";

type ScheduleRowProps = {
  schedule: ScheduleWire;
  canWrite: boolean;
  onOpen: () => void;
  onEdit: () => void;
  selected: boolean;
  onSelect: () => void;
};

/** One schedule: when it fires, what came of it last, and how it is. */
export function ScheduleRow({
  schedule,
  canWrite,
  onOpen,
  onEdit,
  selected,
  onSelect,
}: ScheduleRowProps) {
  const { health, last_run, name, next_at, paused } = schedule;
  return (
    <SettingRow
      muted={paused}
      title={
        <>
          <span className="flex min-w-0 items-start gap-2">
            {canWrite ? (
              <Checkbox
                aria-label={`Select ${name}`}
                checked={selected}
                onCheckedChange={onSelect}
                className="mt-0.5"
              />
            ) : null}
            <button
              type="button"
              dir="auto"
              onClick={onOpen}
              data-stop={`schedule-${schedule.id}`}
              className="wrap-anywhere min-w-0 rounded-sm text-left hover:underline"
            >
              {name}
            </button>
          </span>
          {health.state === "ok" ? null : <HealthBadge schedule={schedule} />}
          {schedule.key === null ? null : (
            <Badge tone="outline" className="font-mono">
              {schedule.key}
            </Badge>
          )}
        </>
      }
      details={
        <>
          <Detail>{schedule.words}</Detail>
          <Detail>{schedule.timezone}</Detail>
          {next_at === null ? null : (
            <Detail>
              Next <UpcomingTime time={next_at} />
            </Detail>
          )}
          {last_run === null ? null : (
            <Detail>
              <LastRun run={last_run} />
            </Detail>
          )}
          {health.message === "" ? null : <Detail>{health.message}</Detail>}
        </>
      }
    >
      {canWrite ? <ScheduleMenu schedule={schedule} onEdit={onEdit} /> : null}
    </SettingRow>
  );
}

function LastRun({ run }: { run: ScheduleRunWire }) {
  if (run.ticket_ref === null) return <>Last: {run.outcome}</>;
  return (
    <>
      Last{" "}
      <Link
        prefetch={false}
        href={`/tasks/${run.ticket_ref}`}
        className="font-mono hover:underline"
      >
        {run.ticket_ref}
      </Link>
      {run.task_status === null ? "" : ` ${run.task_status.replace("_", " ")}`}
    </>
  );
}
