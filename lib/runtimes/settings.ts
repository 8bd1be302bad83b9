import { createHash } from "node:crypto";
import { PUSH_RUNTIMES } from "@/lib/agents/row";
import { config } from "@/lib/core/config";
import type { Queryable } from "@/lib/core/database";
import { unseal } from "@/lib/core/seal";
import { readSetting } from "@/lib/core/settings";
import type { Configured } from "./runtime";

/** The runtimes that an installation configures; `worker` and `pull` need no settings. */
export const SETTABLE = PUSH_RUNTIMES;
export type SettableRuntime = (typeof SETTABLE)[number];

/** How to talk to the OpenClaw gateway; `auto` uses HTTP when only that works. */
export const MODES = ["auto", "websocket", "http"] as const;
export type Mode = (typeof MODES)[number];

/** A runtime's address and key, and the source of each. */
export interface RuntimeSettings {
  name: SettableRuntime;
  baseUrl: string;
  /** In clear: never show, log or write it anywhere. */
  apiKey: string | null;
  /** A key is stored, but this installation's secret does not open it. */
  isKeyUnreadable: boolean;
  source: {
    baseUrl: "setting" | "environment" | "default";
    apiKey: "setting" | "environment" | null;
  };
  options: {
    mode: Mode;
    /** People answer here what the gateway's agents need leave for. */
    approvals: boolean;
  };
}

/** The stored settings of a runtime; absent fields come from the environment. */
export interface StoredRuntime {
  base_url?: string;
  /** Sealed for KEY_PURPOSE. */
  api_key?: string;
  mode?: Mode;
  approvals?: boolean;
}

export const KEY_PURPOSE = "runtime-key";

/** The environment variables that a setting overrides, and the default address. */
export const VARIABLES: Record<
  SettableRuntime,
  { baseUrl: string; apiKey: string; address: string; schemes: readonly string[] }
> = {
  openclaw: {
    baseUrl: "OPENCLAW_GATEWAY_URL",
    apiKey: "OPENCLAW_GATEWAY_TOKEN",
    address: "ws://127.0.0.1:18789",
    schemes: ["ws", "wss", "http", "https"],
  },
  anthropic: {
    baseUrl: "ANTHROPIC_BASE_URL",
    apiKey: "ANTHROPIC_API_KEY",
    address: "https://api.anthropic.com",
    schemes: ["http", "https"],
  },
  openai: {
    baseUrl: "OPENAI_BASE_URL",
    apiKey: "OPENAI_API_KEY",
    address: "https://api.openai.com/v1",
    schemes: ["http", "https"],
  },
};

/** The key of a runtime's row in `settings`. */
export const settingKey = (name: SettableRuntime): string => `runtime.${name}`;

/** A runtime's effective settings: the stored ones, else the environment's, else the default. */
export async function readRuntimeSettings(
  db: Queryable,
  name: SettableRuntime,
): Promise<RuntimeSettings> {
  return settingsFrom(name, await storedRuntime(db, name));
}

/** The stored part alone. */
export async function storedRuntime(db: Queryable, name: SettableRuntime): Promise<StoredRuntime> {
  return (await readSetting<StoredRuntime>(db, settingKey(name))) ?? {};
}

/** Merges the stored settings over the environment over the defaults. */
export function settingsFrom(name: SettableRuntime, stored: StoredRuntime): RuntimeSettings {
  const variables = VARIABLES[name];
  const fromEnvironment = {
    baseUrl: process.env[variables.baseUrl] || null,
    apiKey: process.env[variables.apiKey] || null,
  };
  const storedKey = stored.api_key === undefined ? null : opened(stored.api_key);
  const hasStoredKey = stored.api_key !== undefined;
  return {
    name,
    baseUrl: stored.base_url ?? fromEnvironment.baseUrl ?? variables.address,
    apiKey: hasStoredKey ? storedKey : fromEnvironment.apiKey,
    isKeyUnreadable: hasStoredKey && storedKey === null,
    source: {
      baseUrl: stored.base_url ? "setting" : fromEnvironment.baseUrl ? "environment" : "default",
      apiKey: hasStoredKey ? "setting" : fromEnvironment.apiKey ? "environment" : null,
    },
    options: { mode: stored.mode ?? "auto", approvals: stored.approvals ?? false },
  };
}

