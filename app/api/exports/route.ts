import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { exportRows } from "@/lib/exports/export";
import { ExportQuery } from "@/lib/exports/schema";
import { byContentType } from "@/lib/http/answers";
import { streamed } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "exports.read",
  summary: "Export everything, or one kind of record, as JSON lines or CSV",
  role: "admin",
  query: ExportQuery,
  longLived: true,
  response: byContentType({
    "application/x-ndjson": z.string().meta({ description: "One JSON object on each line." }),
    "text/csv": z.string().meta({ description: "A line of names, and one for each row." }),
  }),
  handle: async ({ ctx, query }) => {
    const { bytes, type, filename } = await exportRows(ctx, query);
    return streamed(bytes, {
      "content-type": type,
      "content-disposition": `attachment; filename="${filename}"`,
    });
  },
});
