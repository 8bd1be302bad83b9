"use client";

import { KeyRound, Plus } from "lucide-react";
import { revokeKeyAction } from "@/app/(app)/settings/actions";
import { orThrow } from "@/components/forms/refusal";
import type { CreatingProps } from "@/components/settings/settings-screen";
import { useRefreshSettings } from "@/components/settings/use-settings";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Detail, Intro, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import { useNow } from "@/components/ui/display/use-now";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
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
  const now = useNow();
  const isDead = (key: KeyWire) => key.revoked_at !== null || isExpired(key, now);
  const sorted = [...keys.filter((key) => !isDead(key)), ...keys.filter(isDead)];
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
      {sorted.length === 0 ? (
        <EmptyState
          icon={KeyRound}
          title="No keys"
          description="The key that Baton printed at its first start comes from the environment and is not listed."
        />
      ) : (
        <SettingList label="API keys">
          {sorted.map((key) => (
            <KeyRow key={key.id} apiKey={key} expired={isExpired(key, now)} />
          ))}
        </SettingList>
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

function isExpired(key: KeyWire, now: number): boolean {
  return key.expires_at !== null && key.expires_at * 1000 <= now;
}

function KeyRow({ apiKey: key, expired }: { apiKey: KeyWire; expired: boolean }) {
  const refresh = useRefreshSettings();
  return (
    <SettingRow
      muted={key.revoked_at !== null || expired}
      title={
        <>
          <span className="min-w-0 break-words">{key.name}</span>
          <Badge tone="outline" className="capitalize">
            {key.role}
          </Badge>
          {key.agent ? <Badge tone="outline">Agent {key.agent}</Badge> : null}
          {key.project ? (
            <Badge tone="accent" className="font-mono">
              {key.project}
            </Badge>
          ) : null}
        </>
      }
      details={
        <>
          <Detail>
            <span className="font-mono">{key.key_prefix}…</span>
          </Detail>
          <Detail>
            Created <RelativeTime time={key.created_at} /> by {key.created_by}
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
            await orThrow(() => revokeKeyAction(key.id));
            await refresh();
          }}
        />
      )}
    </SettingRow>
  );
}
