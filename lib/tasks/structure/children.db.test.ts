import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { recordVerdict } from "@/lib/reviews/record";
import { cancelTask, completeTask, retryTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { findTask } from "@/lib/tasks/find";
import { claimTask } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { agentActor, contextOf, givenTask, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { reorderSteps } from "./reorder";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events");
  await test.db.$executeRawUnsafe(
    "SELECT graphile_worker.remove_job(key) FROM graphile_worker.jobs WHERE key IS NOT NULL",
  );
  ctx = contextOf(test.db);
});

const now = (task: { id: number }) => findTask(test.db, task.id);
const child = (parent: TaskRow) => givenTask(ctx, { parent_id: parent.id, review_required: false });
async function finish(task: TaskRow): Promise<void> {
  await claimTask(ctx, { ref: task.id, agent: "scout" });
  await completeTask(ctx, { ref: task.id, resolution: "ok" });
}

describe("a parent whose children are finished", () => {
  it("goes to review when it requires one, and is done by the verdict alone", async () => {
    await test.db.agent.create({ data: { name: "aegis", role: "reviewer", runtime: "anthropic" } });
    const epic = await givenTask(ctx, { type: "epic", review_required: true });
    await finish(await child(epic));
    expect(await now(epic)).toMatchObject({
      status: "review",
      children_done: 1,
      completed_at: null,
    });
    const jobs = await test.db.$queryRaw<unknown[]>`
      SELECT 1 FROM graphile_worker.jobs WHERE key = ${`review:${epic.id}`}`;
    expect(jobs).toHaveLength(1);
    const person = contextOf(test.db, userActor());
    await recordVerdict(person, { ref: epic.id, verdict: "approved", notes: "fine" });
    expect((await now(epic)).status).toBe("done");
  });

  it("leaves review when a child opens again, and comes back when that is finished", async () => {
    const epic = await givenTask(ctx, { type: "epic", review_required: true });
    const first = await child(epic);
    await finish(first);
    await retryTask(ctx, { ref: first.id });
    expect((await now(epic)).status).toBe("inbox");
    await finish(first);
    expect((await now(epic)).status).toBe("review");
    const second = await child(epic);
    const person = contextOf(test.db, userActor());
    const verdict = { ref: epic.id, verdict: "rejected" as const, notes: "one is missing" };
    await expect(recordVerdict(person, verdict)).rejects.toMatchObject({ code: "conflict" });
    expect(await now(epic)).toMatchObject({ status: "inbox", review_cycles: 0 });
    await finish(second);
    expect((await now(epic)).status).toBe("review");
  });

  it("is done when it requires no review, and lets go what waits for it", async () => {
    const epic = await givenTask(ctx, { type: "epic", review_required: false });
    const next = await givenTask(ctx, { depends_on: [epic.id] });
    await finish(await child(epic));
    expect((await now(epic)).status).toBe("done");
    expect(await now(next)).toMatchObject({ ready: true, claimable: true });
  });

  it("keeps what waits for it waiting while it is in review", async () => {
    const epic = await givenTask(ctx, { type: "epic", review_required: true });
    const next = await givenTask(ctx, { depends_on: [epic.id] });
    await finish(await child(epic));
    expect((await now(next)).ready).toBe(false);
  });

  it("is not made done by a cancelled child that an agent puts below it", async () => {
    const agent = contextOf(test.db, agentActor("scout"));
    const task = await givenTask(ctx, { review_required: true, assigned_to: "scout" });
    await claimTask(agent, { ref: task.id, agent: "scout" });
    await completeTask(agent, { ref: task.id, resolution: "unseen" });
    await givenTask(agent, { parent_id: task.id, status: "cancelled" }).catch(() => undefined);
    expect((await now(task)).status).toBe("review");
    const critical = await givenTask(ctx, { priority: "critical", review_required: true });
    const part = await givenTask(ctx, {
      parent_id: critical.id,
      assigned_to: "scout",
      review_required: false,
    });
    await cancelTask(agent, { ref: part.id });
    expect((await now(critical)).status).toBe("blocked");
  });

  it("waits for a person when all were cancelled, says so, and opens with its next child", async () => {
    const epic = await givenTask(ctx, { type: "epic", review_required: false });
    const [a, b] = [await child(epic), await child(epic)];
    await cancelTask(ctx, { ref: a.id });
    await cancelTask(ctx, { ref: b.id });
    expect(await now(epic)).toMatchObject({
      status: "blocked",
      blocked_by_id: null,
      blocked_reason: expect.stringContaining("every child was cancelled"),
      children_finished: 2,
      children_done: 0,
    });
    await retryTask(ctx, { ref: a.id });
    expect(await now(epic)).toMatchObject({ status: "inbox", blocked_reason: null, ready: true });
    await finish(await now(a));
    expect((await now(epic)).status).toBe("done");
  });

  it("stays blocked when a person blocked it, and opens nothing by itself then", async () => {
    const epic = await givenTask(ctx, { type: "epic", review_required: false });
    const a = await child(epic);
    await updateTask(ctx, epic.id, { status: "blocked", blocked_reason: "no access" });
    await cancelTask(ctx, { ref: a.id });
    await retryTask(ctx, { ref: a.id });
    expect(await now(epic)).toMatchObject({ status: "blocked", blocked_reason: "no access" });
  });

  it("finishes the whole line above it, however long", async () => {
    let parent = await givenTask(ctx, { review_required: false });
    const line = [parent];
    for (let depth = 0; depth < 30; depth++) {
      parent = await child(parent);
      line.push(parent);
    }
    await finish(parent);
    const [open] = await test.db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM tasks WHERE status <> 'done'`;
    expect(open?.n).toBe(0);
  });
});

/** How many rows and how many statements one change costs, seen from inside its transaction. */
async function costOf(work: (tx: Context) => Promise<unknown>): Promise<{ rows: number }> {
  return ctx.transaction(async (tx) => {
    const read = async () => {
      const [sum] = await tx.db.$queryRaw<{ rows: number }[]>`
        SELECT sum(seq_tup_read + idx_tup_fetch + n_tup_upd + n_tup_ins)::int AS rows FROM pg_stat_xact_user_tables`;
      return sum?.rows ?? 0;
    };
    const before = await read();
    await work(tx);
    return { rows: (await read()) - before };
  });
}

/** A parent with `count` parallel children in its project's backlog, as an import would leave them. */
async function givenFamily(count: number): Promise<{ parent: TaskRow; children: number[] }> {
  const parent = await givenTask(ctx, { type: "epic", review_required: false });
  const rows = await test.db.$queryRaw<{ id: number }[]>`
    INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, created_by, parent_id, ready, review_required)
    SELECT 1, ${parent.id}::int * 10000 + n, 'MANY-' || ${parent.id}::int || '-' || n, 'Child', 'test', ${parent.id}::int, true, false
    FROM generate_series(1, ${count}::int) n RETURNING id`;
  await test.db.task.update({ where: { id: parent.id }, data: { childrenTotal: count } });
  await test.db.$executeRawUnsafe("ANALYZE tasks");
  return { parent, children: rows.map(({ id }) => id) };
}

it("costs the same for each child, whether its parent has 200 children or 2,000", async () => {
  const costs: number[] = [];
  for (const count of [200, 2_000]) {
    const { parent, children } = await givenFamily(count);
    await cancelTask(ctx, { ref: children[0] as number });
    const { rows } = await costOf((tx) => cancelTask(tx, { ref: children[1] as number }));
    costs.push(rows);
    expect(await now(parent)).toMatchObject({ children_total: count, children_finished: 2 });
  }
  const [few, many] = costs as [number, number];
  expect(few).toBeGreaterThan(0);
  expect(many).toBeLessThanOrEqual(few + 20);
});

it("puts steps in order with as many statements for 5 as for 50", async () => {
  const statements: number[] = [];
  for (const count of [5, 50]) {
    const { parent, children } = await givenFamily(count);
    let sent = 0;
    await ctx.transaction(async (tx) => {
      const counting = Object.create(tx, {
        db: {
          value: new Proxy(tx.db, {
            get(target, property, receiver) {
              if (property === "$queryRaw" || property === "$executeRaw") sent += 1;
              return Reflect.get(target, property, receiver);
            },
          }),
        },
        transaction: { value: (work: (tx: unknown) => unknown) => work(counting) },
      });
      await reorderSteps(counting, { parent: parent.id, order: children });
    });
    statements.push(sent);
  }
  expect(statements[1]).toBe(statements[0]);
});

it("refuses a task in a project that is being archived at that moment", async () => {
  const project = await test.db.project.create({
    data: { name: "Closing", slug: "closing", prefix: "CLOSING" },
  });
  let creating: Promise<unknown> | undefined;
  await ctx.transaction(async (tx) => {
    await tx.db.project.update({ where: { id: project.id }, data: { archivedAt: new Date() } });
    creating = givenTask(ctx, { project_id: project.id }).catch((error: unknown) => error);
    await untilSomebodyWaits();
  });
  expect(await creating).toMatchObject({
    code: "invalid",
    message: "project_id: Project not found or archived",
  });
  expect(await test.db.task.count({ where: { projectId: project.id } })).toBe(0);
});

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await test.db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (waiting.length > 0) return;
  }
}
