"use client";

import { endSessionAction } from "@/app/(app)/account/actions";
import { orThrow } from "@/components/forms/refusal";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Detail, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { SessionWire } from "@/lib/auth/sessions/account";

type SessionListProps = {
  sessions: readonly SessionWire[];
  onChanged: (sessions: SessionWire[]) => void;
};

/** The user's sessions. */
export function SessionList({ sessions, onChanged }: SessionListProps) {
  return (
    <SettingList label="Sessions">
      {sessions.map((session) => (
        <SettingRow
          key={session.id}
          title={
            <>
              <span className="min-w-0 break-words">{session.browser}</span>
              {session.is_current ? <Badge tone="accent">This browser</Badge> : null}
            </>
          }
          details={
            <>
              {session.address ? (
                <Detail>
                  <span className="font-mono">{session.address}</span>
                </Detail>
              ) : null}
              <Detail>
                Signed in <RelativeTime time={session.created_at} /> {withProvider(session)}
              </Detail>
              <Detail>
                Last used <RelativeTime time={session.last_seen_at} />
              </Detail>
              <Detail>
                Ends <RelativeTime time={session.expires_at} />
              </Detail>
            </>
          }
        >
          {session.is_current ? null : (
            <ConfirmDialog
              trigger={
                <Button size="sm" variant="danger-ghost" aria-label={`End ${session.browser}`}>
                  End
                </Button>
              }
              title={`End the session of ${session.browser}?`}
              description="That browser is signed out with its next click."
              confirmLabel="End session"
              onConfirm={async () => onChanged(await orThrow(() => endSessionAction(session.id)))}
            />
          )}
        </SettingRow>
      ))}
    </SettingList>
  );
}

function withProvider({ provider }: SessionWire): string {
  if (provider === "github") return "with GitHub";
  if (provider === "google") return "with Google";
  return "with the password";
}
