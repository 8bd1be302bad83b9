import type { AgentRow } from "@/lib/agents/row";
import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { isNotFound } from "@/lib/core/errors";
import { createProfile, updateProfile } from "./change";
import { type MadeAgent, makeFrom } from "./make-agent";
import { orchestratorOf } from "./orchestrator";
import { findProfile, type ProfileRow } from "./row";
import type { MakeAgent, PermissionMode, UpdateProfile } from "./schema";

/** The profile that agents are made from for which none is named. */
const DEFAULT = "default";

/**
 * Makes or renews an agent without naming a profile: from the project's profile `default`, else, for an orchestrator, as one like itself, and
 * for people as a worker's. The role comes after the profile's. Fails as `makeAgent` does.
 */
export async function createTeamAgent(ctx: Context, input: MakeAgent): Promise<MadeAgent> {
  authorize(ctx.actor, "team.make", { projectId: projectLimitOf(ctx.actor) ?? undefined });
  const leader = await orchestratorOf(ctx);
  const profile = (await defaultProfile(ctx)) ?? profileLike(leader);
  const role = [profile.role, input.role].filter((part) => part?.trim()).join("\n\n");
  return makeFrom(ctx, leader, profile, { ...input, role: role || null });
}

/** Sets what agents for which no profile is named are like, from now on. No agent's key may. */
export async function setDefaults(ctx: Context, set: UpdateProfile): Promise<ProfileRow> {
  authorize(ctx.actor, "profile.manage", { projectId: projectLimitOf(ctx.actor) ?? undefined });
  const projectId = projectLimitOf(ctx.actor);
  const known = await defaultProfile(ctx);
  if (known && known.project_id === projectId)
    return updateProfile(ctx, DEFAULT, projectId ?? "all", set);
  return createProfile(ctx, { ...set, name: DEFAULT, project_id: projectId });
}

function defaultProfile(ctx: Context): Promise<ProfileRow | null> {
  return findProfile(ctx, DEFAULT, undefined).catch((error: unknown) => {
    if (isNotFound(error)) return null;
    throw error;
  });
}

/** A profile that is not stored: the leader's own way to work, without leading others. */
function profileLike(leader: AgentRow | null): ProfileRow {
  const config = leader?.config ?? {};
  return {
    id: 0,
    name: DEFAULT,
    project_id: null,
    description: null,
    role: null,
    runtime: leader?.runtime ?? "worker",
    model: textOf(config.model),
    max_turns: numberOf(config.max_turns),
    timeout_seconds: numberOf(config.timeout_seconds),
    allowed_tools: Array.isArray(config.allowed_tools) ? config.allowed_tools.map(String) : null,
    permission_mode: textOf(config.permission_mode) as PermissionMode | null,
    budget_usd: leader?.budget_usd ?? null,
    daily_budget_usd: leader?.daily_budget_usd ?? null,
    workshop_tools: false,
    work_types: [],
    max_capacity: 1,
    version: 0,
    created_by: "",
    created_at: "",
    updated_at: "",
    agents: 0,
  };
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
const numberOf = (value: unknown): number | null => (typeof value === "number" ? value : null);
