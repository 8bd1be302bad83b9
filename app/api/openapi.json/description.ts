import type { RouteModule } from "@/lib/api/openapi";
import { describeApi } from "@/lib/api/openapi";

/** Generated at the first request: it takes some 100 ms, and the routes do not change. */
let description: string | undefined;

/** Every route by path. Fetched when it is asked for, because some routes describe all of them. */
export async function everyRoute(): Promise<Record<string, RouteModule>> {
  return (await import("./routes")).routes;
}

/** The API description as JSON. */
export async function apiDescription(): Promise<Response> {
  description ??= JSON.stringify(describeApi(await everyRoute()));
  return new Response(description, { headers: { "content-type": "application/json" } });
}
