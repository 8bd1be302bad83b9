import type { TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { lockProjectStructure, lockTasks } from "@/lib/tasks/locks";
import { assertNoBlockCircle } from "@/lib/tasks/structure/circles";
import { type Account, admit, deviate, freshOf } from "./account";
import { LINK, type RecordOf } from "./kinds";
import { insertRows, knownIds } from "./rows";

/** Puts tasks under their parents. A place that would close a circle, or is taken, is reported. A task that has one keeps it. */
export async function takePlaces(
  tx: TxContext,
  account: Account,
  records: readonly RecordOf<"place">[],
): Promise<void> {
  const named = records.flatMap(({ task_id, parent_id }) => [task_id, parent_id]);
  const ids = await knownIds(tx, account.source, "task", named);
  await lockProjectsOf(tx, [...ids.values()]);
  for (const { task_id, parent_id, exec_order } of records) {
    const [task, parent] = [ids.get(String(task_id)), ids.get(String(parent_id))];
    if (task === undefined || parent === undefined) {
      deviate(account, "task", task_id, `its parent ${parent_id} was not brought in: it has none`);
      continue;
    }
    const placed = await tx.db.$executeRaw`
      WITH RECURSIVE above AS (
        SELECT id, parent_id FROM tasks WHERE id = ${parent}
        UNION SELECT t.id, t.parent_id FROM above JOIN tasks t ON t.id = above.parent_id
      )
      UPDATE tasks t SET parent_id = p.id, exec_order = CASE WHEN NOT EXISTS (
          SELECT 1 FROM tasks o WHERE o.parent_id = p.id AND o.exec_order = ${exec_order}::int AND o.archived_at IS NULL AND o.id <> t.id
        ) THEN ${exec_order}::int END
      FROM tasks p
      WHERE t.id = ${task} AND p.id = ${parent} AND p.project_id = t.project_id AND (t.parent_id IS NULL OR t.parent_id = p.id)
        AND NOT EXISTS (SELECT 1 FROM above WHERE id = ${task})`;
    if (placed === 0)
      deviate(account, "task", task_id, `cannot be below ${parent_id} here: it has no parent`);
  }
}

/** Brings links in. One that leads out of its project, or would close a circle, is left out and reported. */
export async function takeLinks(
  tx: TxContext,
  account: Account,
  records: readonly RecordOf<"link">[],
): Promise<void> {
  const fresh = await freshOf(tx, account, "link", records);
  const ids = await knownIds(
    tx,
    account.source,
    "task",
    fresh.flatMap(({ from_id, to_id }) => [from_id, to_id]),
  );
  await lockProjectsOf(tx, [...ids.values()]);
  const tasks = new Map((await lockTasks(tx, [...ids.values()])).map((task) => [task.id, task]));
  for (const link of fresh) {
    const [from, to] = [link.from_id, link.to_id].map((id) => tasks.get(ids.get(String(id)) ?? -1));
    const leaveOut = (why: string) =>
      deviate(
        account,
        "link",
        link.id,
        `${link.from_id} ${link.type} ${link.to_id} is left out: ${why}`,
      );
    if (!from || !to) leaveOut("one of them was not brought in");
    else if (from.id === to.id) leaveOut("it leads to itself");
    else if (from.project_id !== to.project_id) leaveOut("they are in two projects");
    else {
      const circle =
        link.type === "blocks" ? await circleOf(() => assertNoBlockCircle(tx, from, to)) : null;
      if (circle !== null) leaveOut(circle);
      else {
        const [known] = await tx.db.$queryRaw<{ id: number }[]>`
          SELECT id FROM task_links WHERE from_id = ${from.id} AND to_id = ${to.id} AND type = ${link.type}::link_type`;
        if (known) continue;
        const given = await admit(tx, account, "link", [link]);
        const row = { ...link, id: given.get(String(link.id)), from_id: from.id, to_id: to.id };
        await insertRows(tx, "link", LINK, [row]);
      }
    }
  }
}

async function circleOf(check: () => Promise<void>): Promise<string | null> {
  try {
    await check();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

async function lockProjectsOf(tx: TxContext, ids: number[]): Promise<void> {
  const rows = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT project_id AS id FROM tasks WHERE id = ANY(${ids}::int[]) ORDER BY 1`;
  for (const { id } of rows) await lockProjectStructure(tx, id);
}
