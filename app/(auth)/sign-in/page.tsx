import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { OauthButtons } from "@/components/auth/oauth-buttons";
import { SignInForm } from "@/components/auth/sign-in-form";
import { currentActor } from "@/lib/auth/sessions/current-actor";
import { sessionCookieName } from "@/lib/auth/sessions/session-cookie";
import { oauthProviders } from "@/lib/auth/sign-in/options";
import { safeCallback, safeNext } from "@/lib/auth/sign-in/safe-next";
import { needsSetup } from "@/lib/auth/sign-in/setup";
import { signInErrorMessage } from "@/lib/auth/sign-in/sign-in-errors";
import { signIn } from "../actions";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const query = await searchParams;
  const one = (name: string) => [query[name]].flat()[0];
  const next = one("next") ? safeNext(one("next")) : safeCallback(one("callbackUrl"));
  const error = one("error");
  if (await currentActor()) redirect(next);
  if (await needsSetup()) redirect("/setup");
  const providers = oauthProviders();
  const hasEnded = (await cookies()).has(sessionCookieName(await headers()));
  return (
    <AuthCard
      title="Sign in"
      description={hasEnded ? "Your session has ended. Sign in again to go on." : undefined}
    >
      <SignInForm action={signIn} next={next} initialError={error && signInErrorMessage(error)} />
      {providers.length > 0 ? <OauthButtons providers={providers} next={next} /> : null}
    </AuthCard>
  );
}
