import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { createProfile, listProfiles } from "@/lib/profiles/change";
import { profileToWire } from "@/lib/profiles/row";
import { CreateProfile, ProfileQuery } from "@/lib/profiles/schema";
import { ProfileListResponse, ProfileResponse } from "@/lib/profiles/shapes";

export const GET = defineRoute({
  id: "profiles.list",
  summary: "List the profiles from which agents are made, by name",
  query: ProfileQuery,
  response: ProfileListResponse,
  handle: async ({ ctx, query }) => {
    const profiles = await listProfiles(ctx, query.project_id);
    return ok({ profiles: profiles.map(profileToWire) });
  },
});

export const POST = defineRoute({
  id: "profiles.create",
  summary: "Create a profile: how the agents that are made from it work",
  role: "operator",
  body: CreateProfile,
  response: ProfileResponse,
  status: 201,
  handle: async ({ ctx, body }) =>
    created({ profile: profileToWire(await createProfile(ctx, body)) }),
});
