import { defineRoute } from "@/lib/api/route";
import { toUnixSeconds } from "@/lib/core/clock";
import { ok } from "@/lib/http/respond";
import { RotateTriggerSecret, TriggerPath } from "@/lib/triggers/schema";
import { rotateTriggerSecret } from "@/lib/triggers/secrets";
import { NewTriggerSecretResponse } from "@/lib/triggers/shapes";

export const POST = defineRoute({
  id: "triggers.rotate",
  summary: "Give a hook a new secret; the earlier one is accepted too for a while",
  role: "admin",
  params: TriggerPath,
  body: RotateTriggerSecret,
  response: NewTriggerSecretResponse,
  handle: async ({ ctx, params, body }) => {
    const { secret, oldExpiresAt } = await rotateTriggerSecret(ctx, params.id, body);
    return ok({ secret, old_secret_expires_at: toUnixSeconds(oldExpiresAt) });
  },
});
