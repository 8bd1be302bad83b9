import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { WhyWorkerResponse } from "@/lib/why/shapes";
import { whyWorker } from "@/lib/why/worker";
import { WorkerPath } from "@/lib/workers/schema";

export const GET = defineRoute({
  id: "workers.why",
  summary: "Why a worker claims nothing new now, or what it does",
  params: WorkerPath,
  response: WhyWorkerResponse,
  handle: async ({ ctx, params }) => ok(await whyWorker(ctx, params.id)),
});
