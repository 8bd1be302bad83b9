import { usage } from "./failure";
import type { Profile } from "./profile";

/** Baton's address and the caller. */
export interface Settings {
  /** Without a trailing slash. */
  url: string;
  key: string | null;
  /** A project's id, slug or ticket prefix, for commands that work in one. */
  project: string | null;
  /** The agent that a general key acts for. */
  agent: string | null;
}

export interface SettingOptions {
  url?: string;
  key?: string;
  project?: string;
  /** `--as`, or `--agent` of `mc mcp`. */
  agent?: string;
}

type Environment = Record<string, string | undefined>;

export const DEFAULT_URL = "http://127.0.0.1:3000";

/**
 * An option counts before a profile that was asked for by name, that before the environment, and the environment before the
 * default profile: so a script's environment is not changed by what a person once saved on the machine.
 */
export function readSettings(
  options: SettingOptions,
  env: Environment = process.env,
  profiles: { named?: Profile; saved?: Profile } = {},
): Settings {
  const { named, saved } = profiles;
  const pick = (
    option: string | undefined,
    name: Exclude<keyof Profile, "worker">,
    ...variables: string[]
  ) => {
    const set = variables.map((variable) => env[variable]?.trim()).find(Boolean);
    return option?.trim() || named?.[name] || set || saved?.[name] || null;
  };
  // BATON_URL is what the server itself calls the address at which agents reach it.
  const url = pick(options.url, "url", "MC_URL", "BATON_URL") ?? DEFAULT_URL;
  // A saved key belongs to the saved address: it is not sent to another one that an option or a variable names.
  const isElsewhere = saved?.url !== undefined && addressOf(url) !== addressOf(saved.url);
  const own = isElsewhere ? { named } : { named, saved };
  return {
    url: addressOf(url),
    key: sendable(
      options.key?.trim() || own.named?.key || env.MC_API_KEY?.trim() || own.saved?.key || null,
    ),
    project: pick(options.project, "project", "MC_PROJECT"),
    agent: pick(options.agent, "agent", "MC_AGENT"),
  };
}

/** A key as it can be sent; one with spaces or line ends in it is a mistake, and must not be shown in an error. */
function sendable(key: string | null): string | null {
  if (key === null || /^[\x21-\x7e]+$/.test(key)) return key;
  throw usage(
    "the API key has characters that no key has",
    "set it to one line of letters and digits",
  );
}

/** Who a key belongs to, as its beginning says: a run, an agent, or a person or script. */
export function kindOfKey(key: string | null): "run" | "agent" | "general" {
  if (key?.startsWith("mcr_")) return "run";
  return key?.startsWith("mca_") ? "agent" : "general";
}

/** The address without a trailing slash; `http://` is put before one that has no scheme. */
export function addressOf(text: string): string {
  const address = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(address)) {
    throw usage(`"${text}" is not an address`, `give the address of Baton, such as ${DEFAULT_URL}`);
  }
  return address.replace(/\/+$/, "");
}
