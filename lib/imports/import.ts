import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/database";
import { DomainError, notFound } from "@/lib/core/errors";
import { createProject, freeSlug, lockProjects } from "@/lib/projects/create";
import { projectToWire } from "@/lib/projects/wire";
import { lockProjectStructure } from "@/lib/tasks/locks";
import type { ProjectModel } from "@/prisma/generated/models";
import { addComments } from "./comments";
import { finishPart } from "./finish";
import { addLinks } from "./links";
import type { BeginImport, FinishImport, ImportAnswer, ImportStep, ImportTickets } from "./schema";
import { addTickets, presentTickets } from "./tickets";

/** A time limit for statements that write hundreds of tickets at once. */
const IMPORT_LIMITS = { statementMs: 120_000 };

/**
 * Imports tickets of another tracker with their numbers, times and structure. There are three kinds of steps: `begin` once, `tickets`
 * for each part, and `finish` until its answer has no `next`. Each step is one transaction and may be repeated: existing tickets stay
 * as they are, so an interrupted import can go on, and repeating one changes nothing. Tickets cannot be claimed before `finish`.
 * Admins only. Fails with `conflict` if a number belongs to a task that did not come from the same source, and with `invalid` for a
 * ticket that breaks a rule, naming its position.
 */
export async function importStep(ctx: Context, input: ImportStep): Promise<ImportAnswer> {
  switch (input.step) {
    case "begin":
      return beginImport(ctx, input);
    case "tickets":
      return takeTickets(ctx, input);
    case "finish":
      return finishImport(ctx, input);
  }
}

async function beginImport(ctx: Context, input: BeginImport): Promise<ImportAnswer> {
  const found = await findByPrefix(ctx.db, input.project);
  authorize(ctx.actor, "project.manage", { projectId: found?.id });
  if (input.dry_run) {
    const present = found ? await presentOf(ctx.db, found, input.numbers) : 0;
    return { step: "begin", project: found && projectToWire(found), created: false, present };
  }
  return ctx.transaction(async (tx) => {
    await lockProjects(tx);
    const known = await findByPrefix(tx.db, input.project);
    const name = input.name ?? input.project;
    const project =
      known ??
      (await createProject(tx, {
        name,
        slug: await freeSlug(tx, name, input.project),
        ticket_prefix: input.project,
      }));
    if (project.archivedAt) {
      throw new DomainError("conflict", `${project.name} is archived`, {
        fix: "unarchive it first",
      });
    }
    const present = await presentOf(tx.db, project, input.numbers);
    // Sequences are not transactional: the counter moves at once, even if this import is rolled back.
    const highest = input.numbers.reduce((most, number) => Math.max(most, number), 0);
    await tx.db.$executeRaw`SELECT reserve_ticket_no(${project.id}::int, ${highest}::int)`;
    const wire = projectToWire(project);
    return { step: "begin", project: wire, created: known === null, present };
  });
}

async function presentOf(
  db: Pick<Transaction, "$queryRaw">,
  project: ProjectModel,
  numbers: number[],
): Promise<number> {
  const rows = await db.$queryRaw<{ ticket_ref: string; imported: boolean }[]>`
    SELECT ticket_ref, metadata ? 'imported_from' AS imported FROM tasks
    WHERE project_id = ${project.id} AND project_ticket_no = ANY(${numbers}::int[]) ORDER BY id`;
  const others = rows.filter((row) => !row.imported).map((row) => row.ticket_ref);
  if (others.length === 0) return rows.length;
  const named = others.slice(0, 5).join(", ");
  throw new DomainError(
    "conflict",
    `${others.length} ${others.length === 1 ? "number is" : "numbers are"} taken by tasks made in Baton: ${named}`,
    { taken: others.slice(0, 100), fix: "import into a project of its own" },
  );
}

async function takeTickets(ctx: Context, input: ImportTickets): Promise<ImportAnswer> {
  return ctx.transaction(async (tx) => {
    const project = await mustFind(tx, input.project);
    await lockProjectStructure(tx, project.id);
    const present = await presentTickets(tx, project, input.tickets);
    const added = await addTickets(tx, project, input.tickets, present);
    const ids = new Map([...present, ...added.ids]);
    const comments = await addComments(tx, input.tickets, ids, added.ids);
    const links = await addLinks(tx, project, input.tickets, added.ids);
    await added.announce();
    return {
      step: "tickets",
      created: added.ids.size,
      present: present.size,
      comments,
      links: links.added,
      deviations: [...added.deviations, ...links.deviations],
    };
  }, IMPORT_LIMITS);
}

async function finishImport(ctx: Context, input: FinishImport): Promise<ImportAnswer> {
  return ctx.transaction(async (tx) => {
    const project = await mustFind(tx, input.project);
    await lockProjectStructure(tx, project.id);
    return { step: "finish", ...(await finishPart(tx, project.id, input.after)) };
  }, IMPORT_LIMITS);
}

async function mustFind(tx: TxContext, prefix: string): Promise<ProjectModel> {
  const project = await findByPrefix(tx.db, prefix);
  authorize(tx.actor, "project.manage", { projectId: project?.id });
  if (!project || project.archivedAt) throw notFound(`Project ${prefix}`);
  return project;
}

async function findByPrefix(
  db: Pick<Transaction, "project">,
  prefix: string,
): Promise<ProjectModel | null> {
  return db.project.findFirst({
    where: { prefix: { equals: prefix.replace(/_/g, "\\_"), mode: "insensitive" } },
  });
}
