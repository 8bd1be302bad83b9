import { defineRoute } from "@/lib/api/route";
import { NoticesResponse, noticeToWire } from "@/lib/dispatch/notice-wire";
import { listNotices } from "@/lib/dispatch/notices";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "notices.list",
  summary: "What holds up work and needs a person",
  response: NoticesResponse,
  handle: async ({ ctx }) => ok({ notices: (await listNotices(ctx)).map(noticeToWire) }),
});
