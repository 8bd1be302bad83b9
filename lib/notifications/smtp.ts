import { authorize } from "@/lib/auth/permissions";
import { requireProof } from "@/lib/auth/sessions/proof";
import { config } from "@/lib/core/config";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { invalid } from "@/lib/core/errors";
import { seal, unseal } from "@/lib/core/seal";
import { lockSetting, readSetting, writeSetting } from "@/lib/core/settings";
import { record } from "@/lib/events/append";
import type { PutEmail } from "./schema";

/** The setting with the mail server; its password is sealed. */
const EMAIL_KEY = "notifications.email";
const PURPOSE = "smtp-password";

/** How mail leaves Baton. */
export interface MailServer {
  host: string;
  port: number;
  security: "tls" | "starttls" | "none";
  username: string | null;
  /** In clear: never show, log or write it anywhere. Null without one, or when it cannot be read. */
  password: string | null;
  hasPassword: boolean;
  from: string;
  source: "settings" | "environment";
}

type Stored = Omit<MailServer, "password" | "hasPassword" | "source"> & { password: string | null };

/** The mail server of the settings, else that of the environment; null when there is neither. */
export async function mailServer(db: Queryable): Promise<MailServer | null> {
  const stored = await readSetting<Stored>(db, EMAIL_KEY);
  if (stored === null) return fromEnvironment();
  const { password, ...rest } = stored;
  const opened = password === null ? null : openedPassword(password);
  return { ...rest, password: opened, hasPassword: password !== null, source: "settings" };
}

function openedPassword(sealed: string): string | null {
  try {
    return unseal(PURPOSE, sealed);
  } catch {
    return null;
  }
}

/** `smtps://` is TLS from the beginning; `smtp://` turns to it, unless `?security=none` says otherwise. */
function fromEnvironment(): MailServer | null {
  const { smtpUrl, smtpFrom } = config;
  if (smtpUrl === undefined || !URL.canParse(smtpUrl)) return null;
  const url = new URL(smtpUrl);
  const isTls = url.protocol === "smtps:";
  if (!isTls && url.protocol !== "smtp:") return null;
  const username = decodeURIComponent(url.username) || null;
  const password = decodeURIComponent(url.password) || null;
  const isClear = url.searchParams.get("security") === "none";
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (isTls ? 465 : 587) : Number(url.port),
    security: isTls ? "tls" : isClear ? "none" : "starttls",
    username,
    password,
    hasPassword: password !== null,
    from: smtpFrom ?? (username?.includes("@") ? username : `baton@${url.hostname}`),
    source: "environment",
  };
}

/** The mail server without its password, for admins. */
export async function readEmail(ctx: Context): Promise<MailServer | null> {
  authorize(ctx.actor, "settings.manage");
  return mailServer(ctx.db);
}

/** Where the password is sent, as whose, and whether anybody on the way can read it. */
const PASSWORD_GOES_TO = ["host", "port", "security", "username"] as const;

/**
 * Stores the mail server. The stored password is kept for the same host, port, security and user only, so that nobody has it sent to a
 * server of theirs, or in the clear. Takes a fresh proof.
 */
export async function setEmail(ctx: Context, input: PutEmail): Promise<void> {
  authorize(ctx.actor, "settings.manage");
  await requireProof(ctx);
  await ctx.transaction(async (tx) => {
    const before = await lockSetting<Stored>(tx, EMAIL_KEY);
    const { password, ...server } = input;
    const isSame =
      before !== null && PASSWORD_GOES_TO.every((field) => before[field] === server[field]);
    const kept = isSame ? (before?.password ?? null) : null;
    if (password === undefined && !isSame && before?.password)
      throw invalid(
        "password",
        "is required for another host, port, security or user; null for none",
      );
    const sealed = password === undefined ? kept : password ? seal(PURPOSE, password) : null;
    await writeSetting(tx, EMAIL_KEY, { ...server, password: sealed } satisfies Stored);
    await record(tx, {
      type: "settings.updated",
      data: { key: EMAIL_KEY, value: { host: server.host, from: server.from } },
    });
  });
}

/** Forgets the mail server of the settings: that of the environment counts again. Takes a fresh proof, as setting it does. */
export async function removeEmail(ctx: Context): Promise<void> {
  authorize(ctx.actor, "settings.manage");
  await requireProof(ctx);
  await ctx.transaction(async (tx) => {
    await lockSetting(tx, EMAIL_KEY);
    await writeSetting(tx, EMAIL_KEY, null);
    await record(tx, { type: "settings.updated", data: { key: EMAIL_KEY, value: null } });
  });
}
