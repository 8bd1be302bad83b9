import type { Metadata } from "next";
import { AccountScreen } from "@/components/account/account-screen";
import { readAccount, readSessions } from "@/lib/auth/account";
import { pageContext } from "@/lib/auth/current-actor";
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
