import type { TxContext } from "@/lib/core/context";
import { DomainError, invalid } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { reviewRequired } from "@/lib/tasks/review-policy";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import type { ProjectModel } from "@/prisma/generated/models";
import type { Deviation, ImportedTicket } from "./schema";

/** Tasks by their ticket number. */
export type ByNumber = Map<number, number>;

/**
 * The tasks of those tickets that exist already. Fails with `conflict` if a number belongs to a task that is not the same ticket.
 * Index: tasks_ticket_ref_key.
 */
export async function presentTickets(
  tx: TxContext,
  project: ProjectModel,
  tickets: ImportedTicket[],
): Promise<ByNumber> {
  const rows = await tx.db.$queryRaw<
    { id: number; no: number; ref: string; source: string | null }[]
  >`
    SELECT id, project_ticket_no AS no, ticket_ref AS ref, metadata->>'imported_from' AS source FROM tasks
    WHERE ticket_ref = ANY(${tickets.map(({ number }) => refOf(project, number))})`;
  const sources = new Map(tickets.map(({ number, source_id }) => [number, source_id]));
  for (const { no, ref, source } of rows) {
    if (source === sources.get(no)) continue;
    throw new DomainError("conflict", `${ref} is another task than ${sources.get(no)}`, {
      fix: "import into a project of its own",
    });
  }
  return new Map(rows.map(({ id, no }) => [no, id]));
}

function refOf(project: ProjectModel, number: number): string {
  return `${project.prefix}-${String(number).padStart(3, "0")}`;
}

interface Added {
  ids: ByNumber;
  deviations: Deviation[];
  /** Writes the `task.created` events, once the new tasks are complete. */
  announce: () => Promise<void>;
}

/** Inserts the tickets that do not exist yet, with their numbers and parents. */
export async function addTickets(
  tx: TxContext,
  project: ProjectModel,
  tickets: ImportedTicket[],
  present: ByNumber,
): Promise<Added> {
  assertOnce(tickets);
  const fresh = tickets.filter(({ number }) => !present.has(number));
  const ids = await insert(tx, project, fresh);
  const deviations = await placeUnderParents(tx, project, fresh, ids);
  return {
    ids,
    deviations,
    announce: async () => {
      const rows = await tx.db.$queryRaw<{ task: TaskRow }[]>`
        SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id
        WHERE t.id = ANY(${[...ids.values()]}::int[]) ORDER BY t.id`;
      const events = rows.map(({ task }) => ({
        type: "task.created" as const,
        projectId: task.project_id,
        taskId: task.id,
        agent: task.assigned_to,
        data: { task, reason: "imported" },
      }));
      await record(tx, ...events);
    },
  };
}

function assertOnce(tickets: ImportedTicket[]): void {
  const seen = new Set<number>();
  for (const [index, { number }] of tickets.entries()) {
    if (seen.has(number)) throw invalid(`tickets.${index}.number`, `${number} is named twice`);
    seen.add(number);
  }
}

/** Inserts all of them in one statement. Ids follow the order of the tickets. */
async function insert(
  tx: TxContext,
  project: ProjectModel,
  tickets: ImportedTicket[],
): Promise<ByNumber> {
  if (tickets.length === 0) return new Map();
  const rows = tickets.map((ticket) => ({ ...ticket, comments: undefined, links: undefined }));
  const needsReview = reviewRequired(undefined, "ticket", project.reviewPolicy);
  const inserted = await tx.db.$queryRaw<{ id: number; no: number }[]>`
    INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, description, status, priority, type, labels,
      metadata, origin, created_by, assigned_to, exec_mode, exec_order, review_required, blocked_reason, completed_at, archived_at,
      status_changed_at, created_at, updated_at)
    SELECT ${project.id}::int, r.number, ${project.prefix} || '-' || lpad(r.number::text, GREATEST(3, length(r.number::text)), '0'),
      r.title, r.description, r.status::task_status, r.priority::priority, r.type::task_type,
      ARRAY(SELECT jsonb_array_elements_text(r.labels)), jsonb_build_object('imported_from', r.source_id), 'ticket',
      'orkestra', r.assigned_to, r.exec_mode::exec_mode, CASE WHEN r.parent IS NULL THEN r.exec_order END, ${needsReview}::boolean, r.blocked_reason,
      CASE WHEN r.status IN ('done', 'cancelled') THEN to_timestamp(r.updated_at / 1000.0) END,
      to_timestamp(r.archived_at / 1000.0), to_timestamp(r.updated_at / 1000.0),
      to_timestamp(r.created_at / 1000.0), to_timestamp(r.updated_at / 1000.0)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(number int, source_id text, title text, description text,
      status text, priority text, type text, labels jsonb, assigned_to text, exec_mode text, exec_order int, parent int, blocked_reason text,
      archived_at bigint, created_at bigint, updated_at bigint)
    RETURNING id, project_ticket_no AS no`;
  return new Map(inserted.map(({ id, no }) => [no, id]));
}

