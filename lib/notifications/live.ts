import type { Context } from "@/lib/core/context";
import { sendNotices } from "@/lib/events/notice";

/** Tells open screens of people that their list may differ: everybody's, or one person's. Call it outside a transaction. */
export async function tellScreens(ctx: Context, userId: number | null): Promise<void> {
  await sendNotices(ctx, [
    {
      type: "notification.changed",
      data: { user_id: userId },
      projectId: null,
      taskId: null,
      agent: null,
      runId: null,
    },
  ]);
}
