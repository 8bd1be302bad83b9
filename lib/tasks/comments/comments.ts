import { sawAgent } from "@/lib/agents/presence";
import { authorize } from "@/lib/auth/permissions";
import { mayWrite } from "@/lib/auth/writes";
import { agentNameOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { changeTask } from "@/lib/tasks/change/change";
import { findReadable } from "@/lib/tasks/find";
import { lockRow, lockTask } from "@/lib/tasks/locks";
import { assertPresentRun } from "@/lib/tasks/queue/fence";
import { renewLease } from "@/lib/tasks/queue/lease";
import type { TaskRow } from "@/lib/tasks/row";
import type { AddComment, IdPage, TaskRef } from "@/lib/tasks/schema";
import type { CommentsPage, CommentWire } from "@/lib/tasks/shapes";
import { commentAlone } from "./comment.sql";
import { writeComment } from "./comment-record";
import { commentToWire, commentTree } from "./comment-wire";
import { assertKnownMentions, type Mentioned } from "./mentions";

/**
 * Adds a comment. Its author is who is signed in, never what the body says; every `@name` must exist. The first mentioned
 * agent takes a task that nobody has. A comment of the holder, or one that names the run, renews the lease; one that names
 * another run than the task's open one is `stale_run`, and is not written.
 */
export async function addComment(
  ctx: Context,
  ref: TaskRef,
  input: AddComment,
): Promise<AddedComment> {
  const alone = await commentAlone(ctx, ref, input);
  return alone
    ? { comment: commentToWire(alone), autoAssignedTo: null }
    : addAnyComment(ctx, ref, input);
}

interface AddedComment {
  comment: CommentWire;
  /** The agent that took the task because the comment mentions it. */
  autoAssignedTo: string | null;
}

/** The same for any comment. */
export async function addAnyComment(
  ctx: Context,
  ref: TaskRef,
  input: AddComment,
): Promise<AddedComment> {
  return ctx.transaction(async (tx) => {
    const found = await findReadable(tx, ref);
    const mentions = await assertKnownMentions(tx.db, "content", input.content);
    const called = mentions.find((mention) => mention.kind === "agent");
    // Only a comment that may assign the task can affect other tasks.
    const lock = called && isUntaken(found) ? lockTask : lockRow;
    const task = await lock(tx, found.id);
    authorize(ctx.actor, "task.comment", { projectId: task.project_id, taskRunId: task.run_id });
    assertPresentRun(task, input.run_id);
    if (input.parent_id) {
      const parent = await tx.db.comment.findFirst({
        where: { id: input.parent_id, taskId: task.id },
      });
      if (!parent) throw new DomainError("not_found", "Parent comment not found");
    }
    const agent = agentNameOf(ctx.actor);
    await lockAgents(tx, mentions, agent);
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
    const takes =
      called !== undefined &&
      isUntaken(task) &&
      mayWrite(tx.actor, { verb: "change", task, fields: { assigned_to: called.name } });
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

const isUntaken = (task: TaskRow): boolean => task.status === "inbox" && task.assigned_to === null;

/**
 * Locks the mentioned agents and the author, in the order of their ids, before the comment gets its id: two agents that mention
 * each other cannot deadlock. A heartbeat that delivers mentions up to an id waits for comments that are being written, so that none
 * with a lower id is skipped.
 */
async function lockAgents(
  tx: TxContext,
  mentions: Mentioned[],
  author: string | null,
): Promise<void> {
  const agents = mentions.filter((mention) => mention.kind === "agent").map(({ name }) => name);
  if (agents.length === 0) return;
  const all = author === null ? agents : [...agents, author];
  await tx.db
    .$queryRaw`SELECT id FROM agents WHERE name = ANY(${all}) ORDER BY id FOR NO KEY UPDATE`;
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
  return { comments: commentTree(shown), total, next_cursor: first ? String(first.id) : null };
}
