import type { TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import { lockProjectStructure } from "@/lib/tasks/locks";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import { type Account, admit, deviate, freshOf } from "./account";
import * as c from "./columns";
import { type RecordOf, TASK } from "./kinds";
import { insertRows, knownIds } from "./rows";

const COLUMNS = { ...TASK, ticket_ref: c.words() };
type Task = RecordOf<"task">;

/**
 * Brings tasks in, with their ticket numbers where those are free. What an agent has in its hands at the source is assigned to it here,
 * because nobody works on it here. Parents and readiness follow.
 */
export async function takeTasks(
  tx: TxContext,
  account: Account,
  records: readonly Task[],
): Promise<void> {
  const fresh = await freshOf(tx, account, "task", records);
  const projects = await knownIds(
    tx,
    account.source,
    "project",
    fresh.map(({ project_id }) => project_id),
  );
  const placed = fresh.flatMap((task) => {
    const project = projects.get(String(task.project_id));
    if (project !== undefined) return [{ ...rested(account, task), project }];
    deviate(
      account,
      "task",
      task.id,
      `its project ${task.project_id} was not brought in: it is left out`,
    );
    return [];
  });
  for (const project of [...new Set(placed.map((task) => task.project))].sort((a, b) => a - b))
    await lockProjectStructure(tx, project);
  const ids = await admit(tx, account, "task", placed);
  const numbers = await ticketNumbers(tx, placed);
  const rows = placed.map((task, place) => ({
    ...task,
    id: ids.get(String(task.id)),
    project_id: task.project,
    ...numbers[place],
  }));
  await insertRows(tx, "task", COLUMNS, rows);
  for (const { id, source_id, ref } of rows.map((row, place) => ({
    id: row.id as number,
    source_id: String(placed[place]?.id),
    ref: row.ticket_ref ?? null,
  }))) {
    const known = account.renumbered.find((each) => each.kind === "task" && each.id === id);
    if (known) known.ref = ref;
    else if (numbers.find(({ ticket_ref, isNew }) => isNew && ticket_ref === ref))
      account.renumbered.push({ kind: "task", source_id, id, ref });
  }
  await announce(tx, [...ids.values()]);
}

/** The task as nobody's work. */
function rested(account: Account, task: Task): Task {
  if (task.status !== "in_progress") return task;
  const status = task.assigned_to === null ? "inbox" : "assigned";
  deviate(account, "task", task.id, `was in progress, and is ${status} here: nobody here holds it`);
  return { ...task, status };
}

interface Numbered {
  project_ticket_no: number;
  ticket_ref: string;
  isNew: boolean;
}

/** The ticket number of each: its own where that is free, otherwise the project's next. Index: tasks_ticket_ref_key. */
async function ticketNumbers(
  tx: TxContext,
  tasks: readonly (Task & { project: number })[],
): Promise<Numbered[]> {
  const wanted = tasks.map(({ project, project_ticket_no }) => ({
    project,
    no: project_ticket_no,
  }));
  await tx.db.$queryRaw`
    SELECT 1 AS reserved FROM (
      SELECT project, max(no) AS highest FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS r(project int, no int) GROUP BY project
    ) h CROSS JOIN LATERAL (SELECT reserve_ticket_no(h.project, h.highest)) AS done`;
  const rows = await tx.db.$queryRaw<{ place: number; prefix: string; is_taken: boolean }[]>`
    SELECT r.place::int AS place, p.prefix, EXISTS (
        SELECT 1 FROM tasks t WHERE t.ticket_ref = p.prefix || '-' || lpad((r.wanted->>'no'), GREATEST(3, length(r.wanted->>'no')), '0')
      ) AS is_taken
    FROM jsonb_array_elements(${JSON.stringify(wanted)}::jsonb) WITH ORDINALITY AS r(wanted, place)
    JOIN projects p ON p.id = (r.wanted->>'project')::int ORDER BY r.place`;
  const given = new Set<string>();
  const numbers: Numbered[] = [];
  for (const { place, prefix, is_taken } of rows) {
    const task = wanted[place - 1] as { project: number; no: number };
    let no = task.no;
    const isNew = is_taken || given.has(`${task.project}/${no}`);
    if (isNew) {
      const [next] = await tx.db.$queryRaw<
        { no: number }[]
      >`SELECT next_ticket_no(${task.project}::int) AS no`;
      no = next?.no as number;
    }
    given.add(`${task.project}/${no}`);
    numbers.push({
      project_ticket_no: no,
      ticket_ref: `${prefix}-${String(no).padStart(3, "0")}`,
      isNew,
    });
  }
  return numbers;
}

async function announce(tx: TxContext, ids: number[]): Promise<void> {
  const rows = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE t.id = ANY(${ids}::int[]) ORDER BY t.id`;
  await record(
    tx,
    ...rows.map(({ task }) => ({
      type: "task.created" as const,
      projectId: task.project_id,
      taskId: task.id,
      agent: task.assigned_to,
      data: { task, reason: "imported" },
    })),
  );
}
