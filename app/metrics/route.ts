import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { scrapeMetrics } from "@/lib/api/scrape";
import { type Actor, projectLimitOf } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
import { DomainError } from "@/lib/core/errors";
import { byContentType } from "@/lib/http/answers";
import type { RouteHandler } from "@/lib/http/define-route";

const byKey = defineRoute({
  id: "metrics.read",
  summary: "The metrics of this process and of the queue, for Prometheus",
  role: "viewer",
  response: byContentType({ "text/plain": z.string() }),
  handle: async ({ ctx }) => {
    assertMayScrape(ctx.actor);
    return answer();
  },
});

/** Also accepts a scraper's BATON_METRICS_TOKEN, which gives access to nothing else. */
const byToken = defineRoute({
  id: byKey.spec.id,
  summary: byKey.spec.summary,
  role: "public",
  response: byKey.spec.response,
  handle: answer,
});

const handler: RouteHandler = Object.assign(
  (...[request, context]: Parameters<RouteHandler>) =>
    (hasMetricsToken(request) ? byToken : byKey)(request, context),
  { spec: byKey.spec },
);
export const GET = handler;

async function answer(): Promise<Response> {
  const { contentType, body } = await scrapeMetrics();
  return new Response(body, { headers: { "content-type": contentType } });
}

/** The metrics cover all projects, so they are for admins and for keys that are not limited to one. */
function assertMayScrape(actor: Actor): void {
  const isMonitor = actor.kind === "key" && projectLimitOf(actor) === null;
  const isAdmin = actor.kind === "user" && actor.role === "admin";
  if (isMonitor || isAdmin) return;
  throw new DomainError("forbidden", "The metrics are for admins and for general API keys", {
    fix: "use an API key that belongs to no agent and no project, or BATON_METRICS_TOKEN",
  });
}

function hasMetricsToken(request: Request): boolean {
  const expected = config.metricsToken;
  const sent = request.headers.get("authorization")?.match(/^Bearer\s+(\S+)\s*$/i)?.[1];
  if (expected === undefined || sent === undefined) return false;
  const [a, b] = [Buffer.from(sent), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
