import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { deliverNotifications, deliveryStatus } from "@/lib/mission-control/deliver";
import {
  DeliverNotifications,
  DeliverResponse,
  DeliveryQuery,
  DeliveryStatusResponse,
} from "@/lib/mission-control/notification-shapes";

export const GET = defineRoute({
  id: "client_notifications.delivery",
  summary: "How many notifications agents have been given, and whom some wait for",
  query: DeliveryQuery,
  response: DeliveryStatusResponse,
  handle: async ({ ctx, query }) => ok(await deliveryStatus(ctx, query.agent)),
});

export const POST = defineRoute({
  id: "client_notifications.deliver",
  summary: "Give agents what they were not told yet, as a message that their next heartbeat takes",
  role: "operator",
  body: DeliverNotifications,
  response: DeliverResponse,
  status: 200,
  handle: async ({ ctx, body }) => ok(await deliverNotifications(ctx, body)),
});
