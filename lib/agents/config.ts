import { invalid } from "@/lib/core/errors";
import type { AgentRow } from "./row";

const MAX_BYTES = 65_536;

/** Keys that have their own column or that Baton writes itself. They are never stored in the `config` that clients write. */
const OWN_KEYS = ["capabilities", "connection"];

export interface ConfigPatch {
  config?: Record<string, unknown> | null;
  gateway_config?: Record<string, unknown> | null;
  capabilities?: string[] | null;
}

/**
 * Merges a patch into an agent's config, key by key: `null` removes a key, a `null` config removes all of them.
 * Capabilities always go to their own column, even when sent inside `config`.
 */
export function mergedConfig(
  before: Pick<AgentRow, "config" | "capabilities">,
  patch: ConfigPatch,
): { config: Record<string, unknown>; capabilities: string[] } {
  const sent = { ...patch.gateway_config, ...patch.config };
  const { connection } = before.config;
  const kept =
    patch.config === null ? (connection === undefined ? {} : { connection }) : before.config;
  const changes = Object.entries(sent).filter(([key]) => !OWN_KEYS.includes(key));
  const merged = Object.entries({ ...kept, ...Object.fromEntries(changes) });
  const config = Object.fromEntries(
    merged.filter(([key, value]) => value !== null || !(key in sent)),
  );
  if (JSON.stringify(config).length > MAX_BYTES) {
    throw invalid(
      "config",
      `must be at most ${MAX_BYTES} bytes of JSON with what is there already`,
    );
  }
  return { config, capabilities: capabilitiesOf(before, patch, sent) };
}

function capabilitiesOf(
  before: Pick<AgentRow, "capabilities">,
  patch: ConfigPatch,
  sent: Record<string, unknown>,
): string[] {
  if (patch.capabilities !== undefined) return patch.capabilities ?? [];
  if (patch.config === null || sent.capabilities === null) return [];
  if (sent.capabilities === undefined) return before.capabilities;
  const words = sent.capabilities;
  if (
    !Array.isArray(words) ||
    words.length > 100 ||
    !words.every((word) => typeof word === "string" && word.trim() !== "")
  ) {
    throw invalid("config.capabilities", "must be a list of at most 100 words");
  }
  return [...new Set(words as string[])];
}
