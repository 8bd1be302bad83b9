import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { SetupForm } from "@/components/auth/setup-form";
import { SetupLinkHelp } from "@/components/auth/setup-link-help";
import { isSecure } from "@/lib/auth/sign-in/client-address";
import { isSetupToken, needsSetup } from "@/lib/auth/sign-in/setup";
import { createAdmin } from "../actions";

export const metadata: Metadata = { title: "Set up" };

type SetupPageProps = { searchParams: Promise<{ token?: string | string[] }> };

export default async function SetupPage({ searchParams }: SetupPageProps) {
  if (!(await needsSetup())) redirect("/sign-in");
  const token = [(await searchParams).token].flat()[0] ?? "";
  if (!isSetupToken(token)) return <SetupLinkHelp tried={token !== ""} origin={await openedAt()} />;
  return (
    <AuthCard
      title="Create the first admin"
      description="Nobody can sign in here yet. This account can add the others."
    >
      <SetupForm action={createAdmin} token={token} />
    </AuthCard>
  );
}

async function openedAt(): Promise<string> {
  const sent = await headers();
  const host = sent.get("x-forwarded-host") ?? sent.get("host") ?? "127.0.0.1:3000";
  return `${isSecure(sent) ? "https" : "http"}://${host}`;
}
