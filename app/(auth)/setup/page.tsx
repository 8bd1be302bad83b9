import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { SetupForm } from "@/components/auth/setup-form";
import { SetupLinkHelp } from "@/components/auth/setup-link-help";
import { isSetupToken, needsSetup } from "@/lib/auth/setup";
import { createAdmin } from "../actions";

export const metadata: Metadata = { title: "Set up" };

type SetupPageProps = { searchParams: Promise<{ token?: string | string[] }> };

export default async function SetupPage({ searchParams }: SetupPageProps) {
  if (!(await needsSetup())) redirect("/sign-in");
  const token = [(await searchParams).token].flat()[0] ?? "";
  if (!isSetupToken(token)) return <SetupLinkHelp tried={token !== ""} />;
  return (
    <AuthCard title="Create the first admin" description="Nobody can sign in here yet. This account can add the others.">
      <SetupForm action={createAdmin} token={token} />
    </AuthCard>
  );
}
