import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { ReadRound, RoundPath } from "@/lib/reviews/rounds/schema";
import { SinceResponse } from "@/lib/reviews/rounds/shapes";
import { readSince } from "@/lib/reviews/rounds/since";

export const GET = defineRoute({
  id: "rounds.since",
  summary: "The diff between the last round that the caller judged and this one",
  params: RoundPath,
  query: ReadRound,
  response: SinceResponse,
  handle: async ({ ctx, params, query }) =>
    ok(await readSince(ctx, params.id, params.number, query)),
});
