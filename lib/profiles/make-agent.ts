import { changeAgent } from "@/lib/agents/change";
import type { AgentColumns } from "@/lib/agents/columns";
import { agentEvent } from "@/lib/agents/event";
import { lockAgent } from "@/lib/agents/find";
import { givenByPeople, isPeoples, keepingPeoples } from "@/lib/agents/gates";
import { insertHeir } from "@/lib/agents/inherited";
import { assertHasModel } from "@/lib/agents/model";
import { withinOwn } from "@/lib/agents/own-bounds";
import type { AgentRow } from "@/lib/agents/row";
import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, isNotFound } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { clearDispatchBlocks, recheckDispatchBlocks } from "@/lib/runs/dispatch-blocks";
import { orchestratorOf } from "./orchestrator";
import { type Settings, settingsOf, withinRights } from "./rights";
import { findProfile, type ProfileRow } from "./row";
import type { MakeAgent, ProfileScope } from "./schema";

/** How many agents one orchestrator may have in its team. */
export const TEAM_SIZE = 20;

export interface MadeAgent {
  agent: AgentRow;
  /** False for one that was there, and is renewed. */
  created: boolean;
}

/**
 * Makes an agent from a profile, or renews one that was made from a profile: its role and settings become the profile's, with what is
 * given in their place. Fails with `not_found` for an unknown profile and `conflict` for the name of an agent that was set up by hand. An
 * orchestrator makes and renews agents of its own team only, at most `TEAM_SIZE`, and none with more than its own rights.
 */
export async function makeAgent(
  ctx: Context,
  profileName: string,
  scope: ProfileScope | undefined,
  input: MakeAgent,
): Promise<MadeAgent> {
  authorize(ctx.actor, "team.make", { projectId: projectLimitOf(ctx.actor) ?? undefined });
  const leader = await orchestratorOf(ctx);
  const profile = await findProfile(ctx, profileName, scope);
  return makeFrom(ctx, leader, profile, input);
}

/** The same from any profile, stored or not. The caller has authorised it. */
export async function makeFrom(
  ctx: Context,
  leader: AgentRow | null,
  profile: ProfileRow,
  { name, ...given }: MakeAgent,
): Promise<MadeAgent> {
  const wished = settingsOf(profile, given);
  const settings = leader ? withinRights(leader, profile, wished) : wished;
  const set = await withinOwn(ctx, null, columnsOf(profile, settings));
  await assertHasModel(ctx.db, { runtime: profile.runtime, config: set.config ?? {} });
  return ctx.transaction(async (tx) => {
    // Those of one team are made one after the other, so that they are counted.
    if (leader) await lockAgent(tx.db, leader.id);
    const found = await lockAgent(tx.db, name).catch(nullIfNone);
    const before = found?.name === name ? found : null;
    const gave = givenByPeople(tx.actor, given);
    if (before) return { agent: await renew(tx, leader, before, set, gave), created: false };
    if (leader) await assertRoomInTeam(tx, leader);
    const made = { ...set, made_by_id: leader?.id ?? null };
    const born = { ...made, name, source: "manual" as const, status: "offline" };
    const agent = await insertHeir(tx, born, gave);
    if (!agent) throw taken(name);
    await record(tx, agentEvent("agent.created", agent, madeBy(profile, leader)));
    return { agent, created: true };
  });
}

const madeBy = (profile: ProfileRow, leader: AgentRow | null) => ({
  profile: profile.name,
  ...(leader ? { made_by: leader.name } : {}),
});

function nullIfNone(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}

async function renew(
  tx: TxContext,
  leader: AgentRow | null,
  before: AgentRow,
  wanted: AgentColumns,
  gave: string[],
): Promise<AgentRow> {
  if (before.profile === null && before.source !== "observed") throw taken(before.name);
  if (leader && before.made_by_id !== leader.id) {
    throw new DomainError(
      "forbidden",
      `Access denied: ${before.name} is not of ${leader.name}'s team.`,
      { fix: "choose another name" },
    );
  }
  if (tx.actor.kind === "agent" && tx.actor.agentId === before.id) {
    throw new DomainError("forbidden", `Access denied: ${before.name} may not renew itself.`, {
      fix: "ask a person or use an operator's key that belongs to no agent",
    });
  }
  await assertInProject(tx, before);
  // A person begins anew with the profile; an agent leaves what people set.
  const set = isPeoples(tx.actor)
    ? { ...wanted, set_by_people: gave }
    : keepingPeoples(before, wanted);
  const { connection } = before.config;
  const config = { ...set.config, ...(connection === undefined ? {} : { connection }) };
  const after = await changeAgent(tx, before, { ...set, config, source: "manual" });
  await recheckDispatchBlocks(tx, { agent: before.name });
  await clearDispatchBlocks(tx, before.name);
  return after;
}

/** A key that is limited to a project renews what was made from that project's profiles. */
async function assertInProject(tx: TxContext, { name, profile_id }: AgentRow): Promise<void> {
  const limit = projectLimitOf(tx.actor);
  if (limit === null || tx.actor.kind === "agent") return;
  const [profile] = await tx.db.$queryRaw<{ project_id: number | null }[]>`
    SELECT project_id FROM profiles WHERE id = ${profile_id}::int`;
  if (profile?.project_id === limit) return;
  throw new DomainError(
    "forbidden",
    `Access denied: this key is limited to one project, and agent ${name} works beyond it.`,
    { fix: "choose another name, or use a key that is not limited" },
  );
}

/** Index: agents_team_idx. */
async function assertRoomInTeam(tx: TxContext, leader: AgentRow): Promise<void> {
  const [team] = await tx.db.$queryRaw<{ size: number }[]>`
    SELECT count(*)::int AS size FROM agents WHERE made_by_id = ${leader.id} AND deleted_at IS NULL`;
  if ((team?.size ?? 0) < TEAM_SIZE) return;
  throw new DomainError("conflict", `${leader.name}'s team has ${TEAM_SIZE} agents already`, {
    reason: "team_full",
    fix: "dismiss one first, or renew one by its name",
  });
}

function columnsOf(profile: ProfileRow, settings: Settings): AgentColumns {
  const { timeout_seconds: timeout } = settings;
  const config = {
    model: settings.model,
    max_turns: settings.max_turns,
    timeout_seconds: timeout,
    dispatchTimeoutMinutes: timeout === null ? null : Math.ceil(timeout / 60),
    allowed_tools: settings.allowed_tools,
    permission_mode: settings.permission_mode,
    work_types: profile.work_types.length > 0 ? profile.work_types : null,
    workshop_tools: profile.workshop_tools || null,
  };
  return {
    role: profile.name,
    runtime: profile.runtime,
    soul_content: settings.role,
    config: Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null)),
    capabilities: [],
    max_capacity: settings.max_capacity,
    capacity_is_set: true,
    budget_usd: settings.budget_usd,
    daily_budget_usd: settings.daily_budget_usd,
    // One that is not stored has no id.
    profile_id: profile.id > 0 ? profile.id : null,
    profile: profile.name,
  };
}

const taken = (name: string): DomainError =>
  new DomainError("conflict", `There is an agent ${name} that was not made from a profile`, {
    fix: "choose another name, or delete that agent first",
  });
