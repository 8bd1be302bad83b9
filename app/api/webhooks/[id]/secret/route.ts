import { defineRoute } from "@/lib/api/route";
import { toUnixSeconds } from "@/lib/core/clock";
import { ok } from "@/lib/http/respond";
import { RotateSecret, WebhookPath } from "@/lib/webhooks/schema";
import { rotateSecret } from "@/lib/webhooks/secrets";
import { NewSecretResponse } from "@/lib/webhooks/shapes";

export const POST = defineRoute({
  id: "webhooks.rotate",
  summary: "Give a webhook a new secret; the earlier one signs messages too for a while",
  role: "admin",
  params: WebhookPath,
  body: RotateSecret,
  response: NewSecretResponse,
  handle: async ({ ctx, params, body }) => {
    const { secret, oldExpiresAt } = await rotateSecret(ctx, params.id, body);
    return ok({
      success: true,
      secret,
      old_secret_expires_at: toUnixSeconds(oldExpiresAt),
      message: "New secret generated. Save it now.",
    });
  },
});
