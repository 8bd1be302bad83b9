import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { record } from "@/lib/events/append";
import { freeSlug, lockProjects } from "@/lib/projects/create";
import { projectToWire } from "@/lib/projects/wire";
import { type Account, deviate, freshOf, remember } from "./account";
import { PROJECT, type RecordOf } from "./kinds";
import { chooseIds, insertRows } from "./rows";

interface Present {
  id: number;
  name: string;
  is_default: boolean;
  is_unused: boolean;
}

/**
 * Brings projects in. One whose ticket prefix is here becomes that project. The unused default project of a fresh installation becomes
 * the source's.
 */
export async function takeProjects(
  tx: TxContext,
  account: Account,
  records: readonly RecordOf<"project">[],
): Promise<void> {
  if (records.length === 0) return;
  await lockProjects(tx);
  for (const project of await freshOf(tx, account, "project", records)) {
    const same = await findSame(tx, project);
    const unused = project.is_default ? await findUnusedDefault(tx) : null;
    const id =
      same && !(unused && unused.id === same.id)
        ? await join(account, project, same)
        : unused
          ? await become(tx, project, unused.id)
          : await insert(tx, project);
    await remember(tx, account, "project", new Map([[String(project.id), id]]));
  }
}

async function findSame(tx: TxContext, { prefix }: RecordOf<"project">): Promise<Present | null> {
  const [found] = await tx.db.$queryRaw<Present[]>`
    SELECT id, name, is_default, NOT EXISTS (SELECT 1 FROM tasks WHERE project_id = p.id) AS is_unused
    FROM projects p WHERE lower(prefix) = ${prefix.toLowerCase()}`;
  return found ?? null;
}

async function findUnusedDefault(tx: TxContext): Promise<{ id: number } | null> {
  const [found] = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM projects p WHERE is_default AND NOT EXISTS (SELECT 1 FROM tasks WHERE project_id = p.id)`;
  return found ?? null;
}

async function join(
  account: Account,
  project: RecordOf<"project">,
  same: Present,
): Promise<number> {
  if (!same.is_default)
    deviate(
      account,
      "project",
      project.id,
      `${project.prefix} is here already: its tasks go into ${same.name}`,
    );
  return same.id;
}

async function become(tx: TxContext, project: RecordOf<"project">, id: number): Promise<number> {
  await tx.db
    .$executeRaw`UPDATE projects SET slug = ${`import-${id}`}, prefix = ${`IMPORT${id}`} WHERE id = ${id}`;
  const slug = await freeSlug(tx, project.slug, project.prefix);
  const columns = Object.entries(PROJECT).filter(([name]) => name !== "is_default");
  const set = columns.map(([name, { pg }]) => `"${name}" = r."${name}"::${pg}`).join(", ");
  const types = columns
    .map(([name, { pg }]) => `"${name}" ${pg === "review_policy" ? "text" : pg}`)
    .join(", ");
  await tx.db.$executeRaw`
    UPDATE projects p SET ${Prisma.raw(set)}
    FROM jsonb_to_record(${JSON.stringify({ ...project, slug })}::jsonb) AS r(${Prisma.raw(types)}) WHERE p.id = ${id}`;
  const row = await tx.db.project.findUniqueOrThrow({ where: { id } });
  await record(tx, {
    type: "project.updated",
    projectId: id,
    data: { project: projectToWire(row), changed: ["name", "ticket_prefix"] },
  });
  return id;
}

async function insert(tx: TxContext, project: RecordOf<"project">): Promise<number> {
  const ids = await chooseIds(tx, "project", [project.id]);
  const id = ids.get(String(project.id)) as number;
  const slug = await freeSlug(tx, project.slug, project.prefix);
  // The installation has a default project, which stays it.
  await insertRows(tx, "project", PROJECT, [{ ...project, id, slug, is_default: false }]);
  const row = await tx.db.project.findUniqueOrThrow({ where: { id } });
  await record(tx, {
    type: "project.created",
    projectId: id,
    data: { project: projectToWire(row) },
  });
  return id;
}
