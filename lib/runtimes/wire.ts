import { type StoredTiers, tiersFrom } from "@/lib/agents/tiers";
import type { RuntimeState } from "./list";
import type { RuntimeSettings } from "./settings";
import type { RuntimeWire, TiersWire } from "./shapes";

/** A runtime as the API shows it: its address and whether it has a key, never the key. */
export function runtimeToWire(state: RuntimeState): RuntimeWire {
  const { settings, configured, refusal } = state;
  const reason = configured.ok ? (refusal?.reason ?? null) : configured.reason;
  return {
    name: settings.name,
    configured: configured.ok,
    reason: configured.ok ? null : configured.reason,
    base_url: shownAddress(settings.baseUrl),
    base_url_source: settings.source.baseUrl,
    api_key_set: settings.source.apiKey !== null,
    api_key_source: settings.source.apiKey,
    api_key_hint: hintOf(settings),
    options: settings.options,
    capabilities: { ...state.capabilities },
    health: {
      ok: configured.ok && refusal === null,
      reason,
      cause: refusal ? (refusal.cause ?? "configuration") : null,
      retry_at: refusal?.retry_at ? Math.floor(Date.parse(refusal.retry_at) / 1000) : null,
    },
    agents: state.agents,
    waiting: state.waiting,
  };
}

/** The end of a long key, by which its owner can recognise it. */
function hintOf({ apiKey }: RuntimeSettings): string | null {
  if (apiKey === null) return null;
  return apiKey.length >= 16 ? `…${apiKey.slice(-4)}` : "…";
}

/** Addresses from the environment may contain a password. */
function shownAddress(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (!url.username && !url.password) return address;
  url.username = url.password = "";
  return url.href;
}

/**
 * The models of the tiers: the setting for all, the stored ones, what each runtime gets, and what it would get without
 * a setting.
 */
export function tiersToWire(stored: StoredTiers): TiersWire {
  const byRuntime = (from: StoredTiers) => ({
    anthropic: tiersFrom(from, "anthropic"),
    openai: tiersFrom(from, "openai"),
    openclaw: tiersFrom(from, "openclaw"),
  });
  return {
    ...tiersFrom(stored, "worker"),
    stored,
    by_runtime: byRuntime(stored),
    fallback: { ...tiersFrom({}, "worker"), by_runtime: byRuntime({}) },
  };
}
