import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Actor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { checkOrigin } from "@/lib/http/origin";
import { sessionCookieName } from "./session-cookie";
import { actorOfSealed } from "./sessions";

/** The request header in which proxy.ts tells a page its own address. */
export const PATH_HEADER = "x-baton-path";

/** The actor who requests this page, or null. Read once per request, however many components ask. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const sealed = (await cookies()).get(sessionCookieName(await headers()))?.value;
  return actorOfSealed(sealed, { isUse: true });
});

/** For pages and layouts: the person who is signed in. Redirects everybody else to the sign-in page, which leads back. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  const path = (await headers()).get(PATH_HEADER);
  redirect(path ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
}

/** The same as the context that queries and commands take. */
export async function pageContext(): Promise<Context> {
  return createContext(await requireActor());
}

/**
 * For server actions: the context to run commands in. Throws `unauthenticated` without a live session and `forbidden`
 * for a call from another site.
 */
export async function actionContext(): Promise<Context> {
  await checkActionOrigin();
  const actor = await currentActor();
  if (!actor) {
    throw new DomainError("unauthenticated", "Your session has ended", { fix: "sign in again" });
  }
  return createContext(actor);
}

/** Refuses a server action called from another site. Next compares Origin and Host as well; this does not rely on it. */
export async function checkActionOrigin(): Promise<void> {
  checkOrigin(new Request("http://action.invalid", { method: "POST", headers: await headers() }));
}
