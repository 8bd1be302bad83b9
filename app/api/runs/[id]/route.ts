import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { authorize } from "@/lib/auth/permissions";
import { notFound } from "@/lib/core/errors";
import { MAX_INT, numberParam } from "@/lib/core/fields";
import { ok } from "@/lib/http/respond";
import { findRun } from "@/lib/runs/queries";
import { runToWire } from "@/lib/runs/wire";

export const GET = defineRoute({
  summary: "Read one run",
  params: z.object({ id: numberParam(1, MAX_INT) }),
  handle: async ({ ctx, params }) => {
    const run = await findRun(ctx.db, params.id);
    if (!run) throw notFound("Run");
    authorize(ctx.actor, "task.read", { projectId: run.project_id ?? undefined });
    return ok({ run: runToWire(run) });
  },
});
