import { SEEN_EVERY_SECONDS } from "@/lib/agents/presence";
import { OFFLINE_AFTER_MS } from "@/lib/agents/row";
import { termsOf } from "@/lib/auth/permissions";
import { agentNameOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { MAX_INT } from "@/lib/core/fields";
import { excerpt } from "@/lib/events/excerpt";
import { idOrRef } from "@/lib/tasks/find";
import { CLAIM_LEASE_MS } from "@/lib/tasks/lifecycle";
import type { AddComment, TaskRef } from "@/lib/tasks/schema";
import type { CommentModel } from "@/prisma/generated/models";
import { commentToWire } from "./comment-wire";
import { mentionsIn } from "./mentions";

/**
 * Writes a comment that calls nobody and answers none, in one statement (prisma/sql/reports-alone.sql). Returns null, having
 * changed nothing, for any other comment, and for who may not comment on the task.
 */
export async function commentAlone(
  ctx: Context,
  ref: TaskRef,
  input: AddComment,
): Promise<CommentModel | null> {
  const { actor } = ctx;
  const [read, write] = [termsOf(actor, "task.read"), termsOf(actor, "task.comment")];
  if (read === null || write === null) return null;
  if (input.parent_id || mentionsIn(input.content).length > 0) return null;
  if (input.run_id !== undefined && input.run_id > MAX_INT) return null;
  const agent = agentNameOf(actor);
  const { id, ticketRef } = idOrRef(ref);
  const comment: CommentModel = {
    id: 0,
    taskId: 0,
    author: agent ?? actor.name,
    authorKind: agent === null ? actor.kind : "agent",
    content: input.content,
    parentId: null,
    mentions: [],
    runId: null,
    createdAt: new Date(0),
  };
  const shown = { ...commentToWire(comment), content: excerpt(input.content) };
  return ctx.statement(
    async (db, ordinal) => {
      const [row] = await db.$queryRaw<{ comment: CommentRow | null }[]>`
        SELECT comment_alone(${id}::int, ${ticketRef}, ${write.projectId}::int, ${write.runId}::int, ${input.run_id ?? null}::int, ${agent},
          ${SEEN_EVERY_SECONDS}::int, ${OFFLINE_AFTER_MS}::int, ${CLAIM_LEASE_MS}::int, ${comment.author}, ${comment.authorKind},
          ${input.content}, ${JSON.stringify(shown)}::jsonb, ${ordinal}::int, ${actor.name}, ${actor.kind}) AS comment`;
      if (!row?.comment) return null;
      const { id: written, task_id: taskId, run_id: runId, created_at: at } = row.comment;
      return { ...comment, id: written, taskId, runId, createdAt: new Date(at) };
    },
    (written) => written !== null,
  );
}

interface CommentRow {
  id: number;
  task_id: number;
  run_id: number | null;
  created_at: string;
}
