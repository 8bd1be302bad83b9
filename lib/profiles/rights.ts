import type { AgentRow } from "@/lib/agents/row";
import { DomainError, invalid } from "@/lib/core/errors";
import type { ProfileRow } from "./row";
import { type MakeAgent, PERMISSION_MODES, type PermissionMode } from "./schema";

/** How an agent that is made works, after profile, overrides and the rights of whoever makes it. */
export interface Settings {
  role: string | null;
  model: string | null;
  max_turns: number | null;
  timeout_seconds: number | null;
  allowed_tools: string[] | null;
  permission_mode: PermissionMode | null;
  budget_usd: number | null;
  daily_budget_usd: number | null;
  max_capacity: number;
}

/** What the profile says, with what is given in its place. Null takes a setting away. */
export function settingsOf(profile: ProfileRow, given: Omit<MakeAgent, "name">): Settings {
  const of = <K extends keyof Omit<Settings, "max_capacity">>(key: K): Settings[K] =>
    (given[key] === undefined ? profile[key] : given[key]) as Settings[K];
  return {
    role: of("role"),
    model: of("model"),
    max_turns: of("max_turns"),
    timeout_seconds: of("timeout_seconds"),
    allowed_tools: of("allowed_tools"),
    permission_mode: of("permission_mode"),
    budget_usd: of("budget_usd"),
    daily_budget_usd: of("daily_budget_usd"),
    max_capacity: given.max_capacity ?? profile.max_capacity,
  };
}

const LIMITS = [
  "max_turns",
  "timeout_seconds",
  "budget_usd",
  "daily_budget_usd",
  "max_capacity",
] as const;

/**
 * The settings that an orchestrator may give: people have decided on the profile, so it may narrow that and never widen it, and no
 * agent has a bigger budget, or is asked less, than the one that made it. Fails with `invalid` for a wider limit and with `forbidden` for
 * rights beyond its own. Pure.
 */
export function withinRights(
  leader: Pick<AgentRow, "name" | "config" | "budget_usd" | "daily_budget_usd">,
  profile: ProfileRow,
  settings: Settings,
): Settings {
  for (const field of LIMITS) {
    const [most, wanted] = [profile[field], settings[field]];
    if (most !== null && (wanted === null || wanted > most))
      throw invalid(field, `must be at most ${most}, as in the profile ${profile.name}`);
  }
  if (settings.model !== profile.model && settings.model !== leader.config.model)
    throw invalid("model", `must be that of the profile ${profile.name}, or your own`);
  assertTools(profile, settings);
  assertMode(leader, profile, settings);
  return {
    ...settings,
    budget_usd: least(settings.budget_usd, leader.budget_usd),
    daily_budget_usd: least(settings.daily_budget_usd, leader.daily_budget_usd),
  };
}

function assertTools(profile: ProfileRow, { allowed_tools }: Settings): void {
  const known = profile.allowed_tools;
  if (known === null) return;
  const other = (allowed_tools ?? ["every tool"]).find((tool) => !known.includes(tool));
  if (other === undefined) return;
  throw invalid(
    "allowed_tools",
    `cannot have ${other}, which the profile ${profile.name} does not allow`,
  );
}

function assertMode(
  leader: Pick<AgentRow, "name" | "config">,
  profile: ProfileRow,
  { permission_mode: mode }: Settings,
): void {
  if (rankOf(mode) > rankOf(profile.permission_mode))
    throw invalid(
      "permission_mode",
      `must not let it do more than the profile ${profile.name} does`,
    );
  if (mode !== "bypass_permissions" || leader.config.permission_mode === mode) return;
  throw new DomainError(
    "forbidden",
    `Access denied: ${leader.name} is asked for permission itself, and may not make an agent that never is.`,
    { fix: "use another profile, or send a narrower permission_mode" },
  );
}

/** Without a mode a program asks as it does by default. */
const rankOf = (mode: PermissionMode | null): number => PERMISSION_MODES.indexOf(mode ?? "default");

const least = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);
