import { z } from "zod";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Notice } from "./notices";

export const NoticesResponse = z.strictObject({
  notices: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(["budget", "runtime", "review", "triage", "agent"]),
      severity: z.enum(["error", "warning", "info"]),
      title: z.string(),
      message: z.string(),
      count: z.int(),
      href: z.string(),
      since: z.int(),
    }),
  ),
});
export type NoticeWire = z.output<typeof NoticesResponse>["notices"][number];

/** Times are Unix seconds. */
export function noticeToWire(notice: Notice): NoticeWire {
  return { ...notice, since: toUnixSeconds(notice.since) };
}
