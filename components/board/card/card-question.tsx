"use client";

import { CirclePause } from "lucide-react";
import { waitsFor } from "@/components/tasks/requests/request-words";
import { useOpenRequests } from "@/components/tasks/requests/use-requests";

/** What the task's agent waits for; the card opens the task, where it is answered. */
export function CardQuestion({ id }: { id: number }) {
  const { data } = useOpenRequests();
  const request = data?.requests.find((one) => one.id === id);
  return (
    <span className="mt-1.5 flex items-start gap-1.5 text-ink-2 text-xs">
      <CirclePause aria-hidden className="mt-0.5 size-3 shrink-0 text-accent-ink" />
      <span dir="auto" className="line-clamp-2 min-w-0 break-words">
        <span className="font-medium text-accent-ink">
          {request ? waitsFor(request) : "Waits for an answer"}
        </span>
        {request ? `: ${request.title}` : null}
      </span>
    </span>
  );
}
