import type { Metadata } from "next";
import { NotificationsScreen } from "@/components/notifications/notifications-screen";
import { NOTIFICATIONS } from "@/components/notifications/notifications-view";
import { addressOf, type SearchParams } from "@/components/sync/address/parsers";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { parse } from "@/lib/http/validate";
import { listCards } from "@/lib/notifications/cards";
import { ListCards } from "@/lib/notifications/schema";
import { cardsToWire } from "@/lib/notifications/wire";
import { readHorizon } from "../horizon";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const { state } = await addressOf(NOTIFICATIONS, searchParams);
  const query = parse(ListCards, { state, limit: "50" }, "query");
  return (
    <FirstPaint horizon={horizon}>
      <NotificationsScreen cards={cardsToWire(await listCards(ctx, query))} state={state} />
    </FirstPaint>
  );
}
