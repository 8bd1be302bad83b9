import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readFan } from "@/lib/turns/fans";
import { judgeFan } from "@/lib/turns/judge";
import { FanPath, JudgeFan } from "@/lib/turns/schema";
import { FanResponse } from "@/lib/turns/shapes";

export const POST = defineRoute({
  id: "fans.judge",
  summary: "Have an agent compare the answers and pick one",
  role: "operator",
  params: FanPath,
  body: JudgeFan,
  response: FanResponse,
  handle: async ({ ctx, params, body }) => {
    await judgeFan(ctx, { id: params.id, ...body });
    return ok({ fan: await readFan(ctx, params.id) });
  },
});
