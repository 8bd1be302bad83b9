import { defineRoute } from "@/lib/api/route";
import { beginClaimed } from "@/lib/dispatch/begin-claimed";
import { ok } from "@/lib/http/respond";
import { RunPath } from "@/lib/runs/schema";
import { BegunRunResponse } from "@/lib/runs/shapes";
import { runToWire } from "@/lib/runs/wire";
import { begunExtras } from "@/lib/workshop/begun";

export const POST = defineRoute({
  id: "runs.begin",
  summary: "Begin a claimed run: its prompt, the agent's SOUL, and a key for this run alone",
  role: "operator",
  params: RunPath,
  response: BegunRunResponse,
  handle: async ({ ctx, params }) => {
    const begun = await beginClaimed(ctx, params.id);
    const { run, prompt, system, model, key, conversation, history, timeoutSeconds } = begun;
    const { resumes } = begun;
    return ok({
      run: runToWire(run),
      prompt,
      system,
      model,
      api_key: key,
      conversation,
      history,
      timeout_seconds: timeoutSeconds,
      resumes: resumes && { ...resumes.session, told: resumes.told },
      ...(await begunExtras(ctx, run)),
    });
  },
});
