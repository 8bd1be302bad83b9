import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { importRecords } from "@/lib/imports/records/import";
import { RecordsAnswer, RecordsStep } from "@/lib/imports/records/schema";

export const POST = defineRoute({
  id: "imports.records",
  summary: "Take one step of an import of another installation's records: begin, records, finish",
  role: "admin",
  body: RecordsStep,
  response: RecordsAnswer,
  handle: async ({ ctx, body }) => ok(await importRecords(ctx, body)),
});
