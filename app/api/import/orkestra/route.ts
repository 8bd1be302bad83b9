import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { importStep } from "@/lib/imports/import";
import { ImportAnswer, ImportStep } from "@/lib/imports/schema";

export const POST = defineRoute({
  id: "imports.orkestra",
  summary: "Take one step of an import of Orkestra's tickets: begin, tickets, finish",
  role: "admin",
  body: ImportStep,
  response: ImportAnswer,
  handle: async ({ ctx, body }) => ok(await importStep(ctx, body)),
});
