import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { requestBackup } from "@/lib/backups/make";
import { readBackups } from "@/lib/backups/queries";
import { BackupsResponse } from "@/lib/backups/schema";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "backups.list",
  summary: "The backups that were made, how they are, and when the next one is due",
  role: "admin",
  response: BackupsResponse,
  handle: async ({ ctx }) => ok(await readBackups(ctx)),
});

export const POST = defineRoute({
  id: "backups.make",
  summary: "Make a backup now, into the folder of the settings",
  role: "admin",
  response: z.strictObject({ queued: z.literal(true) }),
  status: 202,
  handle: async ({ ctx }) => {
    await requestBackup(ctx);
    return ok({ queued: true }, { status: 202 });
  },
});
