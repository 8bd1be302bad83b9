import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import {
  Spawn,
  SpawnHistoryQuery,
  SpawnHistoryResponse,
  SpawnResponse,
  spawnAgent,
  spawnHistory,
} from "@/lib/mission-control/spawn";

export const GET = defineRoute({
  id: "spawn.history",
  summary: "List what was spawned, newest first",
  query: SpawnHistoryQuery,
  response: SpawnHistoryResponse,
  handle: async ({ ctx, query }) => ok(await spawnHistory(ctx, query.limit)),
});

export const POST = defineRoute({
  id: "spawn.create",
  summary: "Give a task to an agent that Baton calls, which begins it at once if it is free",
  role: "operator",
  body: Spawn,
  response: SpawnResponse,
  status: 200,
  handle: async ({ ctx, body }) => ok(await spawnAgent(ctx, body)),
});
