import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { receiveHook } from "@/lib/triggers/receive";
import { HookPath } from "@/lib/triggers/schema";
import { HookResponse } from "@/lib/triggers/shapes";

export const POST = defineRoute({
  id: "hooks.receive",
  summary:
    "Send a signed message to a trigger: JSON of at most 1 MB, by Standard Webhooks or as GitHub signs",
  // The signature says who it is, and gives no right but to cause this trigger's task.
  role: "public",
  params: HookPath,
  rawBody: ["application/json"],
  // A message has an id of its own, by which it is known.
  longLived: true,
  response: HookResponse,
  status: [202, 200],
  handle: async ({ ctx, params, request }) => {
    const answer = await receiveHook(ctx, params.token, request);
    return ok(answer, { status: answer.answer === "accepted" ? 202 : 200 });
  },
});
