"use client";

import { CircleUser, Clock, Keyboard, LogOut } from "lucide-react";
import { useRef } from "react";
import { runCommand } from "@/components/shell/keys/command-registry";
import { Avatar } from "@/components/ui/display/avatar";
import { toggleExactTimes, useExactTimes } from "@/components/ui/display/relative-time";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/overlays/dropdown-menu";
import { ThemeChoices } from "./theme-switch";

export type ShellUser = { name: string; email?: string; role: "viewer" | "operator" | "admin" };

type UserMenuProps = {
  user: ShellUser;
  /** A server action. */
  signOut: (form: FormData) => void | Promise<void>;
};

export function UserMenu({ user, signOut }: UserMenuProps) {
  const exactTimes = useExactTimes();
  const form = useRef<HTMLFormElement>(null);
  return (
    <>
      {/* Outside the menu, which is gone from the page before the form could be sent. */}
      <form ref={form} action={signOut} hidden />
      <DropdownMenu>
        <DropdownMenuTrigger
          aria-label={`Account: ${user.name}`}
          className="flex size-8 items-center justify-center rounded-full pointer-coarse:size-10"
        >
          <Avatar name={user.name} kind="person" size="md" />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="min-w-56">
          <div className="px-2 py-1.5">
            <p className="truncate font-medium text-sm">{user.name}</p>
            <p className="truncate text-ink-3 text-xs">
              {user.email ? `${user.email} · ` : null}
              <span className="capitalize">{user.role}</span>
            </p>
          </div>
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={() => runCommand("go.account")}>
            <CircleUser className="text-ink-3" />
            Account
          </DropdownMenuItem>
          <DropdownMenuItem
            keys="?"
            className="pointer-coarse:hidden"
            onSelect={() => afterMenu("shortcuts.open")}
          >
            <Keyboard className="text-ink-3" />
            Keyboard shortcuts
          </DropdownMenuItem>
          <DropdownMenuItem keys="shift+t" onSelect={toggleExactTimes}>
            <Clock className="text-ink-3" />
            {exactTimes ? "Show how long ago" : "Show exact times"}
          </DropdownMenuItem>
          <div className="sm:hidden">
            <DropdownMenuLabel>Theme</DropdownMenuLabel>
            <ThemeChoices />
            <DropdownMenuSeparator />
          </div>
          <DropdownMenuItem
            onSelect={async () => {
              const { leavePush } = await import("@/components/sync/push/this-browser");
              await leavePush();
              form.current?.requestSubmit();
            }}
          >
            <LogOut className="text-ink-3" />
            Sign out
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
    </>
  );
}

/** A dialog can take the focus only after the menu has given it back. */
function afterMenu(command: string) {
  requestAnimationFrame(() => runCommand(command));
}
