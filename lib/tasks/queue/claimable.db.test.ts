import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { cancelTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { findTask } from "@/lib/tasks/find";
import { contextOf, givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { readBacklog } from "./backlog";
import { claimNext, claimTask } from "./claim";
import { claimBest } from "./claim.sql";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.db.$executeRawUnsafe("TRUNCATE tasks, agents, runs, events CASCADE");
  ctx = contextOf(test.db);
});

const now = async (id: number) => {
  const { kind, ready, claimable } = await findTask(test.db, id);
  return { kind, ready, claimable };
};

describe("a task's kind", () => {
  it("is group while it has live children, and work before and after", async () => {
    const parent = await givenTask(ctx);
    expect(parent).toMatchObject({ kind: "work", claimable: true });
    const child = await givenTask(ctx, { parent_id: parent.id });
    expect(await now(parent.id)).toEqual({ kind: "group", ready: true, claimable: false });
    await updateTask(ctx, child.id, { archived: true });
    expect(await now(parent.id)).toEqual({ kind: "work", ready: true, claimable: true });
  });

  it("is group for an epic, whether or not it has children", async () => {
    const epic = await givenTask(ctx, { type: "epic" });
    expect(epic).toMatchObject({ kind: "group", ready: true, claimable: false });
    const task = await givenTask(ctx);
    await updateTask(ctx, task.id, { type: "epic" });
    expect(await now(task.id)).toMatchObject({ kind: "group", claimable: false });
    await updateTask(ctx, task.id, { type: "feature" });
    expect(await now(task.id)).toMatchObject({ kind: "work", claimable: true });
  });

  it("stays what it is for approvals and waits", async () => {
    for (const kind of ["approval", "wait"] as const) {
      const task = await givenTask(ctx);
      await test.db.task.update({ where: { id: task.id }, data: { kind } });
      await updateTask(ctx, task.id, { title: "Renamed" });
      expect(await now(task.id)).toEqual({ kind, ready: true, claimable: false });
    }
  });
});

describe("the queue", () => {
  it("hands out no epic, whether it is the pool's or the agent's own", async () => {
    await givenTask(ctx, { type: "epic", priority: "critical" });
    await givenTask(ctx, { type: "epic", priority: "critical", assigned_to: "scout" });
    expect(await claimNext(ctx, { agent: "scout" })).toMatchObject({
      reason: "no_tasks_available",
    });
    const work = await givenTask(ctx);
    expect((await claimNext(ctx, { agent: "scout" })).task?.id).toBe(work.id);
  });

  it("hands out no approval and no wait, and an explicit claim of one is refused", async () => {
    for (const kind of ["approval", "wait"] as const) {
      const task = await givenTask(ctx);
      await test.db.task.update({ where: { id: task.id }, data: { kind } });
      expect((await claimNext(ctx, { agent: "scout" })).reason).toBe("no_tasks_available");
      await expect(claimTask(ctx, { ref: task.id, agent: "scout" })).rejects.toMatchObject({
        code: "conflict",
        message: `${task.ticket_ref} is of kind ${kind}, which nobody claims`,
      });
      const asPerson = contextOf(test.db, keyActor());
      await expect(
        updateTask(asPerson, task.id, { status: "in_progress", assigned_to: "scout" }),
      ).rejects.toMatchObject({ code: "conflict" });
    }
  });

  it("lets an explicit claim take a parent", async () => {
    const parent = await givenTask(ctx);
    await givenTask(ctx, { parent_id: parent.id });
    const claim = await claimTask(ctx, { ref: parent.id, agent: "scout" });
    expect(claim.task).toMatchObject({ id: parent.id, status: "in_progress", claimable: false });
  });

  it("hands a parent out again once all its children are archived", async () => {
    const parent = await givenTask(ctx);
    const child = await givenTask(ctx, { parent_id: parent.id });
    await cancelTask(ctx, { ref: child.id });
    expect((await claimNext(ctx, { agent: "scout" })).task).toBeNull();
    await updateTask(ctx, child.id, { archived: true });
    await updateTask(ctx, parent.id, { status: "inbox" });
    expect((await claimNext(ctx, { agent: "scout" })).task?.id).toBe(parent.id);
  });
});

/** What the tasks looked like when PostgreSQL counted them, though they are different now; null when it never did. */
const STATISTICS = {
  "no statistics": null,
  "no claimable task when they were analyzed": "ready = false",
  "only claimable tasks when they were analyzed":
    "status = 'inbox', ready = true, assigned_to = NULL",
  "no task in the pool when they were analyzed": "assigned_to = 'agent-1'",
};

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  Plans?: PlanNode[];
}

