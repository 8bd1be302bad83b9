import type { Baton } from "@/client/client";
import { usage } from "./failure";
import { type Output, outputOf } from "./output/output";
import { DEFAULT_PROFILE, readProfile } from "./profile";
import { readSettings, type Settings } from "./settings";

/** The options that every command takes. */
export interface Globals {
  url?: string;
  key?: string;
  profile?: string;
  project?: string;
  as?: string;
  json?: boolean;
  quiet?: boolean;
  timeout?: string;
}

/** What a command works with. */
export interface Session {
  readonly globals: Globals;
  readonly settings: Settings;
  readonly out: Output;
  /** Aborts at Ctrl-C. */
  readonly signal: AbortSignal;
  /** The client, loaded when it is needed first. */
  baton(): Promise<Baton>;
  /** How long one request may take, in milliseconds; undefined leaves it to the client. */
  readonly timeoutMs: number | undefined;
}

/** Opens the session of the command that was called. */
export type Open = (globals: Globals) => Session;

export function openSession(globals: Globals, signal: AbortSignal): Session {
  const settings = settingsOf(globals);
  let client: Promise<Baton> | undefined;
  return {
    globals,
    settings,
    signal,
    out: outputOf(globals),
    timeoutMs: timeoutOf(globals),
    baton() {
      client ??= Promise.all([import("@/client/client"), import("./http")]).then(
        ([{ connect }, { httpFetch }]) => connect({ ...settings, fetch: httpFetch }),
      );
      return client;
    },
  };
}

/** The settings in force: see `readSettings`. */
export function settingsOf(globals: Globals): Settings {
  const name = globals.profile ?? (process.env.MC_PROFILE?.trim() || undefined);
  const named = name === undefined ? undefined : readProfile(name);
  if (named === null)
    throw usage(
      `there is no profile "${name}" on this machine`,
      `make it: mc init --profile ${name}`,
    );
  const saved = name === undefined ? (readProfile(DEFAULT_PROFILE) ?? undefined) : undefined;
  return readSettings({ ...globals, agent: globals.as }, process.env, { named, saved });
}

function timeoutOf({ timeout }: Globals): number | undefined {
  if (timeout === undefined) return undefined;
  const seconds = Number(timeout);
  if (!(seconds > 0))
    throw usage(`--timeout ${timeout} is no number of seconds`, "such as --timeout 30");
  return seconds * 1_000;
}
