import { z } from "zod";
import { config } from "@/lib/core/config";
import type { RouteModule } from "./openapi";

export const ApiIndexResponse = z.strictObject({
  version: z.string(),
  total_endpoints: z.int(),
  endpoints: z.array(
    z.strictObject({
      /** With `:id` for a part that varies. */
      path: z.string(),
      methods: z.array(z.string()),
      tag: z.string(),
      description: z.string(),
      /** The least role of each method, each once: `viewer/operator`. */
      auth: z.string(),
    }),
  ),
  event_stream: z.strictObject({
    path: z.string(),
    protocol: z.literal("SSE"),
    description: z.string(),
  }),
  docs: z.strictObject({ openapi: z.string() }),
});

/** The catalogue of the API that existing clients read, made from the declarations of the routes. */
export function apiIndex(routes: Record<string, RouteModule>): z.output<typeof ApiIndexResponse> {
  const endpoints = Object.entries(routes)
    .map(([path, module]) => {
      const handlers = Object.entries(module).filter(([, handler]) => "spec" in handler);
      const specs = handlers.map(([, { spec }]) => spec);
      return {
        path: path.replace(/\{(\w+)\}/g, ":$1"),
        methods: handlers.map(([method]) => method),
        tag: specs[0]?.id.split(".")[0] ?? "",
        description: specs.map(({ summary }) => summary).join("; "),
        auth: [...new Set(specs.map(({ role }) => role ?? "viewer"))].join("/"),
      };
    })
    .toSorted((a, b) => a.path.localeCompare(b.path));
  return {
    version: config.version,
    total_endpoints: endpoints.length,
    endpoints,
    event_stream: {
      path: "/api/events",
      protocol: "SSE",
      description: "Every change as it happens, and from Last-Event-ID or since what was missed",
    },
    docs: { openapi: "/api/docs" },
  };
}
