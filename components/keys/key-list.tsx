"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Detail, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import { useNow } from "@/components/ui/display/use-now";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";

/** What every API key has, whoever it acts as. Times are Unix seconds. */
interface ListedKey {
  id: number;
  name: string;
  key_prefix: string;
  created_at: number | null;
  created_by: string;
  last_used_at: number | null;
  expires_at: number | null;
  revoked_at: number | null;
}

interface KeyListProps<K extends ListedKey> {
  label: string;
  keys: readonly K[];
  /** What the key may do and where, beside its name. */
  badges: (key: K) => ReactNode;
  /** Revokes the key and shows that it is revoked; throws what is to be shown when it could not. */
  revoke: (key: K) => Promise<void>;
}

/** API keys, those that still work first. */
export function KeyList<K extends ListedKey>({ label, keys, badges, revoke }: KeyListProps<K>) {
  const now = useNow();
  const isExpired = ({ expires_at }: K) => expires_at !== null && expires_at * 1000 <= now;
  const works = (key: K) => key.revoked_at === null && !isExpired(key);
  return (
    <SettingList label={label}>
      {[...keys.filter(works), ...keys.filter((key) => !works(key))].map((key) => (
        <KeyRow
          key={key.id}
          apiKey={key}
          isExpired={isExpired(key)}
          badges={badges(key)}
          onRevoke={() => revoke(key)}
        />
      ))}
    </SettingList>
  );
}

interface KeyRowProps {
  apiKey: ListedKey;
  isExpired: boolean;
  badges: ReactNode;
  onRevoke: () => Promise<void>;
}

function KeyRow({ apiKey: key, isExpired, badges, onRevoke }: KeyRowProps) {
  return (
    <SettingRow
      muted={key.revoked_at !== null || isExpired}
      title={
        <>
          <span className="min-w-0 break-words">{key.name}</span>
          {badges}
        </>
      }
      details={
        <>
          <Detail>
            <span className="font-mono">{key.key_prefix}…</span>
          </Detail>
          <Detail>
            Created {key.created_at === null ? null : <RelativeTime time={key.created_at} />} by{" "}
            {key.created_by}
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
              {isExpired ? "Expired" : "Expires"} <RelativeTime time={key.expires_at} />
            </Detail>
          ) : null}
        </>
      }
    >
      {key.revoked_at !== null ? (
        <Badge>Revoked</Badge>
      ) : isExpired ? (
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
          onConfirm={onRevoke}
        />
      )}
    </SettingRow>
  );
}
