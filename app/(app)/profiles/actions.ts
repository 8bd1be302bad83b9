"use server";

import { z } from "zod";
import type { AgentWire } from "@/lib/agents/shapes";
import { agentToWire } from "@/lib/agents/wire";
import { type ActionResult, act } from "@/lib/api/action";
import { RowId } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { createProfile, removeProfile, updateProfile } from "@/lib/profiles/change";
import { makeAgent } from "@/lib/profiles/make-agent";
import { profileToWire } from "@/lib/profiles/row";
import { CreateProfile, MakeAgent, ProfileName, UpdateProfile } from "@/lib/profiles/schema";
import type { ProfileWire } from "@/lib/profiles/shapes";

/** Which of the profiles of a name: that of a project, or the one for all. */
const ProfileRef = z.object({ name: ProfileName, project_id: RowId.nullable() });
type ProfileRef = z.output<typeof ProfileRef>;

export async function createProfileAction(input: unknown): Promise<ActionResult<ProfileWire>> {
  return act(async (ctx) =>
    profileToWire(await createProfile(ctx, parse(CreateProfile, input, "profile"))),
  );
}

export async function updateProfileAction(
  ref: ProfileRef,
  input: unknown,
): Promise<ActionResult<ProfileWire>> {
  return act(async (ctx) => {
    const { name, scope } = named(ref);
    const change = parse(UpdateProfile, input, "profile");
    return profileToWire(await updateProfile(ctx, name, scope, change));
  });
}

export async function removeProfileAction(ref: ProfileRef): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    const { name, scope } = named(ref);
    await removeProfile(ctx, name, scope);
    return null;
  });
}

/** Makes an agent from a profile, or renews the one of this name. */
export async function makeAgentAction(
  ref: ProfileRef,
  input: unknown,
): Promise<ActionResult<{ agent: AgentWire; created: boolean }>> {
  return act(async (ctx) => {
    const { name, scope } = named(ref);
    const made = await makeAgent(ctx, name, scope, parse(MakeAgent, input, "agent"));
    return { agent: agentToWire(made.agent), created: made.created };
  });
}

function named(ref: ProfileRef) {
  const { name, project_id } = parse(ProfileRef, ref, "profile");
  return { name, scope: project_id ?? ("all" as const) };
}
