"use client";

import { useQueryClient } from "@tanstack/react-query";
import { KeyRound, Lock, Plus } from "lucide-react";
import { useState } from "react";
import { revokeAgentKeyAction } from "@/app/(app)/agents/actions";
import { useAgentKeys } from "@/components/agents/one/use-agent";
import { orThrow } from "@/components/forms/refusal";
import { KeyList } from "@/components/keys/key-list";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useProjects } from "@/components/sync/data/use-projects";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import type { AgentWire } from "@/lib/agents/shapes";
import { CreateKeyDialog } from "./create-key-dialog";

type KeysTabProps = { agent: AgentWire; origin: string; allowed: boolean };

/** The API keys of the agent's own program. */
export function KeysTab({ agent, origin, allowed }: KeysTabProps) {
  if (!allowed) {
    return (
      <EmptyState
        icon={Lock}
        title="Keys are for admins"
        description="Ask an admin to create or revoke a key of this agent."
      />
    );
  }
  return <Keys agent={agent} origin={origin} />;
}

function Keys({ agent, origin }: { agent: AgentWire; origin: string }) {
  const client = useQueryClient();
  const keys = useAgentKeys(agent, true);
  const [creating, setCreating] = useState(false);
  const { name } = agent;
  const create = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus className="size-4" />
      Create key
    </Button>
  );
  return (
    <>
      {keys.isPending ? <SkeletonRows count={3} label="Loading keys" /> : null}
      <ReadingProblem reading={keys} what="The keys" />
      {keys.data?.length === 0 ? (
        <EmptyState
          icon={KeyRound}
          title="No keys"
          description={`With a key of its own, ${name} polls, reports and comments as itself, and can touch nobody else's work.`}
        >
          {create}
        </EmptyState>
      ) : null}
      {keys.data && keys.data.length > 0 ? (
        <>
          <div className="flex flex-wrap items-center gap-3 px-4 py-3">
            <p className="min-w-48 flex-1 text-ink-2 text-sm">
              A key acts as {name} alone. It is shown once, when it is made; Baton keeps only its
              hash.
            </p>
            {create}
          </div>
          <div className="border-t">
            <KeyList
              label={`Keys of ${name}`}
              keys={keys.data}
              badges={(key) => (
                <>
                  {key.scopes.map((scope) => (
                    <Badge key={scope} tone="outline">
                      {scope}
                    </Badge>
                  ))}
                  <KeyProject id={key.project_id} />
                </>
              )}
              revoke={async (key) => {
                await orThrow(() => revokeAgentKeyAction(agent.id, key.id));
                await client.invalidateQueries({ queryKey: queryKeys.agentKeysOf(name) });
              }}
            />
          </div>
        </>
      ) : null}
      <CreateKeyDialog agent={agent} origin={origin} open={creating} onOpenChange={setCreating} />
    </>
  );
}

/** The project the key is limited to; renders nothing for an unlimited key. */
function KeyProject({ id }: { id: number | null }) {
  const { data: projects = [] } = useProjects();
  if (id === null) return null;
  const prefix = projects.find((project) => project.id === id)?.ticket_prefix;
  return (
    <Badge tone="accent" className="font-mono">
      {prefix ?? `project ${id}`}
    </Badge>
  );
}
