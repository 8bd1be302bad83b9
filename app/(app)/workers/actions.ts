"use server";

import { type ActionResult, act } from "@/lib/api/action";
import { RowId } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { orderWorker } from "@/lib/workers/order";
import { workerToWire } from "@/lib/workers/row";
import { OrderWorker } from "@/lib/workers/schema";
import type { WorkerWire } from "@/lib/workers/shapes";

/** Tells a worker to pause, drain, stop or run again. */
export async function orderWorkerAction(
  id: number,
  order: OrderWorker,
): Promise<ActionResult<WorkerWire>> {
  return act(async (ctx) => {
    const input = parse(OrderWorker, order, "order");
    return workerToWire(await orderWorker(ctx, parse(RowId, id, "id"), input), ctx.clock.now());
  });
}
