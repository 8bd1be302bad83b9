import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readProfile, removeProfile, updateProfile } from "@/lib/profiles/change";
import { profileToWire } from "@/lib/profiles/row";
import { ProfilePath, ProfileQuery, UpdateProfile } from "@/lib/profiles/schema";
import { ProfileResponse, RemovedProfileResponse } from "@/lib/profiles/shapes";

export const GET = defineRoute({
  id: "profiles.read",
  summary: "Read a profile: the project's own one, else the one for all projects",
  params: ProfilePath,
  query: ProfileQuery,
  response: ProfileResponse,
  handle: async ({ ctx, params, query }) =>
    ok({ profile: profileToWire(await readProfile(ctx, params.name, query.project_id)) }),
});

export const PUT = defineRoute({
  id: "profiles.update",
  summary:
    "Change a profile; agents that were made from it stay as they are until they are renewed",
  role: "operator",
  params: ProfilePath,
  query: ProfileQuery,
  body: UpdateProfile,
  response: ProfileResponse,
  handle: async ({ ctx, params, query, body }) =>
    ok({ profile: profileToWire(await updateProfile(ctx, params.name, query.project_id, body)) }),
});

export const DELETE = defineRoute({
  id: "profiles.remove",
  summary: "Remove a profile; agents that were made from it stay",
  role: "operator",
  params: ProfilePath,
  query: ProfileQuery,
  response: RemovedProfileResponse,
  handle: async ({ ctx, params, query }) => {
    await removeProfile(ctx, params.name, query.project_id);
    return ok({ ok: true });
  },
});
