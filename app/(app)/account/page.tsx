import type { Metadata } from "next";
import { AccountScreen } from "@/components/account/account-screen";
import { readAccount, readSessions } from "@/lib/auth/sessions/account";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { config } from "@/lib/core/config";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const ctx = await pageContext();
  return (
    <AccountScreen
      account={await readAccount(ctx)}
      sessions={await readSessions(ctx)}
      idleHours={config.sessionIdleHours}
    />
  );
}
