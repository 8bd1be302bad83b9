import { defineRoute } from "@/lib/api/route";
import { alias } from "@/lib/http/define-route";
import { ok } from "@/lib/http/respond";
import { updateRuntime } from "@/lib/runtimes/change-settings";
import { readRuntime } from "@/lib/runtimes/list";
import { RuntimePath, UpdateRuntime } from "@/lib/runtimes/schema";
import { RuntimeResponse } from "@/lib/runtimes/shapes";
import { runtimeToWire } from "@/lib/runtimes/wire";

export const GET = defineRoute({
  id: "runtimes.read",
  summary: "Read how a runtime is set up, without its key, and how it does",
  role: "operator",
  params: RuntimePath,
  response: RuntimeResponse,
  handle: async ({ ctx, params }) =>
    ok({ runtime: runtimeToWire(await readRuntime(ctx, params.name)) }),
});

export const PATCH = defineRoute({
  id: "runtimes.update",
  summary: "Set up a runtime: absent fields stay, null falls back to the environment",
  role: "admin",
  params: RuntimePath,
  body: UpdateRuntime,
  response: RuntimeResponse,
  handle: async ({ ctx, params, body }) => {
    await updateRuntime(ctx, params.name, body);
    return ok({ runtime: runtimeToWire(await readRuntime(ctx, params.name)) });
  },
});

export const PUT = alias(PATCH, "runtimes.put");
