"use client";

import { type ReactNode, useId, useState } from "react";
import { signOutEverywhereAction } from "@/app/(app)/account/actions";
import { orThrow } from "@/components/forms/refusal";
import { Button } from "@/components/ui/controls/button";
import { Avatar } from "@/components/ui/display/avatar";
import { Badge } from "@/components/ui/display/badge";
import { PageHeader } from "@/components/ui/display/page-header";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { AccountWire, SessionWire } from "@/lib/auth/sessions/account";
import { ChangePasswordForm } from "./change-password-form";
import { SessionList } from "./session-list";

type AccountScreenProps = {
  account: AccountWire;
  sessions: SessionWire[];
  /** After how many hours without use a session ends. */
  idleHours: number;
};

/** The user's own account: password and sessions. */
export function AccountScreen({ account, sessions: initial, idleHours }: AccountScreenProps) {
  const [sessions, setSessions] = useState(initial);
  const [hasPassword, setHasPassword] = useState(account.has_password);
  return (
    <>
      <PageHeader title="Account" />
      <div className="flex items-center gap-3 border-b px-4 py-4">
        <Avatar name={account.display_name} kind="person" size="lg" />
        <div className="min-w-0">
          <p className="flex min-w-0 flex-wrap items-center gap-2 font-medium">
            <span className="min-w-0 break-words">{account.display_name}</span>
            <Badge tone="outline" className="capitalize">
              {account.role}
            </Badge>
          </p>
          <p className="break-words text-ink-3 text-xs">
            {account.username}
            {account.email ? ` · ${account.email}` : null}
          </p>
        </div>
      </div>
      <Section
        title="Password"
        description={
          hasPassword
            ? "A new password signs you out everywhere else."
            : "You sign in with GitHub or Google. With a password you can also sign in here."
        }
      >
        <div className="px-4 pb-5">
          <ChangePasswordForm
            username={account.username}
            hasPassword={hasPassword}
            onChanged={(left) => {
              setSessions(left);
              setHasPassword(true);
            }}
          />
        </div>
      </Section>
      <Section
        title="Sessions"
        description={`Where you are signed in. A session ends after ${inWords(idleHours)} without use.`}
        action={
          <ConfirmDialog
            trigger={<Button>Sign out everywhere</Button>}
            title="Sign out everywhere?"
            description="Every session ends, this one too. Then sign in again, here and wherever you need it."
            confirmLabel="Sign out everywhere"
            onConfirm={async () => {
              const { leavePush } = await import("@/components/sync/push/this-browser");
              await leavePush();
              await orThrow(() => signOutEverywhereAction());
              window.location.assign("/sign-in");
            }}
          />
        }
      >
        <div className="border-t">
          <SessionList sessions={sessions} onChanged={setSessions} />
        </div>
      </Section>
    </>
  );
}

type SectionProps = {
  title: string;
  description: string;
  action?: ReactNode;
  children: ReactNode;
};

function Section({ title, description, action, children }: SectionProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="border-b last:border-b-0">
      <div className="flex flex-wrap items-center gap-3 px-4 pt-5 pb-4">
        <div className="min-w-60 flex-1">
          <h2 id={heading} className="font-semibold text-sm">
            {title}
          </h2>
          <p className="mt-0.5 text-pretty text-ink-2 text-sm">{description}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

function inWords(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)} minutes`;
  if (hours % 24 === 0) return hours === 24 ? "a day" : `${hours / 24} days`;
  return hours === 1 ? "an hour" : `${hours} hours`;
}
