import type { NextAuthOptions, Profile, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import { sessionCookieName, sessionCookieOptions } from "@/lib/auth/sessions/session-cookie";
import {
  actorOfClaims,
  claimsOf,
  openSessionToken,
  sealSession,
  sessionSeconds,
  signOut,
  signOutAll,
  startSession,
} from "@/lib/auth/sessions/sessions";
import { systemActor } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
import { type Context, createContext } from "@/lib/core/context";
import { logger } from "@/lib/core/logger";
import { clientAddress } from "./client-address";
import { githubProfile } from "./github-profile";
import { signInWithEmail, signInWithPassword } from "./sign-in";
import { signInErrorCode } from "./sign-in-errors";

/** The sign-in providers besides the password, in the order of their buttons. */
export function oauthProviders(): { id: "github" | "google"; name: string }[] {
  return [
    ...(config.github ? [{ id: "github" as const, name: "GitHub" }] : []),
    ...(config.google ? [{ id: "google" as const, name: "Google" }] : []),
  ];
}

/** next-auth's options for one request: where it came from, and whether over https, decides some of them. */
export function authOptions(headers: Headers): NextAuthOptions {
  const ctx = createContext(systemActor("sign-in"));
  const address = clientAddress(headers);
  return {
    secret: config.secret,
    providers: providers(ctx, address),
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    session: { strategy: "jwt", maxAge: sessionSeconds() },
    jwt: {
      maxAge: sessionSeconds(),
      encode: ({ token }) => sealSession(token ?? {}),
      decode: ({ token }) => openSessionToken(token),
    },
    cookies: {
      sessionToken: { name: sessionCookieName(headers), options: sessionCookieOptions(headers) },
    },
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type !== "oauth") return true;
        try {
          const email = verifiedEmail(user, profile);
          const { id, sessionEpoch } = await signInWithEmail(ctx, {
            email,
            provider: account.provider,
            address,
          });
          // next-auth hands this same object to the jwt callback: from here on it is our user, not the provider's.
          Object.assign(user, { id: String(id), sessionEpoch });
          return true;
        } catch (error) {
          return `/sign-in?error=${signInErrorCode(error)}`;
        }
      },
      async jwt({ token, user, account }) {
        if (!user) return token;
        const { sessionEpoch } = user as SignedIn;
        // As in startBrowserSession: the session that this browser had before ends.
        await signOutAll(ctx, headers);
        return startSession(
          ctx,
          { id: Number(user.id), sessionEpoch },
          {
            provider: account?.type === "oauth" ? account.provider : "password",
            address,
            userAgent: headers.get("user-agent"),
          },
        );
      },
      async session({ session, token }) {
        const claims = claimsOf(token);
        const actor = claims && (await actorOfClaims(claims, { isUse: false, db: ctx.db }));
        if (!claims || actor?.kind !== "user") throw new Error("the session has ended");
        const { id, name, username, role } = actor;
        return {
          ...session,
          user: { id, name, username, role },
          expires: new Date(claims.expiresAt * 1000).toISOString(),
        };
      },
    },
    events: {
      async signOut({ token }) {
        const claims = claimsOf(token);
        if (claims) await signOut(ctx, claims);
        await signOutAll(ctx, headers);
      },
    },
    logger: {
      error: (code, about) =>
        logger.warn(
          { code, err: about instanceof Error ? about.message : about.error?.message },
          "next-auth",
        ),
      warn: (code) => logger.debug({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}

type SignedIn = User & { sessionEpoch: number };

function providers(ctx: Context, address: string | null): NextAuthOptions["providers"] {
  const password = CredentialsProvider({
    name: "password",
    credentials: {
      username: { label: "Username" },
      password: { label: "Password", type: "password" },
    },
    async authorize(credentials): Promise<SignedIn> {
      try {
        const user = await signInWithPassword(ctx, {
          username: String(credentials?.username ?? ""),
          password: String(credentials?.password ?? ""),
          address,
        });
        return { id: String(user.id), name: user.displayName, sessionEpoch: user.sessionEpoch };
      } catch (error) {
        throw new Error(signInErrorCode(error));
      }
    },
  });
  return [
    password,
    ...(config.github
      ? [GitHubProvider({ ...config.github, userinfo: { request: githubProfile } })]
      : []),
    ...(config.google ? [GoogleProvider(config.google)] : []),
  ];
}

/** Both providers say which addresses they have verified: GitHub's is chosen by `githubProfile`, Google's says so itself. */
function verifiedEmail(user: User, profile: Profile | undefined): string {
  const refused = (profile as { email_verified?: boolean } | undefined)?.email_verified === false;
  return refused ? "" : (user.email ?? "");
}
