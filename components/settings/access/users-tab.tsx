"use client";

import { KeyRound, LogOut, Plus } from "lucide-react";
import { useState } from "react";
import {
  disableUserAction,
  enableUserAction,
  setRoleAction,
  signOutUserAction,
} from "@/app/(app)/settings/actions";
import { orThrow, sayFailed } from "@/components/forms/refusal";
import { withProof } from "@/components/forms/with-proof";
import type { CreatingProps } from "@/components/settings/settings-screen";
import { useRefreshSettings } from "@/components/settings/use-settings";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { SelectOne } from "@/components/ui/controls/select";
import { Avatar } from "@/components/ui/display/avatar";
import { Badge } from "@/components/ui/display/badge";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { Detail, Intro, SettingList, SettingRow } from "@/components/ui/display/setting-list";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { DropdownMenuItem } from "@/components/ui/overlays/dropdown-menu";
import { RowMenu } from "@/components/ui/overlays/row-menu";
import { toast } from "@/components/ui/overlays/toast";
import type { ActionResult } from "@/lib/api/action";
import type { UserWire } from "@/lib/auth/users/user-wire";
import { CreateUserDialog } from "./create-user-dialog";
import { ROLES } from "./roles";
import { SetPasswordDialog } from "./set-password-dialog";

/** Every user who may sign in. */
export function UsersTab({
  users,
  creating,
  onCreatingChange,
}: { users: readonly UserWire[] } & CreatingProps) {
  return (
    <>
      <Intro
        action={
          <Button variant="primary" onClick={() => onCreatingChange(true)}>
            <Plus className="size-4" />
            Create user
          </Button>
        }
      >
        Viewers read, operators work and judge, admins also manage settings, keys and users. A new
        role counts from that user's next click.
      </Intro>
      <SettingList label="Users">
        {users.map((user) => (
          <UserRow key={user.id} user={user} />
        ))}
      </SettingList>
      <CreateUserDialog open={creating} onOpenChange={onCreatingChange} />
    </>
  );
}

function UserRow({ user }: { user: UserWire }) {
  const refresh = useRefreshSettings();
  const viewer = useViewer();
  const isDisabled = user.disabled_at !== null;

  async function change(send: () => Promise<ActionResult<UserWire>>, done: string) {
    const answer = await withProof(send);
    if (!answer.ok) return sayFailed(answer, () => void change(send, done));
    toast.success(done);
    await refresh();
  }

  return (
    <SettingRow
      muted={isDisabled}
      title={
        <>
          <span className="flex min-w-0 items-center gap-2">
            <Avatar name={user.display_name} kind="person" size="sm" />
            <span className="min-w-0 break-words">{user.display_name}</span>
          </span>
          {isDisabled ? <Badge>Disabled</Badge> : null}
        </>
      }
      details={
        <>
          <Detail>{user.username}</Detail>
          {user.email ? <Detail>{user.email}</Detail> : null}
          <Detail>
            {user.last_login_at === null ? (
              "Never signed in"
            ) : (
              <>
                Signed in <RelativeTime time={user.last_login_at} />
              </>
            )}
          </Detail>
        </>
      }
    >
      <SelectOne
        label={`Role of ${user.display_name}`}
        value={user.role}
        options={ROLES}
        onValueChange={(role) =>
          void change(() => setRoleAction(user.id, role), `${user.display_name} is ${role} now`)
        }
        className="w-28"
      />
      {user.username === viewer.username ? null : <UserRowMenu user={user} />}
      {isDisabled ? (
        <Button
          size="sm"
          onClick={() =>
            void change(() => enableUserAction(user.id), `${user.display_name} may sign in again`)
          }
        >
          Enable
        </Button>
      ) : (
        <ConfirmDialog
          trigger={
            <Button size="sm" variant="danger-ghost" aria-label={`Disable ${user.display_name}`}>
              Disable
            </Button>
          }
          title={`Disable ${user.display_name}?`}
          description="They are signed out everywhere and cannot sign in until you enable them again. What they did stays."
          confirmLabel="Disable user"
          onConfirm={async () => {
            await orThrow(() => withProof(() => disableUserAction(user.id)));
            await refresh();
          }}
        />
      )}
    </SettingRow>
  );
}

/** An admin's actions on another user's account; one's own is under Account. */
function UserRowMenu({ user }: { user: UserWire }) {
  const [asking, setAsking] = useState<"password" | "sessions" | null>(null);
  const open = (what: "password" | "sessions") => requestAnimationFrame(() => setAsking(what));
  return (
    <>
      <RowMenu name={user.display_name}>
        <DropdownMenuItem onSelect={() => open("password")}>
          <KeyRound />
          Set a new password
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => open("sessions")}>
          <LogOut />
          Sign out everywhere
        </DropdownMenuItem>
      </RowMenu>
      <SetPasswordDialog
        user={user}
        open={asking === "password"}
        onOpenChange={(next) => setAsking(next ? "password" : null)}
      />
      <ConfirmDialog
        open={asking === "sessions"}
        onOpenChange={(next) => setAsking(next ? "sessions" : null)}
        title={`Sign ${user.display_name} out everywhere?`}
        description="Every browser they are signed in with has to sign in again. Their password stays."
        confirmLabel="Sign out everywhere"
        onConfirm={async () =>
          void (await orThrow(() => withProof(() => signOutUserAction(user.id))))
        }
      />
    </>
  );
}
