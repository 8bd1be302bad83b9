import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { pickAnswer, readFan } from "@/lib/turns/fans";
import { FanPath, PickAnswer } from "@/lib/turns/schema";
import { FanResponse } from "@/lib/turns/shapes";

export const POST = defineRoute({
  id: "fans.pick",
  summary: "Pick one of the answers, with the reason",
  role: "operator",
  params: FanPath,
  body: PickAnswer,
  response: FanResponse,
  handle: async ({ ctx, params, body }) => {
    await pickAnswer(ctx, { id: params.id, ...body });
    return ok({ fan: await readFan(ctx, params.id) });
  },
});
