import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { orderWorker } from "@/lib/workers/order";
import { workerToWire } from "@/lib/workers/row";
import { OrderWorker, WorkerPath } from "@/lib/workers/schema";
import { WorkerResponse } from "@/lib/workers/shapes";

export const PATCH = defineRoute({
  id: "workers.order",
  summary: "Tell a worker to pause, drain, stop or run again",
  role: "operator",
  params: WorkerPath,
  body: OrderWorker,
  response: WorkerResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ worker: workerToWire(await orderWorker(ctx, params.id, body), ctx.clock.now()) }),
});