/** Null when the key was sealed under another secret, or was tampered with. */
function opened(sealed: string): string | null {
  try {
    return unseal(KEY_PURPOSE, sealed);
  } catch {
    return null;
  }
}

/**
 * The rule that an address breaks, or null. `isTyped`: a user entered it, rather than the operator in the environment.
 */
export function addressProblem(
  name: SettableRuntime,
  address: string,
  isTyped: boolean,
): string | null {
  const { schemes } = VARIABLES[name];
  const isAddress = URL.canParse(address) && /^[a-z]+:\/\/[^/]/.test(address);
  if (!isAddress || !schemes.some((scheme) => address.startsWith(`${scheme}://`))) {
    const starts = schemes.map((scheme) => `${scheme}://`);
    return `is no address that starts with ${starts.slice(0, -1).join(", ")} or ${starts.at(-1)}`;
  }
  const allowed = config.providerHosts;
  if (!isTyped || allowed === null || allowed.some((host) => isHostOf(new URL(address), host)))
    return null;
  return `is at a host that BATON_PROVIDER_HOSTS does not list (${allowed.join(", ")})`;
}

/** Matches `host`, `host:port` or `*.domain`, as listed in BATON_PROVIDER_HOSTS. */
function isHostOf({ host, hostname }: URL, listed: string): boolean {
  if (listed.startsWith("*.")) return hostname.endsWith(listed.slice(1));
  return listed === host || listed === hostname;
}

/**
 * Whether a change would send a key to an address that it was not entered for: a stored key to another typed address, or
 * the environment's key to any typed address but the environment's own.
 */
export function sendsKeyElsewhere(before: RuntimeSettings, after: RuntimeSettings): boolean {
  if (after.apiKey === null || after.source.baseUrl !== "setting") return false;
  const to = originOf(after.baseUrl);
  const isSameKey = before.source.apiKey === after.source.apiKey;
  if (isSameKey && originOf(before.baseUrl) === to) return false;
  return after.source.apiKey === "setting" || originOf(settingsFrom(after.name, {}).baseUrl) !== to;
}

/** A gateway answers WebSocket and HTTP at one address, so their schemes count as equal. */
const originOf = (address: string): string | null =>
  URL.canParse(address) ? new URL(address.replace(/^ws/, "http")).origin : null;

/**
 * Whether a runtime can be called at all, and a fingerprint that changes with its settings and reveals nothing of them.
 * A gateway may need no token, so an address is enough.
 */
export function configuredAs(settings: RuntimeSettings): Configured {
  const { name, baseUrl, apiKey, source } = settings;
  const variables = VARIABLES[name];
  const problem = addressProblem(name, baseUrl, source.baseUrl === "setting");
  if (problem !== null) {
    const called = source.baseUrl === "setting" ? "the address in Settings" : variables.baseUrl;
    return { ok: false, reason: `${called} ${problem}` };
  }
  if (settings.isKeyUnreadable) {
    return {
      ok: false,
      reason: "the stored key cannot be read with this installation's secret; enter it again",
    };
  }
  const isAddressed = name === "openclaw" && source.baseUrl !== "default";
  if (apiKey === null && !isAddressed) {
    return {
      ok: false,
      reason:
        name === "openclaw"
          ? `${variables.baseUrl} is not set, and Settings has no address of a gateway`
          : `${variables.apiKey} is not set, and Settings has no key`,
    };
  }
  const fingerprint = createHash("sha256")
    .update(
      `${baseUrl}\n${apiKey ?? ""}\n${settings.options.mode}${settings.options.approvals ? "\napprovals" : ""}`,
    )
    .digest("hex")
    .slice(0, 16);
  return { ok: true, fingerprint };
}
