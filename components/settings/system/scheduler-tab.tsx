"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { runScheduledAction } from "@/app/(app)/settings/runtimes/actions";
import { callAction } from "@/components/forms/call-action";
import { sayFailed } from "@/components/forms/refusal";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime, UpcomingTime } from "@/components/ui/display/relative-time";
import { Detail, Intro, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import { toast } from "@/components/ui/overlays/toast";
import type { SchedulerTask } from "@/lib/jobs/periodic";
import { Backups } from "./backups";
import { jobTimes } from "./job-times";
import { Retention } from "./retention-form";
import { ServerList } from "./server-list";
import { useScheduler } from "./use-scheduler";

/** The periodic jobs, each with its last run and result. */
export function SchedulerTab({ initial }: { initial: SchedulerTask[] }) {
  const reading = useScheduler(initial);
  const tasks = reading.data;
  const isAdmin = useViewer().role === "admin";
  return (
    <>
      <Intro>
        These jobs run by themselves and catch what was missed: most of what they look after is done
        the moment it is due. Running one now does no harm.
      </Intro>
      <ReadingProblem reading={reading} what="The periodic jobs" />
      <SettingList label="Periodic jobs">
        {tasks.map((task) => (
          <JobRow key={task.id} task={task} />
        ))}
      </SettingList>
      <Retention />
      {isAdmin ? <Backups /> : null}
      <ServerList />
    </>
  );
}

function JobRow({ task }: { task: SchedulerTask }) {
  const isAdmin = useViewer().role === "admin";
  const client = useQueryClient();
  const [pending, setPending] = useState(false);

  async function runNow() {
    setPending(true);
    const answer = await callAction(() => runScheduledAction(task.id));
    setPending(false);
    if (!answer.ok) sayFailed(answer, () => void runNow());
    else if (answer.data.ok) toast.success(`${task.name}: ${answer.data.message}`);
    else toast.error(`${task.name} failed: ${answer.data.message}`);
    await client.invalidateQueries({ queryKey: queryKeys.scheduler });
  }

  return (
    <SettingRow
      title={
        <>
          <span className="min-w-0 text-pretty">{task.description.replace(/\.$/, "")}</span>
          <Outcome task={task} />
        </>
      }
      details={
        <>
          <Detail>
            <span className="wrap-anywhere font-mono">{task.name}</span>
          </Detail>
          <Detail>{jobTimes(task.schedule)}</Detail>
          <Detail>
            {task.lastRun === null ? (
              "Has not run yet"
            ) : (
              <>
                Ran <RelativeTime time={task.lastRun} />
              </>
            )}
          </Detail>
          <Detail>
            Next <UpcomingTime time={task.nextRun} />
          </Detail>
          {task.lastResult ? <Detail>{task.lastResult.message}</Detail> : null}
        </>
      }
    >
      {isAdmin ? (
        <Button
          size="sm"
          pending={pending}
          onClick={() => void runNow()}
          aria-label={`Run now: ${task.name}`}
        >
          Run now
        </Button>
      ) : null}
    </SettingRow>
  );
}

function Outcome({ task }: { task: SchedulerTask }) {
  if (task.running) return <Badge tone="accent">Running</Badge>;
  if (task.lastResult === null) return null;
  return task.lastResult.ok ? (
    <Badge tone="success">OK</Badge>
  ) : (
    <Badge tone="danger">Failed</Badge>
  );
}
