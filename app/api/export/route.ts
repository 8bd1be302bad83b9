import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { byContentType } from "@/lib/http/answers";
import { streamText } from "@/lib/http/stream-text";
import { ExportQuery, exportRows } from "@/lib/mission-control/export";

export const GET = defineRoute({
  id: "export.read",
  summary:
    "Download the newest tasks, activities or audit entries, as existing clients take them out",
  role: "admin",
  query: ExportQuery,
  response: byContentType({
    "application/json": z.strictObject({
      type: z.enum(["tasks", "activities", "audit"]),
      data: z.array(z.record(z.string(), z.unknown())),
      count: z.int(),
    }),
    "text/csv": z.string(),
  }),
  handle: ({ ctx, query }) => {
    const { lines, filename, type } = exportRows(ctx, query);
    return streamText(lines, { type, filename });
  },
});
