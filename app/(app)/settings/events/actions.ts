"use server";

import type { z } from "zod";
import { type ActionResult, act } from "@/lib/api/action";
import { retentionToWire, setRetentionDays } from "@/lib/events/retention";
import { type RetentionWire, UpdateRetention } from "@/lib/events/schema";
import { parse } from "@/lib/http/validate";

export async function setRetentionAction(
  input: z.input<typeof UpdateRetention>,
): Promise<ActionResult<RetentionWire>> {
  return act(async (ctx) => {
    await setRetentionDays(ctx, parse(UpdateRetention, input, "retention").retention_days);
    return retentionToWire(ctx.db);
  });
}
