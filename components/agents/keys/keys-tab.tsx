"use client";

import { useQueryClient } from "@tanstack/react-query";
import { KeyRound, Lock, Plus } from "lucide-react";
import { useState } from "react";
import { revokeAgentKeyAction } from "@/app/(app)/agents/actions";
import { useAgentKeys } from "@/components/agents/one/use-agent";
import { orThrow } from "@/components/forms/refusal";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useProjects } from "@/components/sync/data/use-projects";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Detail, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import { useNow } from "@/components/ui/display/use-now";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { AgentKeyWire, AgentWire } from "@/lib/agents/shapes";
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
            <SettingList label={`Keys of ${agent.name}`}>
              {keys.data.map((key) => (
                <KeyRow key={key.id} agent={agent} apiKey={key} />
              ))}
            </SettingList>
          </div>
        </>
      ) : null}
      <CreateKeyDialog agent={agent} origin={origin} open={creating} onOpenChange={setCreating} />
    </>
  );
}

function KeyRow({ agent, apiKey: key }: { agent: AgentWire; apiKey: AgentKeyWire }) {
  const client = useQueryClient();
  const now = useNow();
  const expired = key.expires_at !== null && key.expires_at * 1000 <= now;
  return (
    <SettingRow
      muted={key.revoked_at !== null || expired}
      title={
        <>
          <span className="min-w-0 break-words">{key.name}</span>
          {key.scopes.map((scope) => (
            <Badge key={scope} tone="outline">
              {scope}
            </Badge>
          ))}
          <KeyProject id={key.project_id} />
        </>
      }
      details={
        <>
          <Detail>
            <span className="font-mono">{key.key_prefix}…</span>
          </Detail>
          <Detail>
            Created <RelativeTime time={key.created_at ?? 0} /> by {key.created_by}
          </Detail>
          <Detail>
            {key.last_used_at === null ? (
              "Never used"
            ) : (
              <>
                Used <RelativeTime time={key.last_used_at} />
              </>
            )}
          </Detail>
          {key.expires_at !== null && key.revoked_at === null ? (
            <Detail>
              {expired ? "Expired" : "Expires"} <RelativeTime time={key.expires_at} />
            </Detail>
          ) : null}
        </>
      }
    >
      {key.revoked_at !== null ? (
        <Badge>Revoked</Badge>
      ) : expired ? (
        <Badge tone="warning">Expired</Badge>
      ) : (
        <ConfirmDialog
          trigger={
            <Button size="sm" variant="danger-ghost" aria-label={`Revoke ${key.name}`}>
              Revoke
            </Button>
          }
          title={`Revoke the key ${key.name}?`}
          description="The next call with it is refused. This cannot be undone; a new key can be made at any time."
          confirmLabel="Revoke key"
          onConfirm={async () => {
            await orThrow(() => revokeAgentKeyAction(agent.id, key.id));
            await client.invalidateQueries({ queryKey: queryKeys.agentKeysOf(agent.name) });
          }}
        />
      )}
    </SettingRow>
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
