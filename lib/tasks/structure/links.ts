import { authorize } from "@/lib/auth/permissions";
import { assertMayWrite } from "@/lib/auth/writes";
import type { Context, TxContext } from "@/lib/core/context";
import { invalid, notFound } from "@/lib/core/errors";
import { type NewEvent, record } from "@/lib/events/append";
import { findReadable, findTaskOr } from "@/lib/tasks/find";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import { lockProjectStructure, lockTasks } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import { IdPage, type TaskRef } from "@/lib/tasks/schema";
import type { LinksPage } from "@/lib/tasks/shapes";
import type { LinkType } from "@/prisma/generated/enums";
import { assertNoBlockCircle } from "./circles";
import { alignChain } from "./failure-chain";
import { refreshAround } from "./readiness";

export interface LinkInput {
  from: TaskRef;
  to: TaskRef;
  type: LinkType;
}

/** Links two tasks of one project; linking twice is the same link. `blocks` that would close a circle is refused. */
export async function linkTasks(ctx: Context, input: LinkInput): Promise<void> {
  await ctx.transaction(async (tx) => {
    const { from, to } = await bothEnds(tx, input);
    assertMayWrite(tx.actor, { verb: "link", from, to, type: input.type, removes: false });
    if (from.id === to.id) throw invalid("to", `${to.ticket_ref} cannot be linked to itself`);
    if (from.project_id !== to.project_id)
      throw invalid("to", `${to.ticket_ref} is in another project`);
    if (input.type === "blocks") await assertNoBlockCircle(tx, from, to);
    const added = await tx.db.$executeRaw`
      INSERT INTO task_links (from_id, to_id, type, created_by)
      VALUES (${from.id}, ${to.id}, ${input.type}::link_type, ${ctx.actor.name}) ON CONFLICT DO NOTHING`;
    if (added === 0) return;
    await record(tx, linkEvent(from, to, input.type, false));
    if (input.type === "blocks") await letFollow(tx, to);
  });
}

/** Removes a link, which may make its target ready. Returns false if there was none. */
export async function unlinkTasks(ctx: Context, input: LinkInput): Promise<boolean> {
  return ctx.transaction(async (tx) => {
    const { from, to } = await bothEnds(tx, input);
    assertMayWrite(tx.actor, { verb: "link", from, to, type: input.type, removes: true });
    const removed = await tx.db.$executeRaw`
      DELETE FROM task_links WHERE from_id = ${from.id} AND to_id = ${to.id} AND type = ${input.type}::link_type`;
    if (removed === 0) return false;
    await record(tx, linkEvent(from, to, input.type, true));
    if (input.type === "blocks") await letFollow(tx, to);
    return true;
  });
}

async function bothEnds(tx: TxContext, input: LinkInput): Promise<{ from: TaskRow; to: TaskRow }> {
  const from = await findReadable(tx, input.from);
  const to = await findTaskOr(tx, input.to, () => invalid("to", `there is no task ${input.to}`));
  authorize(tx.actor, "task.link", { projectId: from.project_id });
  authorize(tx.actor, "task.link", { projectId: to.project_id });
  await lockProjectStructure(tx, from.project_id);
  const locked = await lockTasks(tx, [from.id, to.id]);
  const lockedTask = (id: number) => locked.find((task) => task.id === id);
  const [lockedFrom, lockedTo] = [lockedTask(from.id), lockedTask(to.id)];
  // Deleted after they were found.
  if (!lockedFrom) throw notFound("Task");
  if (!lockedTo) throw invalid("to", `there is no task ${input.to}`);
  return { from: lockedFrom, to: lockedTo };
}

/** Updates the task at the end of a `blocks` link that was added or removed, and everything below it. */
async function letFollow(tx: TxContext, to: TaskRow): Promise<void> {
  await refreshAround(tx, to.id, []);
  await alignChain(tx, [to.id]);
}

/** The event about a link that was added or removed. */
export function linkEvent(from: TaskRow, to: TaskRow, type: LinkType, removed: boolean): NewEvent {
  return {
    type: "task.linked",
    projectId: from.project_id,
    taskId: from.id,
    data: {
      from_id: from.id,
      from: from.ticket_ref,
      to_id: to.id,
      to: to.ticket_ref,
      link_type: type,
      removed,
    },
  };
}

/**
 * A page of a task's links, from either end, the oldest first. Index: task_links_from_id_to_id_type_key,
 * task_links_to_id_idx.
 */
export async function linksOf(
  ctx: Context,
  ref: TaskRef,
  page: IdPage = FIRST_PAGE,
): Promise<LinksPage> {
  const task = await findReadable(ctx, ref);
  const end = { select: { id: true, ticketRef: true, title: true, status: true } } as const;
  const found = await ctx.db.taskLink.findMany({
    where: { OR: [{ fromId: task.id }, { toId: task.id }], id: { gt: page.cursor ?? 0 } },
    include: { from: end, to: end },
    orderBy: { id: "asc" },
    take: page.limit + 1,
  });
  const wire = (t: { id: number; ticketRef: string; title: string; status: TaskStatus }) => ({
    id: t.id,
    ticket_ref: t.ticketRef,
    title: t.title,
    status: t.status,
  });
  const links = found.slice(0, page.limit).map((link) => ({
    id: link.id,
    type: link.type,
    from: wire(link.from),
    to: wire(link.to),
  }));
  const last = found.length > page.limit ? links.at(-1) : undefined;
  return { links, next_cursor: last ? String(last.id) : null };
}

const FIRST_PAGE = IdPage.parse({});
