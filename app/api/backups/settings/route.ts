import { defineRoute } from "@/lib/api/route";
import { changeBackups } from "@/lib/backups/change";
import { BackupsResponse, UpdateBackupSettings } from "@/lib/backups/schema";
import { ok } from "@/lib/http/respond";

export const PATCH = defineRoute({
  id: "backups.set",
  summary: "Change where and when backups are made by themselves, and how many are kept",
  role: "admin",
  body: UpdateBackupSettings,
  response: BackupsResponse,
  handle: async ({ ctx, body }) => ok(await changeBackups(ctx, body)),
});