/**
 * Parents precede their children, so they cannot form a circle. A ticket whose order is taken by another live child gets no order,
 * which is reported.
 */
async function placeUnderParents(
  tx: TxContext,
  project: ProjectModel,
  fresh: ImportedTicket[],
  ids: ByNumber,
): Promise<Deviation[]> {
  const deviations: Deviation[] = [];
  const parents = await parentIdsOf(tx, project, fresh, ids);
  const taken = await placesTaken(tx, [...parents.values()]);
  const placed = [];
  const before = new Set<number>();
  for (const ticket of fresh) {
    if (ticket.parent === null) {
      before.add(ticket.number);
      continue;
    }
    const parentId = parents.get(ticket.parent);
    if (parentId === undefined || (ids.has(ticket.parent) && !before.has(ticket.parent))) {
      throw invalid(
        "parent",
        `${ticket.source_id}: ${refOf(project, ticket.parent)} must come before its children`,
      );
    }
    const order = ticket.exec_order;
    const isTaken =
      order !== null && ticket.archived_at === null && taken.has(`${parentId}/${order}`);
    if (isTaken) {
      const what = `order ${order} is taken by another child of its parent: it has none now`;
      deviations.push({ source_id: ticket.source_id, what });
    }
    if (ticket.archived_at === null) taken.add(`${parentId}/${order}`);
    before.add(ticket.number);
    placed.push({
      id: ids.get(ticket.number),
      parent_id: parentId,
      exec_order: isTaken ? null : order,
    });
  }
  await tx.db.$executeRaw`
    UPDATE tasks t SET parent_id = r.parent_id, exec_order = r.exec_order
    FROM jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) AS r(id int, parent_id int, exec_order int)
    WHERE t.id = r.id`;
  return deviations;
}

/** The orders that are taken by live children, as `parent/order`. Index: tasks_exec_order_key. */
async function placesTaken(tx: TxContext, parentIds: number[]): Promise<Set<string>> {
  const rows = await tx.db.$queryRaw<{ place: string }[]>`
    SELECT parent_id || '/' || exec_order AS place FROM tasks
    WHERE parent_id = ANY(${parentIds}::int[]) AND archived_at IS NULL AND exec_order IS NOT NULL`;
  return new Set(rows.map(({ place }) => place));
}

async function parentIdsOf(
  tx: TxContext,
  project: ProjectModel,
  fresh: ImportedTicket[],
  ids: ByNumber,
): Promise<ByNumber> {
  const elsewhere = fresh.flatMap(({ parent }) =>
    parent === null || ids.has(parent) ? [] : [refOf(project, parent)],
  );
  const rows = await tx.db.$queryRaw<{ id: number; no: number }[]>`
    SELECT id, project_ticket_no AS no FROM tasks WHERE ticket_ref = ANY(${[...new Set(elsewhere)]})
    ORDER BY id FOR NO KEY UPDATE`;
  return new Map([...ids, ...rows.map(({ id, no }) => [no, id] as const)]);
}
