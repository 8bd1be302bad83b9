import type { TxContext } from "@/lib/core/context";
import type { ProjectModel } from "@/prisma/generated/models";
import type { Deviation, ImportedTicket } from "./schema";
import type { ByNumber } from "./tickets";
import { type Place, Waiting } from "./waiting";

interface Link {
  source_id: string;
  type: ImportedTicket["links"][number]["type"];
  /** The ids of both tasks, and the name used for the link in the report if it is left out. */
  from: number;
  to: number;
  name: string;
}

/**
 * Adds the links of new tickets; links between existing tickets are not touched. A link of a ticket to itself or to an unknown ticket,
 * and one that would close a circle, is left out and reported.
 */
export async function addLinks(
  tx: TxContext,
  project: ProjectModel,
  tickets: ImportedTicket[],
  fresh: ByNumber,
): Promise<{ added: number; deviations: Deviation[] }> {
  const linked = tickets.filter(({ number, links }) => fresh.has(number) && links.length > 0);
  if (linked.length === 0) return { added: 0, deviations: [] };
  const deviations: Deviation[] = [];
  const leaveOut = ({ source_id, name }: Pick<Link, "source_id" | "name">, why: string) =>
    deviations.push({ source_id, what: `the link ${name} is left out: ${why}` });
  const links: Link[] = [];
  const ids = await idsOf(tx, project, linked);
  for (const { number, source_id, links: wanted } of linked) {
    for (const { to: other, type, inverse } of wanted) {
      const [first, second] = inverse ? [other, number] : [number, other];
      const name = `${refOf(project, first)} ${type} ${refOf(project, second)}`;
      const [from, to] = [ids.get(first), ids.get(second)];
      if (from === undefined || to === undefined) {
        leaveOut({ source_id, name }, "one of them is not here");
      } else if (from === to) leaveOut({ source_id, name }, "it leads to itself");
      else links.push({ source_id, type, from, to, name });
    }
  }
  const closing = await circlesAmong(tx, project, links);
  for (const [link, circle] of closing) leaveOut(link, `it would close a circle: ${circle}`);
  const kept = links
    .filter((link) => !closing.has(link))
    .map(({ from, to, type }) => ({ from_id: from, to_id: to, type }));
  const added = await tx.db.$executeRaw`
    INSERT INTO task_links (from_id, to_id, type, created_by)
    SELECT DISTINCT r.from_id, r.to_id, r.type::link_type, ${tx.actor.name}
    FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) AS r(from_id int, to_id int, type text)
    ON CONFLICT DO NOTHING`;
  return { added, deviations };
}

const refOf = (project: ProjectModel, number: number): string =>
  `${project.prefix}-${String(number).padStart(3, "0")}`;

async function idsOf(
  tx: TxContext,
  project: ProjectModel,
  linked: ImportedTicket[],
): Promise<ByNumber> {
  const numbers = linked.flatMap(({ number, links }) => [number, ...links.map(({ to }) => to)]);
  const refs = [...new Set(numbers)].map((number) => refOf(project, number));
  const rows = await tx.db.$queryRaw<{ id: number; no: number }[]>`
    SELECT id, project_ticket_no AS no FROM tasks WHERE ticket_ref = ANY(${refs})`;
  return new Map(rows.map(({ id, no }) => [no, id]));
}

/** The links that would close a circle, with the circle described. Usually there are none, which a single walk establishes. */
async function circlesAmong(
  tx: TxContext,
  project: ProjectModel,
  links: Link[],
): Promise<Map<Link, string>> {
  const found = new Map<Link, number[]>();
  const blocks = links.filter(({ type }) => type === "blocks");
  if (blocks.length === 0) return new Map();
  const waiting = await waitingIn(tx, project.id);
  if (waiting.allows(blocks)) return new Map();
  for (const link of blocks) {
    const circle = waiting.circle(link.from, link.to);
    if (circle) found.set(link, circle);
    else waiting.block(link.from, link.to);
  }
  const refs = await tx.db.$queryRaw<{ id: number; ref: string }[]>`
    SELECT id, ticket_ref AS ref FROM tasks WHERE id = ANY(${[...found.values()].flat()}::int[])`;
  const refById = new Map(refs.map(({ id, ref }) => [id, ref]));
  return new Map(
    [...found].map(([link, ids]) => [link, ids.map((id) => refById.get(id)).join(" → ")]),
  );
}

/** Returns one row for the whole project: transferring thousands of small rows would take longer than finding them. */
async function waitingIn(tx: TxContext, projectId: number): Promise<Waiting> {
  const [row] = await tx.db.$queryRaw<{ places: Place[]; blocks: [number, number][] }[]>`
    SELECT (SELECT COALESCE(jsonb_agg(jsonb_build_array(id, parent_id, exec_mode = 'seq', exec_order)), '[]')
            FROM tasks WHERE project_id = ${projectId} AND parent_id IS NOT NULL) AS places,
           (SELECT COALESCE(jsonb_agg(jsonb_build_array(l.from_id, l.to_id)), '[]')
            FROM task_links l JOIN tasks t ON t.id = l.to_id
            WHERE t.project_id = ${projectId} AND l.type = 'blocks') AS blocks`;
  return new Waiting(row?.places ?? [], row?.blocks ?? []);
}
