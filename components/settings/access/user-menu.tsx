"use client";

import { Ellipsis, KeyRound, LogOut } from "lucide-react";
import { useState } from "react";
import { signOutUserAction } from "@/app/(app)/settings/actions";
import { orThrow } from "@/components/forms/refusal";
import { withProof } from "@/components/forms/with-proof";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import type { UserWire } from "@/lib/auth/users/user-wire";
import { SetPasswordDialog } from "./set-password-dialog";

/** An admin's actions on another user's account; one's own is under Account. */
export function UserMenu({ user }: { user: UserWire }) {
  const [asking, setAsking] = useState<"password" | "sessions" | null>(null);
  const open = (what: "password" | "sessions") => requestAnimationFrame(() => setAsking(what));
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label={`Actions for ${user.display_name}`}
          className={buttonVariants({ variant: "ghost", size: "icon" })}
        >
          <Ellipsis className="size-4" />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => open("password")}>
            <KeyRound />
            Set a new password
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => open("sessions")}>
            <LogOut />
            Sign out everywhere
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
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
