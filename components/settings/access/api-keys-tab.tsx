"use client";

import { KeyRound, Plus } from "lucide-react";
import { revokeKeyAction } from "@/app/(app)/settings/actions";
import { orThrow } from "@/components/forms/refusal";
import { KeyList } from "@/components/keys/key-list";
import type { CreatingProps } from "@/components/settings/settings-screen";
import { useRefreshSettings } from "@/components/settings/use-settings";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { Intro } from "@/components/ui/display/setting-list";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import type { KeyWire } from "@/lib/auth/schema";
import type { ProjectWire } from "@/lib/projects/schema";
import { IssueKeyDialog } from "./issue-key-dialog";

type ApiKeysTabProps = {
  keys: readonly KeyWire[];
  projects: readonly ProjectWire[];
  origin: string;
} & CreatingProps;

/** The keys of people, scripts and agents. */
export function ApiKeysTab({
  keys,
  projects,
  origin,
  creating,
  onCreatingChange,
}: ApiKeysTabProps) {
  const refresh = useRefreshSettings();
  return (
    <>
      <Intro
        action={
          <Button variant="primary" onClick={() => onCreatingChange(true)}>
            <Plus className="size-4" />
            Create key
          </Button>
        }
      >
        For scripts, people and MCP clients. A key is shown once, when it is made. Keys with which
        an agent acts as itself are made on the agent's page.
      </Intro>
      {keys.length === 0 ? (
        <EmptyState
          icon={KeyRound}
          title="No keys"
          description="The key that Baton printed at its first start comes from the environment and is not listed."
        />
      ) : (
        <KeyList
          label="API keys"
          keys={keys}
          badges={(key) => <KeyBadges apiKey={key} />}
          revoke={async (key) => {
            await orThrow(() => revokeKeyAction(key.id));
            await refresh();
          }}
        />
      )}
      <IssueKeyDialog
        projects={projects.filter((project) => project.archived_at === null)}
        origin={origin}
        open={creating}
        onOpenChange={onCreatingChange}
      />
    </>
  );
}

function KeyBadges({ apiKey: { role, agent, project } }: { apiKey: KeyWire }) {
  return (
    <>
      <Badge tone="outline" className="capitalize">
        {role}
      </Badge>
      {agent ? <Badge tone="outline">Agent {agent}</Badge> : null}
      {project ? (
        <Badge tone="accent" className="font-mono">
          {project}
        </Badge>
      ) : null}
    </>
  );
}
