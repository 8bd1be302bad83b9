"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { FormState } from "@/components/auth/form-state";
import { endBrowserSession, startBrowserSession } from "@/lib/auth/sessions/browser-session";
import { checkActionOrigin } from "@/lib/auth/sessions/current-actor";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { safeNext } from "@/lib/auth/sign-in/safe-next";
import { createFirstAdmin } from "@/lib/auth/sign-in/setup";
import { enter, signInWithPassword } from "@/lib/auth/sign-in/sign-in";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { logger } from "@/lib/core/logger";

/** The text of a form field. Files and oversized texts count as empty: the command reports what is missing. */
const Typed = z.string().max(1_000).catch("");
const SignInForm = z.object({ username: Typed, password: Typed, next: Typed });
const SignOutForm = z.object({ next: Typed });
const SetupForm = z.object({
  username: Typed,
  displayName: Typed,
  password: Typed,
  token: Typed,
});

export async function signIn(_: FormState, form: FormData): Promise<FormState> {
  const { username, password, next } = typed(SignInForm, form);
  try {
    const { ctx, address } = await openedByAnyone();
    const user = await signInWithPassword(ctx, { username, password, address });
    await startBrowserSession(ctx, user, "password");
  } catch (error) {
    return refusal(error, { username });
  }
  redirect(safeNext(next));
}

export async function createAdmin(_: FormState, form: FormData): Promise<FormState> {
  const { username, displayName, password, token } = typed(SetupForm, form);
  const values = { username, displayName };
  try {
    const { ctx, address } = await openedByAnyone();
    const admin = await createFirstAdmin(ctx, { ...values, token, password });
    await startBrowserSession(ctx, await enter(ctx, admin, "setup", address), "setup");
  } catch (error) {
    return refusal(error, values);
  }
  redirect(safeNext(null));
}

/** Ends the session on the server as well, so that copies of its cookie stop working. */
export async function signOut(form: FormData): Promise<void> {
  const { next } = typed(SignOutForm, form);
  const { ctx } = await openedByAnyone();
  await endBrowserSession(ctx);
  redirect(next ? `/sign-in?next=${encodeURIComponent(safeNext(next))}` : "/sign-in");
}

async function openedByAnyone() {
  await checkActionOrigin();
  return { ctx: createContext(systemActor("sign-in")), address: clientAddress(await headers()) };
}

function refusal(error: unknown, values: Record<string, string>): FormState {
  if (!(error instanceof DomainError)) {
    logger.error({ err: error instanceof Error ? error.message : String(error) }, "sign-in failed");
    return { error: "That is not possible at the moment. Try again in a few seconds.", values };
  }
  const { problems, retryAfterSeconds } = error.details;
  if (problems) {
    return {
      problems: Object.fromEntries(problems.map(({ field, rule }) => [field, `It ${rule}.`])),
      values,
    };
  }
  return { error: `${error.message}.`, values, retryAfterSeconds };
}

function typed<T extends z.ZodType>(schema: T, form: unknown): z.output<T> {
  return schema.parse(form instanceof FormData ? Object.fromEntries(form) : {});
}
