import { createHash } from "node:crypto";
import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { type Caller, isStopping } from "@/lib/events/long-lived";
import type { EventRow } from "@/lib/events/types";
import { untilEvent } from "@/lib/events/until-event";
import type { Runtime } from "@/prisma/generated/enums";
import { findProfile, type ProfileRow } from "./row";
import type { ProfileScope } from "./schema";

export interface AgentsOfProfile {
  profile: ProfileRow;
  agents: { id: number; name: string; runtime: Runtime }[];
  version: string;
}

interface Waiting {
  seconds: number;
  /** The version that the caller knows. */
  known: string | undefined;
  signal: AbortSignal;
  caller: Caller;
}

/**
 * The live agents that are made from a profile, by name: a worker of the profile works for each of them. With `seconds` and the version of
 * the last answer it answers as soon as either has changed, or when the time is over. Index: agents_profile_id_idx.
 */
export async function agentsOfProfile(
  ctx: Context,
  name: string,
  scope: ProfileScope | undefined,
  { seconds, known, signal, caller }: Waiting,
): Promise<AgentsOfProfile> {
  authorize(ctx.actor, "profile.read");
  const read = () => readAgents(ctx, name, scope);
  const now = await read();
  if (seconds === 0 || now.version !== known || isStopping()) return now;
  const isNew = async () => (await read()).version !== known;
  await untilEvent({ seconds, signal, caller, kind: "report", isNews, isNew });
  return read();
}

const isNews = ({ type }: EventRow): boolean => /^(agent\.(?!status)|profile\.)/.test(type);

async function readAgents(
  ctx: Context,
  name: string,
  scope: ProfileScope | undefined,
): Promise<AgentsOfProfile> {
  const profile = await findProfile(ctx, name, scope);
  const agents = await ctx.db.$queryRaw<AgentsOfProfile["agents"]>`
    SELECT id, name, runtime::text AS runtime FROM agents WHERE profile_id = ${profile.id} AND deleted_at IS NULL ORDER BY name LIMIT 1000`;
  const names = createHash("sha256").update(JSON.stringify(agents)).digest("hex").slice(0, 16);
  return { profile, agents, version: `${profile.id}.${profile.version}.${names}` };
}
