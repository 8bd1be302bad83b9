import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import {
  DeletedResponse,
  DeleteNotifications,
  DeliveredResponse,
  ListNotifications,
  MarkRead,
  MarkReadResponse,
  NotificationAction,
  NotificationListResponse,
} from "@/lib/mission-control/notification-shapes";
import {
  dismissNotifications,
  listNotifications,
  markDelivered,
  markRead,
  notificationToWire,
} from "@/lib/mission-control/notifications";

export const GET = defineRoute({
  id: "client_notifications.list",
  summary: "What an agent or a person is to be told, as existing clients read it, newest first",
  query: ListNotifications,
  response: NotificationListResponse,
  handle: async ({ ctx, query }) => {
    const { notifications, total, unread } = await listNotifications(ctx, query);
    return ok({
      notifications: notifications.map(notificationToWire),
      total,
      page: Math.floor((query.offset ?? 0) / query.limit) + 1,
      limit: query.limit,
      unreadCount: unread,
    });
  },
});

export const PUT = defineRoute({
  id: "client_notifications.mark_read",
  summary: "Mark notifications as read, by their ids or all of a recipient",
  role: "operator",
  body: MarkRead,
  response: MarkReadResponse,
  handle: async ({ ctx, body }) => ok({ success: true, markedAsRead: await markRead(ctx, body) }),
});

export const POST = defineRoute({
  id: "client_notifications.mark_delivered",
  summary: "Mark an agent's notifications as delivered, and read them",
  role: "operator",
  body: NotificationAction,
  response: DeliveredResponse,
  status: 200,
  handle: async ({ ctx, body }) => {
    const delivered = await markDelivered(ctx, body.agent);
    const notifications = delivered.map(notificationToWire);
    return ok({ success: true, delivered: notifications.length, notifications });
  },
});

export const DELETE = defineRoute({
  id: "client_notifications.remove",
  summary: "Remove notifications, by their ids or a recipient's old ones",
  role: "admin",
  body: DeleteNotifications,
  response: DeletedResponse,
  handle: async ({ ctx, body }) =>
    ok({ success: true, deleted: await dismissNotifications(ctx, body) }),
});
