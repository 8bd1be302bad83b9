import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { assertNoBlockCircle } from "@/lib/tasks/circles";
import { lockTasks } from "@/lib/tasks/find";
import type { TaskRow } from "@/lib/tasks/row";
import type { ProjectModel } from "@/prisma/generated/models";
import type { Deviation, ImportedTicket } from "./schema";
import type { ByNumber } from "./tickets";

/**
 * Adds the links of the new tickets; those of tickets that were here already stay as Baton has them. A link to itself, to
 * a ticket that is not here, or one that would close a circle is left out, and told.
 */
export async function addLinks(
  tx: Transaction,
  ctx: Context,
  project: ProjectModel,
  tickets: ImportedTicket[],
  fresh: ByNumber,
): Promise<{ added: number; deviations: Deviation[] }> {
  const linked = tickets.filter(({ number, links }) => fresh.has(number) && links.length > 0);
  if (linked.length === 0) return { added: 0, deviations: [] };
  const tasks = await tasksOf(tx, project, linked);
  const deviations: Deviation[] = [];
  let added = 0;
  for (const { number, source_id, links } of linked) {
    for (const { to: other, type, inverse } of links) {
      const [from, to] = [tasks.get(inverse ? other : number), tasks.get(inverse ? number : other)];
      const why = await obstacle(tx, from, to, type);
      if (why === null && from && to) {
        added += await tx.$executeRaw`
          INSERT INTO task_links (from_id, to_id, type, created_by)
          VALUES (${from.id}, ${to.id}, ${type}::link_type, ${ctx.actor.name}) ON CONFLICT DO NOTHING`;
      } else {
        const ends = `${project.prefix}-${inverse ? other : number} ${type} ${project.prefix}-${inverse ? number : other}`;
        deviations.push({ source_id, what: `the link ${ends} is left out: ${why}` });
      }
    }
  }
  return { added, deviations };
}

async function tasksOf(
  tx: Transaction,
  project: ProjectModel,
  linked: ImportedTicket[],
): Promise<Map<number, TaskRow>> {
  const numbers = linked.flatMap(({ number, links }) => [number, ...links.map(({ to }) => to)]);
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM tasks WHERE project_id = ${project.id} AND project_ticket_no = ANY(${numbers}::int[])`;
  const tasks = await lockTasks(
    tx,
    rows.map(({ id }) => id),
  );
  return new Map(tasks.map((task) => [task.project_ticket_no, task]));
}

async function obstacle(
  tx: Transaction,
  from: TaskRow | undefined,
  to: TaskRow | undefined,
  type: ImportedTicket["links"][number]["type"],
): Promise<string | null> {
  if (!from || !to) return "one of them is not here";
  if (from.id === to.id) return "it leads to itself";
  if (type !== "blocks") return null;
  try {
    await assertNoBlockCircle(tx, from, to);
    return null;
  } catch (error) {
    if (error instanceof DomainError && error.code === "invalid") {
      return error.message.replace(/^\w+: /, "it ");
    }
    throw error;
  }
}
