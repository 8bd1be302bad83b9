import { z } from "zod";
import { toUnixSeconds } from "@/lib/core/clock";
import { SecondsOrNull } from "@/lib/core/shapes";
import type { Notice } from "./notices";

export const NoticesResponse = z.strictObject({
  notices: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum([
        "budget",
        "runtime",
        "review",
        "triage",
        "agent",
        "schedule",
        "trigger",
        "webhook",
        "backup",
        "alert",
      ]),
      severity: z.enum(["error", "warning", "info"]),
      title: z.string(),
      message: z.string(),
      count: z.int(),
      href: z.string(),
      since: z.int(),
      /** When the agent that it is about was last seen; null if never, absent in other notices. */
      seen_at: SecondsOrNull.optional(),
    }),
  ),
});
export type NoticeWire = z.output<typeof NoticesResponse>["notices"][number];

/** Times are Unix seconds. */
export function noticeToWire({ seenAt, ...notice }: Notice): NoticeWire {
  return {
    ...notice,
    since: toUnixSeconds(notice.since),
    ...(seenAt === undefined ? {} : { seen_at: toUnixSeconds(seenAt) }),
  };
}
