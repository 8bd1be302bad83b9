import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readRun } from "@/lib/runs/queries";
import { RunPath } from "@/lib/runs/schema";
import { RunResponse } from "@/lib/runs/shapes";
import { runToWire } from "@/lib/runs/wire";

export const GET = defineRoute({
  id: "runs.read",
  summary: "Read one run",
  params: RunPath,
  response: RunResponse,
  handle: async ({ ctx, params }) => ok({ run: runToWire(await readRun(ctx, params.id)) }),
});
