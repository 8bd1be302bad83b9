"use client";

import { RequestCard } from "./request-card";
import { RequestCommands } from "./request-commands";
import { useOpenRequests } from "./use-requests";

/** What an agent waits for, with the way to answer. Nothing while it waits for nobody. */
export function AgentRequests({ agent }: { agent: string }) {
  const { data } = useOpenRequests();
  const open = data?.requests.filter((request) => request.agent === agent) ?? [];
  const [first] = open;
  if (!first) return null;
  return (
    <section
      aria-label={`What ${agent} waits for`}
      className="border-b bg-accent-ink/3 px-4 py-4 md:px-6"
    >
      <div className="flex max-w-3xl flex-col gap-6">
        {open.map((request) => (
          <RequestCard
            key={request.id}
            request={request}
            level={2}
            withTask
            hasKeys={request === first}
          />
        ))}
      </div>
      <RequestCommands request={first} isOpen />
    </section>
  );
}
