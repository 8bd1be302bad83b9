"use server";

import { headers } from "next/headers";
import { type ActionResult, act } from "@/lib/api/action";
import { ChangePassword, GivenPassword, SessionId } from "@/lib/auth/schema";
import { readSessions, type SessionWire } from "@/lib/auth/sessions/account";
import { endBrowserSession, startBrowserSession } from "@/lib/auth/sessions/browser-session";
import { proveByPassword } from "@/lib/auth/sessions/proof";
import { endSession, personOf } from "@/lib/auth/sessions/sessions";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { setPassword, signOutEverywhere } from "@/lib/auth/users/users";
import { parse } from "@/lib/http/validate";

/** Ends all of the user's sessions; this browser gets a new one. */
export async function changePasswordAction(
  input: ChangePassword,
): Promise<ActionResult<SessionWire[]>> {
  return act(async (ctx) => {
    const { password, current_password } = parse(ChangePassword, input, "form");
    const address = clientAddress(await headers());
    const changed = await setPassword(ctx, personOf(ctx).id, {
      password,
      currentPassword: current_password,
      address,
    });
    const sessionId = await startBrowserSession(ctx, changed, "password");
    return readSessions(ctx.as({ ...personOf(ctx), sessionId }));
  });
}

/** Ends one session; resolves to the remaining ones. */
export async function endSessionAction(id: string): Promise<ActionResult<SessionWire[]>> {
  return act(async (ctx) => {
    await endSession(ctx, parse(SessionId, id, "id"));
    return readSessions(ctx);
  });
}

/** Ends all of the user's sessions, including this browser's. */
export async function signOutEverywhereAction(): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await signOutEverywhere(ctx, personOf(ctx).id);
    await endBrowserSession(ctx);
    return null;
  });
}

/** Confirms the user's identity by their password. */
export async function proveAction(password: string): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    const given = parse(GivenPassword, password, "password");
    await proveByPassword(ctx, { password: given, address: clientAddress(await headers()) });
    return null;
  });
}
