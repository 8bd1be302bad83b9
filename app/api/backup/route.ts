import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { downloadBackup } from "@/lib/backups/download";
import { byContentType } from "@/lib/http/answers";
import { streamed } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "backups.download",
  summary: "Make a backup of everything, and stream it",
  role: "admin",
  // It is written down who took one.
  changes: true,
  longLived: true,
  response: byContentType({
    "application/x-tar": z.string().meta({ description: "A tar file; docs/backup.md." }),
  }),
  handle: async ({ ctx }) => {
    const { bytes, filename } = await downloadBackup(ctx);
    return streamed(bytes, {
      "content-type": "application/x-tar",
      "content-disposition": `attachment; filename="${filename}"`,
    });
  },
});
