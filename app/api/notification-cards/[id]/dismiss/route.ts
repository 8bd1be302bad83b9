import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { dismissCard } from "@/lib/notifications/cards";
import { CardPath } from "@/lib/notifications/schema";
import { DoneResponse } from "@/lib/notifications/shapes";

export const POST = defineRoute({
  id: "notification_cards.dismiss",
  summary: "Put a card away until it asks for something new; others keep it",
  params: CardPath,
  response: DoneResponse,
  handle: async ({ ctx, params }) => {
    await dismissCard(ctx, params.id);
    return ok({ success: true });
  },
});
