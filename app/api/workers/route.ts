import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listWorkers } from "@/lib/workers/list";
import { reportWorker } from "@/lib/workers/report";
import { workerToWire } from "@/lib/workers/row";
import { ListWorkers, ReportWorker } from "@/lib/workers/schema";
import { WorkerListResponse, WorkerReportResponse } from "@/lib/workers/shapes";

export const GET = defineRoute({
  id: "workers.list",
  summary: "List the processes that work under agents' names, and what each is doing",
  query: ListWorkers,
  response: WorkerListResponse,
  handle: async ({ ctx, query }) => {
    const now = ctx.clock.now();
    return ok({
      workers: (await listWorkers(ctx, query)).map((worker) => workerToWire(worker, now)),
    });
  },
});

export const POST = defineRoute({
  id: "workers.report",
  summary: "Give a worker's sign of life, and wait for orders and for the end of its runs",
  role: "operator",
  body: ReportWorker,
  response: WorkerReportResponse,
  longLived: true,
  pool: "queue",
  handle: async ({ ctx, body, request, caller }) => {
    const { worker, runs, messages, unpicked } = await reportWorker(
      ctx,
      body,
      request.signal,
      caller,
    );
    return ok({
      worker: workerToWire(worker, ctx.clock.now()),
      runs,
      messages: messages.map(({ is_new: _, ...waiting }) => waiting),
      unpicked,
    });
  },
});
