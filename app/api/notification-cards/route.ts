import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listCards } from "@/lib/notifications/cards";
import { ListCards } from "@/lib/notifications/schema";
import { CardsResponse } from "@/lib/notifications/shapes";
import { cardsToWire } from "@/lib/notifications/wire";

export const GET = defineRoute({
  id: "notification_cards.list",
  summary: "List what needs the person who is signed in, newest first",
  query: ListCards,
  response: CardsResponse,
  handle: async ({ ctx, query }) => ok(cardsToWire(await listCards(ctx, query))),
});
