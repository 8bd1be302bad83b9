import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readRound } from "@/lib/reviews/rounds/round";
import { ReadRound, RoundPath } from "@/lib/reviews/rounds/schema";
import { RoundResponse } from "@/lib/reviews/rounds/shapes";

export const GET = defineRoute({
  id: "rounds.read",
  summary:
    "One round by its number, or `latest`: files, texts, comments in place, what changed since",
  params: RoundPath,
  query: ReadRound,
  response: RoundResponse,
  handle: async ({ ctx, params, query }) =>
    ok(await readRound(ctx, params.id, params.number, query)),
});
