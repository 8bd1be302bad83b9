import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { MAX_INT, numberParam } from "@/lib/core/fields";
import { ok } from "@/lib/http/respond";
import { readRun } from "@/lib/runs/queries";
import { runToWire } from "@/lib/runs/wire";

export const GET = defineRoute({
  summary: "Read one run",
  params: z.object({ id: numberParam(1, MAX_INT) }),
  handle: async ({ ctx, params }) => ok({ run: runToWire(await readRun(ctx, params.id)) }),
});
