import type { Actor } from "@/lib/core/actor";
import { DomainError, invalid } from "@/lib/core/errors";
import type { AgentRow } from "./row";
import { MAX_CAPABILITIES } from "./schema";

const MAX_BYTES = 65_536;

/** Keys that have their own column or that Baton writes itself. They are never stored in the `config` that clients write. */
const OWN_KEYS = ["capabilities", "connection"];

export interface ConfigPatch {
  config?: Record<string, unknown> | null;
  gateway_config?: Record<string, unknown> | null;
  capabilities?: string[] | null;
  add_capabilities?: string[];
  remove_capabilities?: string[];
}

/**
 * Merges a patch into an agent's config, key by key: `null` removes a key, a `null` config removes all of them.
 * Capabilities always go to their own column, even when sent inside `config`. Fails with `invalid` for a whole list beside
 * additions or removals, and for more capabilities than an agent may have.
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
  return { config, capabilities: changedCapabilities(before, patch, sent) };
}

/** Whether the agent leads others: people gave it the tools for that. */
export const isOrchestrator = ({ config }: Pick<AgentRow, "config">): boolean =>
  config.workshop_tools === true;

/** Fails with `forbidden` if an agent's key, whatever its scopes, changes who leads others. */
export function assertMaySetTools(
  actor: Actor,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): void {
  if (actor.kind !== "agent" || before.workshop_tools === after.workshop_tools) return;
  throw new DomainError("forbidden", "Access denied: an agent key may not change workshop_tools.", {
    fix: "ask a person to set it",
  });
}

function changedCapabilities(
  before: Pick<AgentRow, "capabilities">,
  patch: ConfigPatch,
  sent: Record<string, unknown>,
): string[] {
  const { add_capabilities: added = [], remove_capabilities: removed = [] } = patch;
  if (!changesCapabilities(patch)) return wholeCapabilities(before, patch, sent);
  if (patch.capabilities !== undefined || sent.capabilities !== undefined) {
    throw invalid("capabilities", "cannot stand beside add_capabilities and remove_capabilities", {
      fix: "send the whole list as capabilities, or only what to add and remove",
    });
  }
  const kept = before.capabilities.filter((word) => !removed.includes(word));
  const capabilities = [...new Set([...kept, ...added])];
  if (capabilities.length > MAX_CAPABILITIES) {
    throw invalid(
      "add_capabilities",
      `would give the agent ${capabilities.length} capabilities of ${MAX_CAPABILITIES}`,
      { fix: "remove some first, with remove_capabilities" },
    );
  }
  return capabilities;
}

/** Whether a patch adds or removes single capabilities. */
export const changesCapabilities = (patch: ConfigPatch): boolean =>
  patch.add_capabilities !== undefined || patch.remove_capabilities !== undefined;

function wholeCapabilities(
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
    words.length > MAX_CAPABILITIES ||
    !words.every((word) => typeof word === "string" && word.trim() !== "")
  ) {
    throw invalid("config.capabilities", "must be a list of at most 100 words");
  }
  return [...new Set(words as string[])];
}
