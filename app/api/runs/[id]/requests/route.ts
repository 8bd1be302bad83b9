import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { ask } from "@/lib/requests/ask";
import { requestToWire } from "@/lib/requests/row";
import { AskBody } from "@/lib/requests/schema";
import { AskedResponse } from "@/lib/requests/shapes";
import { RunPath } from "@/lib/runs/schema";
import { runToWire } from "@/lib/runs/wire";

export const POST = defineRoute({
  id: "runs.ask",
  summary: "Ask people on behalf of a run, which waits for the answer and costs nothing meanwhile",
  role: "operator",
  params: RunPath,
  body: AskBody,
  response: AskedResponse,
  status: [201, 200],
  handle: async ({ ctx, params, body }) => {
    const { request, run, isNew } = await ask(ctx, { runId: params.id, body });
    const answer = { request: requestToWire(request, ctx.actor), run: runToWire(run) };
    return ok(answer, { status: isNew ? 201 : 200 });
  },
});
