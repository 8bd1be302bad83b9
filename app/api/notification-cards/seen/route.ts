import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { seeCards } from "@/lib/notifications/cards";
import { SeeCards } from "@/lib/notifications/schema";
import { SeenResponse } from "@/lib/notifications/shapes";

export const POST = defineRoute({
  id: "notification_cards.see",
  summary: "Mark cards as seen, on every device of the person",
  body: SeeCards,
  response: SeenResponse,
  handle: async ({ ctx, body }) => ok({ success: true, seen: await seeCards(ctx, body) }),
});
