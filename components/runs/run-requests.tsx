"use client";

import { RequestCard } from "@/components/tasks/requests/request-card";
import { RequestCommands } from "@/components/tasks/requests/request-commands";
import type { RequestWire } from "@/lib/requests/shapes";

/** What the run waits for, with the way to answer. */
export function RunRequests({ requests }: { requests: readonly RequestWire[] }) {
  const [first] = requests;
  if (!first) return null;
  return (
    <section
      aria-label="What it waits for"
      className="max-h-[60%] shrink-0 overflow-y-auto border-b bg-accent-ink/3 px-4 py-4 max-lg:max-h-none"
    >
      <div className="flex max-w-3xl flex-col gap-6">
        {requests.map((request) => (
          <RequestCard
            key={request.id}
            request={request}
            level={2}
            hasKeys={request === first}
            hasLog={false}
          />
        ))}
      </div>
      <RequestCommands request={first} isOpen />
    </section>
  );
}
