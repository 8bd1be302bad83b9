import { sawAgent } from "@/lib/agents/presence";
import { authorize } from "@/lib/auth/permissions";
import { agentNameOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { changeTask } from "./change";
import { writeComment } from "./comment-record";
import { commentToWire, threadOf } from "./comment-wire";
import { assertPresentRun } from "./fence";
import { findReadable, lockTask } from "./find";
import { renewLease } from "./lease";
import { assertKnownMentions, type Mentioned } from "./mentions";
import type { AddComment, IdPage, TaskRef } from "./schema";
import type { CommentsPage, CommentWire } from "./shapes";

/**
 * Adds a comment. Its author is who is signed in, never what the body says; every `@name` must exist. The first mentioned
 * agent takes a task that nobody has. A comment of the holder, or one that names the run, renews the lease; one that names
 * another run than the task's open one is `stale_run`, and is not written.
 */
export async function addComment(
  ctx: Context,
  ref: TaskRef,
  input: AddComment,
): Promise<{ comment: CommentWire; autoAssignedTo: string | null }> {
  return ctx.transaction(async (tx) => {
    const task = await lockTask(tx, ref);
    authorize(ctx.actor, "task.comment", { projectId: task.project_id, taskRunId: task.run_id });
    assertPresentRun(task, input.run_id);
    const mentions = await assertKnownMentions(tx.db, "content", input.content);
    if (input.parent_id) {
      const parent = await tx.db.comment.findFirst({
        where: { id: input.parent_id, taskId: task.id },
      });
      if (!parent) throw new DomainError("not_found", "Parent comment not found");
    }
    await holdMentioned(tx, mentions);
    const agent = agentNameOf(ctx.actor);
    const comment = await writeComment(tx, task, {
      author: agent ?? ctx.actor.name,
      authorKind: agent === null ? ctx.actor.kind : "agent",
      content: input.content,
      parentId: input.parent_id ?? null,
      mentions: mentions.map((mention) => mention.name),
    });
    if (agent !== null) await sawAgent(tx, agent);
    const isHolders = agent === task.assigned_to || (agent === null && input.run_id !== undefined);
    if (isHolders && task.run_id !== null) await renewLease(tx.db, task.id, task.run_id);
    const called = mentions.find((mention) => mention.kind === "agent");
    const takes = called !== undefined && task.status === "inbox" && task.assigned_to === null;
    if (takes) {
      await changeTask(tx, task, {
        to: "assigned",
        set: { assigned_to: called.name },
        data: { reason: "mentioned" },
      });
    }
    return { comment: commentToWire(comment), autoAssignedTo: takes ? called.name : null };
  });
}

/**
 * Locks the mentioned agents before the comment gets its id. A heartbeat that hands out mentions up to an id waits for comments
 * that are under way, so that none with a lower id is passed over.
 */
async function holdMentioned(tx: TxContext, mentions: Mentioned[]): Promise<void> {
  const agents = mentions.filter((mention) => mention.kind === "agent").map(({ name }) => name);
  if (agents.length === 0) return;
  await tx.db.$queryRaw`SELECT id FROM agents WHERE name = ANY(${agents}) ORDER BY id FOR SHARE`;
}

/**
 * The newest comments of a task, or those before the cursor, as a tree with the oldest first; a reply to a comment of
 * another page stands at the top. `total` counts all. Index: comments_task_id_id_idx.
 */
export async function listComments(
  ctx: Context,
  ref: TaskRef,
  page: IdPage,
): Promise<CommentsPage> {
  const task = await findReadable(ctx, ref);
  const found = await ctx.db.comment.findMany({
    where: { taskId: task.id, ...(page.cursor === undefined ? {} : { id: { lt: page.cursor } }) },
    orderBy: { id: "desc" },
    take: page.limit + 1,
  });
  const total = await ctx.db.comment.count({ where: { taskId: task.id } });
  const shown = found.slice(0, page.limit).reverse();
  const first = found.length > page.limit ? shown[0] : undefined;
  return { comments: threadOf(shown), total, next_cursor: first ? String(first.id) : null };
}
