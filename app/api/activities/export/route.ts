import { z } from "zod";
import { EXPORT_TYPES, exportActivities } from "@/lib/activity/export";
import { defineRoute } from "@/lib/api/route";
import { ExportActivities } from "@/lib/events/schema";
import { byContentType } from "@/lib/http/answers";
import { streamText } from "@/lib/http/stream-text";

export const GET = defineRoute({
  id: "activities.export",
  summary:
    "Download what happened, newest first, as lines of JSON or CSV; a last line says when it is cut",
  query: ExportActivities,
  response: byContentType({ "application/x-ndjson": z.string(), "text/csv": z.string() }),
  handle: async ({ ctx, query }) => {
    const { lines, filename } = await exportActivities(ctx, query);
    return streamText(lines, { type: EXPORT_TYPES[query.format], filename });
  },
});
