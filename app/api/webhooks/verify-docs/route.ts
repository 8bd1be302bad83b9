import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { VERIFY_DOCS } from "@/lib/webhooks/mission-control";

export const GET = defineRoute({
  id: "webhooks.verify_docs",
  summary: "Say how a receiver checks the signature that existing receivers know",
  response: z.strictObject({
    algorithm: z.string(),
    header: z.string(),
    format: z.string(),
    description: z.string(),
    verification_steps: z.array(z.string()),
    example_nodejs: z.string(),
  }),
  handle: () => ok(VERIFY_DOCS),
});