/** The statement that `run` sends, as it sends it. */
async function statementOf(
  run: (db: Queryable) => Promise<unknown>,
): Promise<{ text: string; values: unknown[] }> {
  let sent: Prisma.Sql | undefined;
  const recorder = {
    $queryRaw: async (strings: TemplateStringsArray, ...values: unknown[]) => {
      sent ??= Prisma.sql(strings, ...values);
      return [];
    },
  };
  await run(recorder as unknown as Queryable);
  if (!sent) throw new Error("no statement was sent");
  return { text: sent.text, values: sent.values };
}

/** How PostgreSQL carries it out when it plans without a look at the values, as it does after a few times. */
async function genericPlan({
  text,
  values,
}: {
  text: string;
  values: unknown[];
}): Promise<{ nodes: PlanNode[]; buffers: number }> {
  const literals = values.map((value) =>
    value === null ? "NULL" : `'${String(value).replaceAll("'", "''")}'`,
  );
  return ctx.transaction(async ({ db }) => {
    await db.$queryRawUnsafe("SELECT set_config('plan_cache_mode', 'force_generic_plan', true)");
    await db.$executeRawUnsafe(`PREPARE poll AS ${text}`);
    const rows = await db.$queryRawUnsafe<{ "QUERY PLAN": { Plan: PlanNode }[] }[]>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE poll(${literals.join(", ")})`,
    );
    await db.$executeRawUnsafe("DEALLOCATE poll");
    const root = rows[0]?.["QUERY PLAN"][0]?.Plan as PlanNode;
    const flat = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flat)];
    return { nodes: flat(root), buffers: root["Shared Hit Blocks"] + root["Shared Read Blocks"] };
  });
}

/** Far more than a few index probes cost, far less than reading the queue. */
const FEW_BUFFERS = 500;

describe("the plan of a poll", () => {
  for (const [name, analyzed] of Object.entries(STATISTICS)) {
    it(`reads the queue's index and sorts nothing with ${name}`, async () => {
      await givenBacklog(4_000, analyzed);
      for (const projectId of [null, 1]) {
        const statement = await statementOf((db) =>
          claimBest(db, ctx.actor, 0, {
            agent: "agent-1",
            maxCapacity: 5,
            projectId,
            workType: null,
            limit: null,
            claimId: null,
            workerId: null,
            most: 1,
            queue: "claimable",
          }),
        );
        const { nodes, buffers } = await genericPlan(statement);
        const reads = nodes.flatMap((node) =>
          node["Index Name"]?.includes("claimable") ? [node["Index Name"]] : [],
        );
        const index = projectId === null ? "tasks_claimable_idx" : "tasks_project_claimable_idx";
        expect(reads).toEqual([index, index, index, index]);
        const types = nodes.map((node) => node["Node Type"]);
        expect(types.filter((type) => /Sort|Bitmap/.test(type))).toEqual([]);
        const scanned = nodes.filter((node) => node["Node Type"] === "Seq Scan");
        expect(scanned.map((node) => node["Relation Name"])).not.toContain("tasks");
        expect(buffers).toBeLessThan(FEW_BUFFERS);
      }
    });
  }
});

/** Tasks of ten agents and of the pool, analyzed while they were in another state. */
async function givenBacklog(count: number, analyzed: string | null): Promise<void> {
  const run = (statement: string) => test.db.$executeRawUnsafe(statement);
  await run("DELETE FROM pg_statistic WHERE starelid = 'tasks'::regclass");
  await run("INSERT INTO agents (name) SELECT 'agent-' || n FROM generate_series(1, 10) n");
  await run(`
    INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, created_by, priority, status, assigned_to, ready)
    SELECT 1, 100 + n, 'PLAN-' || n, 'Task ' || n, 'test', (ARRAY['low', 'medium', 'high'])[1 + n % 3]::priority,
           CASE n % 3 WHEN 0 THEN 'assigned' WHEN 1 THEN 'inbox' ELSE 'done' END::task_status,
           CASE WHEN n % 3 = 0 THEN 'agent-' || (1 + n % 10) END, n % 3 < 2
    FROM generate_series(1, ${count}) n`);
  if (analyzed === null) return;
  await run("CREATE TABLE kept AS SELECT id, status, assigned_to, ready FROM tasks");
  await run(`UPDATE tasks SET ${analyzed}`);
  await run("ANALYZE tasks");
  await run(`UPDATE tasks t SET status = k.status, assigned_to = k.assigned_to, ready = k.ready
    FROM kept k WHERE k.id = t.id`);
  await run("DROP TABLE kept");
}

it("lists a project's backlog without groups", async () => {
  await givenTask(ctx, { type: "epic" });
  const work = await givenTask(ctx);
  const { tasks } = await readBacklog(ctx, { projectId: work.project_id, agent: null, limit: 10 });
  expect(tasks.map(({ id }) => id)).toEqual([work.id]);
});
