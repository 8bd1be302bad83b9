import { z } from "zod";
import { asSystem, type Context } from "@/lib/core/context";
import { defineJob } from "@/lib/core/jobs";
import { lockFile } from "./attachments";
import { removeWrittenBefore, storedFiles } from "./files";

/** How long a picture may wait for the text that shows it: a draft may lie for days. */
const UNUSED_DAYS = 7;
/** An upload puts its file in place before its row is committed. */
const FILE_HOURS = 1;
const BATCH = 500;

/**
 * Removes attachments that no text of their task has shown since a week after they came, and files without an attachment.
 * Attachments of a deleted task went with it.
 */
export async function removeUnusedAttachments(
  caller: Context,
): Promise<{ attachments: number; files: number }> {
  const ctx = asSystem(caller, "attachments");
  const attachments = await removeRows(ctx);
  const before = new Date(ctx.clock.now().getTime() - FILE_HOURS * 3_600_000);
  let files = 0;
  for (const name of await storedFiles()) {
    const removed = await ctx.transaction(async (tx) => {
      await lockFile(tx, name);
      // Index: attachments_sha256_idx.
      const isUsed = await tx.db.attachment.findFirst({
        where: { sha256: name },
        select: { id: true },
      });
      return isUsed === null && (await removeWrittenBefore(name, before));
    });
    if (removed) files++;
  }
  return { attachments, files };
}

/** Indexes: attachments_created_at_idx, comments_task_id_id_idx. */
async function removeRows(ctx: Context): Promise<number> {
  let after = 0;
  let removed = 0;
  for (;;) {
    const [batch] = await ctx.transaction(
      (tx) => tx.db.$queryRaw<{ seen: number; last: number | null; removed: number }[]>`
      WITH old AS (
        SELECT a.id, a.task_id, '/api/attachments/' || a.id || '(?!\\d)' AS address FROM attachments a
        WHERE a.id > ${after} AND a.created_at < clock_timestamp() - ${UNUSED_DAYS}::int * interval '1 day'
        ORDER BY a.id LIMIT ${BATCH}),
      unused AS (
        SELECT o.id FROM old o JOIN tasks t ON t.id = o.task_id
        WHERE NOT concat_ws(' ', t.description, t.acceptance_criteria, t.resolution) ~ o.address
          AND NOT EXISTS (SELECT 1 FROM comments c WHERE c.task_id = o.task_id AND c.content ~ o.address)),
      gone AS (DELETE FROM attachments a USING unused u WHERE a.id = u.id RETURNING a.id)
      SELECT (SELECT count(*)::int FROM old) AS seen, (SELECT max(id)::int FROM old) AS last,
             (SELECT count(*)::int FROM gone) AS removed`,
    );
    removed += batch?.removed ?? 0;
    if (!batch || batch.seen < BATCH || batch.last === null) return removed;
    after = batch.last;
  }
}

export const removeUnusedAttachmentsJob = defineJob({
  name: "removeUnusedAttachments",
  payload: z.strictObject({}),
  description: "Removes pictures that no text shows.",
  pool: "upkeep",
  periodic: "27 3 * * *",
  run: (ctx) => removeUnusedAttachments(ctx),
});
