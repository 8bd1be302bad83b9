"use client";

import { useTask } from "@/components/sync/data/use-task";
import { RequestCard } from "@/components/tasks/requests/request-card";
import { RequestCommands } from "@/components/tasks/requests/request-commands";
import { useRequest } from "@/components/tasks/requests/use-requests";
import { VerdictButtons } from "@/components/tasks/verdict/verdict-buttons";
import { VerdictCommands } from "@/components/tasks/verdict/verdict-commands";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import type { StageStatus } from "@/lib/workflows/shapes";

interface StageAnswerProps {
  task: number;
  request: number | undefined;
  status: StageStatus;
}

/** What a stage waits for from a person: an answer, with the options as buttons and keys, or a verdict. */
export function StageAnswer({ task, request, status }: StageAnswerProps) {
  if (request !== undefined) return <Asked id={request} />;
  return status === "review" ? <Verdict task={task} /> : null;
}

function Asked({ id }: { id: number }) {
  const { data: request } = useRequest(id, undefined);
  if (!request) return <Skeleton className="m-4 h-20" />;
  if (request.state !== "open") return null;
  return (
    <div className="max-h-[60%] shrink-0 overflow-y-auto border-b bg-accent-ink/3 px-4 py-4 max-lg:max-h-none">
      <RequestCard request={request} level={3} hasKeys hasLog={false} />
      <RequestCommands request={request} isOpen />
    </div>
  );
}

function Verdict({ task }: { task: number }) {
  const { data } = useTask(task);
  if (data?.task.status !== "review") return null;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-b bg-accent-ink/3 px-4 py-2.5">
      <p className="mr-auto text-sm max-sm:basis-full">Its work waits for a verdict.</p>
      <VerdictButtons task={data.task} />
      <VerdictCommands task={data.task} />
    </div>
  );
}
