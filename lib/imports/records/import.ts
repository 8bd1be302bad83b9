import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { finishPart } from "@/lib/imports/finish";
import { lockProjectStructure } from "@/lib/tasks/locks";
import type { Account } from "./account";
import { takeAgents } from "./agents";
import type { ImportedRecord } from "./kinds";
import { takeProjects } from "./projects";
import type { FinishRecords, RecordsAnswer, RecordsStep, SendRecords } from "./schema";
import { takeSchedules, takeWebhooks } from "./settings";
import { takeLinks, takePlaces } from "./structure";
import { takeComments, takeReviews, takeRuns } from "./talk";
import { takeTasks } from "./tasks";

/** A time limit for statements that write hundreds of records at once. */
const LIMITS = { statementMs: 120_000 };

/**
 * Brings records of another installation in, with their ids where those are free. Each step is one transaction and may be repeated: what
 * came from the same source before stays as it is now. Records come in the order of their kinds, so that each finds what it refers to; what
 * it does not find is left out and reported. Tasks cannot be claimed before `finish`, until whose answer has no `next`. Admins only, with
 * an unlimited key.
 */
export async function importRecords(ctx: Context, input: RecordsStep): Promise<RecordsAnswer> {
  authorize(ctx.actor, "settings.manage");
  return ctx.transaction(async (tx) => {
    switch (input.step) {
      case "begin":
        if (input.empty) await assertEmpty(tx, input.source);
        return { step: "begin", present: await countPresent(tx, input.source) };
      case "records":
        return takeRecords(tx, input);
      case "finish":
        return finish(tx, input);
    }
  }, LIMITS);
}

async function countPresent(tx: TxContext, source: string): Promise<Record<string, number>> {
  const rows = await tx.db.$queryRaw<{ kind: string; n: number }[]>`
    SELECT kind, count(*)::int AS n FROM imported_records WHERE source = ${source} GROUP BY kind`;
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
}

/** What was brought from the same source may be there: an import that broke off goes on. */
async function assertEmpty(tx: TxContext, source: string): Promise<void> {
  const [found] = await tx.db.$queryRaw<{ tasks: boolean; agents: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM tasks t WHERE NOT EXISTS (
             SELECT 1 FROM imported_records r WHERE r.source = ${source} AND r.kind = 'task' AND r.id = t.id)) AS tasks,
           EXISTS (SELECT 1 FROM agents a WHERE deleted_at IS NULL AND NOT EXISTS (
             SELECT 1 FROM imported_records r WHERE r.source = ${source} AND r.kind = 'agent' AND r.id = a.id)) AS agents`;
  if (!found?.tasks && !found?.agents) return;
  throw new DomainError(
    "conflict",
    `This installation has ${found.tasks ? "tasks" : "agents"} of its own`,
    {
      fix: "import into an empty installation; there ids stay as they are",
    },
  );
}

async function takeRecords(
  tx: TxContext,
  { source, records }: SendRecords,
): Promise<RecordsAnswer> {
  const account: Account = { source, created: {}, present: {}, renumbered: [], deviations: [] };
  const of = <Kind extends ImportedRecord["kind"]>(kind: Kind) =>
    records.filter(
      (record): record is Extract<ImportedRecord, { kind: Kind }> => record.kind === kind,
    );
  await takeProjects(tx, account, of("project"));
  await takeAgents(tx, account, of("agent"));
  await takeTasks(tx, account, of("task"));
  await takePlaces(tx, account, of("place"));
  await takeLinks(tx, account, of("link"));
  await takeComments(tx, account, of("comment"));
  await takeRuns(tx, account, of("run"));
  await takeReviews(tx, account, of("review"));
  await takeSchedules(tx, account, of("schedule"));
  await takeWebhooks(tx, account, of("webhook"));
  const { source: _, ...answer } = account;
  return { step: "records", ...answer };
}

async function finish(
  tx: TxContext,
  { source, project, after }: FinishRecords,
): Promise<RecordsAnswer> {
  const rows = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT DISTINCT r.id FROM imported_records r JOIN projects p ON p.id = r.id
    WHERE r.source = ${source} AND r.kind = 'project' AND r.id >= ${project} ORDER BY 1 LIMIT 2`;
  const [first, second] = rows;
  if (first === undefined) return { step: "finish", finished: [], next: null };
  await lockProjectStructure(tx, first.id);
  const part = await finishPart(tx, first.id, first.id === project ? after : 0);
  const next =
    part.next !== null
      ? { project: first.id, after: part.next }
      : second
        ? { project: second.id, after: 0 }
        : null;
  return { step: "finish", finished: part.finished, next };
}
