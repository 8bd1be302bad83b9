import { defineRoute } from "@/lib/api/route";
import { revokeKey } from "@/lib/auth/keys/issue-key";
import { KeyPath, RevokedKeyResponse } from "@/lib/auth/schema";
import { toUnixSeconds } from "@/lib/core/clock";
import { ok } from "@/lib/http/respond";

export const DELETE = defineRoute({
  id: "keys.revoke",
  summary: "Revoke an API key: its next request is refused",
  role: "admin",
  params: KeyPath,
  response: RevokedKeyResponse,
  handle: async ({ ctx, params }) => {
    const { revokedAt } = await revokeKey(ctx, params.id);
    return ok({ success: true, key_id: params.id, revoked_at: toUnixSeconds(revokedAt) });
  },
});
