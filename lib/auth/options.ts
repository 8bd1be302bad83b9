import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import GitHubProvider, { type GithubProfile } from "next-auth/providers/github";
import GoogleProvider, { type GoogleProfile } from "next-auth/providers/google";
import { systemActor } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
import { createContext } from "@/lib/core/context";
import { database } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { logger } from "@/lib/core/logger";
import { clientAddress, isSecure } from "./client-address";
import {
  actorOfClaims,
  claimsOf,
  newSessionToken,
  openSession,
  revokeSession,
  SESSION_COOKIE,
  SESSION_SECONDS,
  sealSession,
  sessionCookieOptions,
} from "./sessions";
import { signInErrorCode } from "./sign-in-errors";
import { signInWithEmail, signInWithPassword } from "./sign-in";

/** The sign-in providers besides the password, in the order of their buttons. */
export function oauthProviders(): { id: "github" | "google"; name: string }[] {
  return [
    ...(config.github ? [{ id: "github" as const, name: "GitHub" }] : []),
    ...(config.google ? [{ id: "google" as const, name: "Google" }] : []),
  ];
}

/** next-auth's options for one request: the address it came from and whether over https decide some of them. */
export function authOptions(headers: Headers): NextAuthOptions {
  // The installation is opened under whatever address reaches it, so links are made from the request's own host.
  process.env.AUTH_TRUST_HOST ??= "true";
  const ctx = createContext(systemActor("sign-in"));
  const address = clientAddress(headers);
  return {
    secret: config.secret,
    providers: providers(address),
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    jwt: {
      maxAge: SESSION_SECONDS,
      encode: ({ token }) => sealSession(token ?? {}),
      decode: async ({ token }) => {
        const claims = await openSession(token);
        return claims && { ...claimsToToken(claims) };
      },
    },
    cookies: { sessionToken: { name: SESSION_COOKIE, options: sessionCookieOptions(isSecure(headers)) } },
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type !== "oauth") return true;
        const email = verifiedEmail(account.provider, profile);
        if (!email) return "/sign-in?error=NoAccount";
        try {
          const entered = await signInWithEmail(ctx, { email, provider: account.provider, address });
          Object.assign(user, { id: String(entered.id), sessionEpoch: entered.sessionEpoch });
          return true;
        } catch (error) {
          return `/sign-in?error=${signInErrorCode(error)}`;
        }
      },
      async jwt({ token, user }) {
        if (!user) return token;
        const { id, sessionEpoch } = user as { id: string; sessionEpoch: number };
        return newSessionToken({ id: Number(id), sessionEpoch });
      },
      async session({ session, token }) {
        const claims = claimsOf(token);
        const actor = claims && (await actorOfClaims(claims, database()));
        if (actor?.kind !== "user") throw new Error("the session has ended");
        const { id, name, username, role } = actor;
        return { ...session, user: { id, name, username, role }, expires: new Date(claims!.expiresAt * 1000).toISOString() };
      },
    },
    events: {
      async signOut({ token }) {
        const claims = claimsOf(token);
        if (claims) await revokeSession(ctx, claims);
      },
    },
    logger: {
      error: (code, metadata) => logger.error({ code, err: errorText(metadata) }, "next-auth"),
      warn: (code) => logger.debug({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}

function providers(address: string | null): NextAuthOptions["providers"] {
  const list: NextAuthOptions["providers"] = [
    CredentialsProvider({
      name: "password",
      credentials: { username: { label: "Username" }, password: { label: "Password", type: "password" } },
      async authorize(credentials) {
        try {
          const user = await signInWithPassword(createContext(systemActor("sign-in")), {
            username: String(credentials?.username ?? ""),
            password: String(credentials?.password ?? ""),
            address,
          });
          return { id: String(user.id), name: user.displayName, sessionEpoch: user.sessionEpoch };
        } catch (error) {
          throw new Error(signInErrorCode(error));
        }
      },
    }),
  ];
  if (config.github) list.push(GitHubProvider({ ...config.github, userinfo: githubUserinfo }));
  if (config.google) list.push(GoogleProvider(config.google));
  return list;
}
