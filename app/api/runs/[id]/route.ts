import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readRun, readRunHead } from "@/lib/runs/queries";
import { ReadRun, RunPath } from "@/lib/runs/schema";
import { RunResponse } from "@/lib/runs/shapes";
import { runToWire } from "@/lib/runs/wire";

export const GET = defineRoute({
  id: "runs.read",
  summary: "Read one run",
  params: RunPath,
  query: ReadRun,
  response: RunResponse,
  handle: async ({ ctx, params, query }) => {
    const read = query.texts ? readRun : readRunHead;
    return ok({ run: runToWire(await read(ctx, params.id)) });
  },
});
