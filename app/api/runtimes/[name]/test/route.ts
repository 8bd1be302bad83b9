import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { RuntimePath, TestRuntime } from "@/lib/runtimes/schema";
import { TestedResponse } from "@/lib/runtimes/shapes";
import { testConnection } from "@/lib/runtimes/test-connection";

export const POST = defineRoute({
  id: "runtimes.test",
  summary: "Ask a runtime whether it would take a call, with settings that need not be stored",
  role: "admin",
  params: RuntimePath,
  body: TestRuntime,
  response: TestedResponse,
  longLived: true,
  handle: async ({ ctx, params, body }) => ok(await testConnection(ctx, params.name, body)),
});
