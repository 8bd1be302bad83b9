import { createHash } from "node:crypto";
import { authorize } from "@/lib/auth/permissions";
import { agentNameOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, invalid, notFound } from "@/lib/core/errors";
import { lockNamed } from "@/lib/core/locks";
import { findReadable } from "@/lib/tasks/find";
import { readStored, writeFile } from "./files";
import { PICTURE_TYPES, type PictureType, pictureType } from "./picture-type";
import type { AddAttachment, AttachmentWire } from "./schema";

export const MAX_PICTURE_BYTES = 5 * 1024 * 1024;
const MAX_PER_TASK = 200;
/** Of all pictures together, counted once for each task that shows them. */
const MAX_TOTAL_BYTES = 10 * 1024 ** 3;
/** Of the pictures of one agent, so that none fills the disk for everybody. */
export const MAX_AGENT_BYTES = 512 * 1024 ** 2;

/**
 * Stores a picture for the texts of a task. Who may comment on the task may do this. The bytes decide what it is; the same
 * picture again is the same attachment. Fails with `invalid` for other files, `payload_too_large` beyond 5 MB, `conflict` at
 * a limit (of the task, of the agent, of all together), and `unavailable` when the disk is full; then nothing is stored.
 */
export async function addAttachment(
  ctx: Context,
  input: AddAttachment,
  bytes: Uint8Array,
): Promise<AttachmentWire> {
  const task = await findReadable(ctx, input.task);
  authorize(ctx.actor, "task.comment", { projectId: task.project_id, taskRunId: task.run_id });
  if (bytes.length > MAX_PICTURE_BYTES) {
    throw new DomainError("payload_too_large", "A picture may have 5 MB", {
      fix: "make it smaller, or link to it",
    });
  }
  const type = pictureType(bytes);
  if (type === null) {
    throw invalid("body", `must be a picture: ${PICTURE_TYPES.join(", ")}`, {
      fix: "convert it to PNG, JPEG, GIF or WebP; SVG is not taken, because it can carry scripts",
    });
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const file = await writeFile(sha256, bytes);
  try {
    return await ctx.transaction(async (tx) => {
      // One at a time, so that uploads at the same moment cannot pass a limit together.
      await lockNamed(tx.db, "attachments");
      await lockFile(tx, sha256);
      await assertRoom(tx, task.id, sha256, bytes.length);
      const row = await tx.db.attachment.upsert({
        where: { taskId_sha256: { taskId: task.id, sha256 } },
        create: {
          taskId: task.id,
          sha256,
          type,
          bytes: bytes.length,
          name: input.name,
          createdBy: agentNameOf(ctx.actor) ?? ctx.actor.name,
        },
        update: {},
      });
      // The last step: before the row is committed, the job that removes files waits for the lock.
      await file.keep();
      return {
        id: row.id,
        url: `/api/attachments/${row.id}`,
        task: task.ticket_ref,
        name: row.name,
        type,
        bytes: row.bytes,
        created_by: row.createdBy,
        created_at: Math.floor(row.createdAt.getTime() / 1_000),
      };
    });
  } finally {
    await file.discard();
  }
}

/** Keeps a file with this name from being removed, or stored by somebody else, until the transaction ends. */
export async function lockFile(tx: TxContext, sha256: string): Promise<void> {
  await tx.db
    .$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`attachment ${sha256}`}, 0))::text`;
}

interface Used {
  /** Pictures of the task. */
  count: number;
  /** Bytes of all pictures, and of those of the agent that asks. */
  total: number;
  by_agent: number;
  known: boolean;
}

/** Indexes: attachments_task_id_sha256_key; the sums read the table, which is small, and uploads are rare. */
async function assertRoom(
  tx: TxContext,
  taskId: number,
  sha256: string,
  bytes: number,
): Promise<void> {
  const agent = agentNameOf(tx.actor);
  const [used] = await tx.db.$queryRaw<Used[]>`
    SELECT (SELECT count(*)::int FROM attachments WHERE task_id = ${taskId}) AS count,
           (SELECT coalesce(sum(bytes), 0)::float8 FROM attachments) AS total,
           (SELECT coalesce(sum(bytes), 0)::float8 FROM attachments WHERE created_by = ${agent}) AS by_agent,
           EXISTS (SELECT 1 FROM attachments WHERE task_id = ${taskId} AND sha256 = ${sha256}) AS known`;
  if (!used || used.known) return;
  if (used.count >= MAX_PER_TASK) {
    throw new DomainError("conflict", `A task may have ${MAX_PER_TASK} pictures`, {
      fix: "take pictures out of its texts: what no text shows is removed after a week",
    });
  }
  if (agent !== null && used.by_agent + bytes > MAX_AGENT_BYTES) {
    throw new DomainError("conflict", `The pictures of agent ${agent} may have 512 MB together`, {
      fix: "take pictures that no longer matter out of the texts of tasks, which frees their room after a week, or link to the picture",
    });
  }
  if (used.total + bytes > MAX_TOTAL_BYTES) {
    throw new DomainError("conflict", "All pictures together may have 10 GB", {
      fix: "delete tasks that are no longer needed, or link to the picture",
    });
  }
}

export interface StoredPicture {
  bytes: Uint8Array<ArrayBuffer>;
  type: PictureType;
  name: string;
  sha256: string;
}

/** Reads a picture. `not_found` for callers who may not read its task, as if there were none. */
export async function readAttachment(ctx: Context, id: number): Promise<StoredPicture> {
  const row = await ctx.db.attachment.findUnique({ where: { id } });
  if (!row) throw notFound("Attachment");
  await findReadable(ctx, String(row.taskId)).catch((error: unknown) => {
    throw error instanceof DomainError ? notFound("Attachment") : error;
  });
  const bytes = await readStored(row.sha256);
  const type = bytes === null ? null : pictureType(bytes);
  if (bytes === null || type === null) {
    throw new DomainError("not_found", "The file of this attachment is missing on this server", {
      fix: "restore the folder attachments of the data directory, or share it between servers",
    });
  }
  return { bytes, type, name: row.name, sha256: row.sha256 };
}
