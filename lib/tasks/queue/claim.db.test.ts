import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { openDatabase } from "@/lib/core/database";
import { bulkComplete } from "@/lib/tasks/change/bulk";
import { completeTask, releaseTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { agentActor, contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { claimMore, claimNext, claimTask } from "./claim";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events");
  ctx = contextOf(test.db);
});

const take = (agent: string, maxCapacity?: number) => claimNext(ctx, { agent, maxCapacity });

describe("the queue", () => {
  it("hands tasks out by priority, then due date (none last), then age", async () => {
    await givenTask(ctx, { title: "low", priority: "low" });
    await givenTask(ctx, { title: "medium, no due date" });
    await givenTask(ctx, { title: "medium, due later", due_date: 2_000_000_000 });
    await givenTask(ctx, { title: "medium, due soon", due_date: 1_900_000_000 });
    await givenTask(ctx, { title: "critical", priority: "critical" });
    await givenTask(ctx, { title: "medium, no due date, younger" });
    await givenTask(ctx, { title: "high", priority: "high" });
    const order: (string | undefined)[] = [];
    for (let i = 0; i < 7; i++) order.push((await take(`agent-${i}`)).task?.title);
    expect(order).toEqual([
      "critical",
      "high",
      "medium, due soon",
      "medium, due later",
      "medium, no due date",
      "medium, no due date, younger",
      "low",
    ]);
  });

  it("takes an agent's own tasks and the pool together, by the same order", async () => {
    await givenTask(ctx, { title: "own low", priority: "low", assigned_to: "scout" });
    await givenTask(ctx, { title: "pool high", priority: "high" });
    await givenTask(ctx, { title: "somebody else's", priority: "critical", assigned_to: "iris" });
    expect((await take("scout", 3)).task?.title).toBe("pool high");
    expect((await take("scout", 3)).task?.title).toBe("own low");
    expect((await take("scout", 3)).reason).toBe("no_tasks_available");
  });

  it("gives an agent with capacity 1 its task back", async () => {
    await givenTask(ctx);
    await givenTask(ctx);
    const first = await take("scout");
    const again = await take("scout");
    expect(again.reason).toBe("continue_current");
    expect(again.task?.id).toBe(first.task?.id);
    expect(again.run?.id).toBe(first.run?.id);
  });

  it("answers at_capacity when an agent holds as many as it may", async () => {
    for (let i = 0; i < 4; i++) await givenTask(ctx);
    for (let i = 0; i < 3; i++) expect((await take("scout", 3)).reason).toBe("assigned");
    expect(await take("scout", 3)).toMatchObject({ reason: "at_capacity", task: null });
  });

  it("never exceeds the capacity of one agent that polls twenty times at once", async () => {
    for (let i = 0; i < 30; i++) await givenTask(ctx);
    const polls = await Promise.all(Array.from({ length: 20 }, () => take("scout", 5)));
    expect(polls.filter((poll) => poll.reason === "assigned")).toHaveLength(5);
    expect(polls.filter((poll) => poll.reason === "at_capacity")).toHaveLength(15);
    const held = await test.db.task.count({
      where: { status: "in_progress", assignedTo: "scout" },
    });
    expect(held).toBe(5);
    expect(await test.db.agent.findUnique({ where: { name: "scout" } })).toMatchObject({
      inProgress: 5,
    });
  });

  it("claims each task exactly once under 64 agents, and loses none", async () => {
    for (let i = 0; i < 200; i++) await givenTask(ctx, { title: `task ${i}` });
    const taken: number[] = [];
    const work = async (agent: string): Promise<void> => {
      for (;;) {
        const poll = await take(agent);
        if (poll.task === null) return;
        taken.push(poll.task.id);
        await completeTask(ctx, { ref: poll.task.id, runId: poll.run?.id, resolution: "done" });
      }
    };
    await Promise.all(Array.from({ length: 64 }, (_, i) => work(`agent-${i}`)));
    expect(taken).toHaveLength(200);
    expect(new Set(taken).size).toBe(200);
    expect(await test.db.task.count({ where: { status: "review" } })).toBe(200);
    expect(await test.db.run.count({ where: { outcome: "succeeded" } })).toBe(200);
  });

  it("claims each task exactly once when 16 clients of two servers take them in batches, and loses none", async () => {
    const other = openDatabase(test.url, 8);
    try {
      const servers = [ctx, contextOf(other)];
      await Promise.all(
        Array.from({ length: 200 }, (_, i) => givenTask(ctx, { title: `task ${i}` })),
      );
      for (let i = 0; i < 16; i++) await givenTask(ctx, { assigned_to: `agent-${i}` });
      const taken: number[] = [];
      const work = async (client: number): Promise<void> => {
        const server = servers[client % 2] as Context;
        // Two clients share each agent, and with it its capacity.
        const input = { agent: `agent-${client >> 1}`, maxCapacity: 9, most: 7 };
        for (;;) {
          const claims = await claimMore(server, input, await claimNext(server, input), input.most);
          taken.push(...claims.map(({ task }) => task.id));
          const tasks = claims.map(({ task, run }) => ({ id: task.id, run_id: run.id }));
          if (tasks.length === 0) return;
          const done = await bulkComplete(server, { tasks });
          expect(done.filter((result) => "refused" in result)).toEqual([]);
        }
      };
      await Promise.all(Array.from({ length: 16 }, (_, client) => work(client)));
      await work(0);
      expect(new Set(taken).size).toBe(taken.length);
      expect(taken).toHaveLength(208);
      expect(await test.db.run.count({ where: { outcome: "succeeded" } })).toBe(208);
      const claimed = await test.db.event.findMany({ where: { type: "task.claimed" } });
      expect(new Set(claimed.map(({ taskId }) => taskId)).size).toBe(208);
    } finally {
      await other.$disconnect();
    }
  });

  it("gives a batch by the queue's order, from own tasks and the pool, as far as the capacity goes", async () => {
    await givenTask(ctx, { title: "pool low", priority: "low" });
    await givenTask(ctx, { title: "own high", priority: "high", assigned_to: "scout" });
    await givenTask(ctx, { title: "pool critical", priority: "critical" });
    await givenTask(ctx, { title: "own medium", assigned_to: "scout" });
    await givenTask(ctx, { title: "another's", priority: "critical", assigned_to: "iris" });
    const input = { agent: "scout", maxCapacity: 3, most: 20 };
    const claims = await claimMore(ctx, input, await claimNext(ctx, input), 20);
    const titles = ["pool critical", "own high", "own medium"];
    expect(claims.map(({ task }) => task.title)).toEqual(titles);
    const events = await test.db.event.findMany({
      where: { type: "task.claimed" },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ data }) => (data as { title: string }).title)).toEqual(titles);
    expect(await test.db.agent.findUnique({ where: { name: "scout" } })).toMatchObject({
      inProgress: 3,
    });
  });

  it("skips what another poll is just taking, and takes the next of the same kind instead", async () => {
    for (const title of ["first", "second", "third"]) await givenTask(ctx, { title });
    await ctx.transaction(async (tx) => {
      await tx.db.$queryRaw`SELECT id FROM tasks WHERE title = 'first' FOR NO KEY UPDATE`;
      const input = { agent: "iris", maxCapacity: 5, most: 2 };
      const claims = await claimMore(ctx, input, await claimNext(ctx, input), 2);
      expect(claims.map(({ task }) => task.title)).toEqual(["second", "third"]);
    });
  });

  it("records a claim as an event, with the run that holds it", async () => {
    await givenTask(ctx, { assigned_to: "scout" });
    const poll = await take("scout");
    const events = await test.db.event.findMany({ where: { type: "task.claimed" } });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ agent: "scout", runId: poll.run?.id, taskId: poll.task?.id });
    expect(events[0]?.data).toMatchObject({
      previous_status: "assigned",
      status: "in_progress",
    });
  });

  it("refuses an agent's key that polls for another agent", async () => {
    const scout = contextOf(test.db, agentActor("scout"));
    await expect(claimNext(scout, { agent: "iris" })).rejects.toMatchObject({
      code: "forbidden",
      message: "Access denied: agent key may only queue tasks for itself.",
    });
  });
});

describe("claiming one task", () => {
  it("conflicts when it is taken, and the first keeps it", async () => {
    const task = await givenTask(ctx);
    const results = await Promise.allSettled(
      ["a", "b", "c", "d"].map((agent) => claimTask(ctx, { ref: task.ticket_ref, agent })),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") {
        expect(result.reason).toMatchObject({
          code: "conflict",
          message: `${task.ticket_ref} already claimed`,
        });
      }
    }
  });

  it("says who works on what is taken, and who holds what a run has lost", async () => {
    const { id } = await givenTask(ctx);
    const lost = await claimTask(ctx, { ref: id, agent: "a" });
    await releaseTask(ctx, { ref: id, runId: lost.run.id });
    await updateTask(ctx, id, { assigned_to: "b" });
    await claimTask(ctx, { ref: id, agent: "b" });
    await expect(claimTask(ctx, { ref: id, agent: "a" })).rejects.toMatchObject({
      code: "conflict",
      details: { holder: "b", fix: expect.stringContaining("to b, who works on it") },
    });
    const late = completeTask(ctx, { ref: id, runId: lost.run.id, resolution: "late" });
    await expect(late).rejects.toMatchObject({
      code: "stale_run",
      message: expect.stringContaining("b holds it now"),
      details: { holder: "b" },
    });
    await completeTask(ctx, { ref: id, resolution: "done" });
    const { ticket_ref: ref, status } = await test.db.task
      .findUniqueOrThrow({ where: { id } })
      .then(({ ticketRef, status }) => ({ ticket_ref: ticketRef, status }));
    await expect(claimTask(ctx, { ref: id, agent: "a" })).rejects.toMatchObject({
      details: { fix: `${ref} is ${status}: take another task` },
    });
  });

  it("fences a report of a run that lost its claim", async () => {
    const task = await givenTask(ctx);
    const first = await claimTask(ctx, { ref: task.id, agent: "a" });
    await releaseTask(ctx, { ref: task.id, runId: first.run.id });
    const second = await claimTask(ctx, { ref: task.id, agent: "a" });
    await expect(
      completeTask(ctx, { ref: task.id, runId: first.run.id, resolution: "late" }),
    ).rejects.toMatchObject({ code: "stale_run" });
    const now = await test.db.task.findUniqueOrThrow({ where: { id: task.id } });
    expect(now).toMatchObject({ status: "in_progress", runId: second.run.id, resolution: null });
  });

  it("does not let an agent's key report on another agent's claim", async () => {
    const task = await givenTask(ctx, { assigned_to: "iris" });
    await claimNext(ctx, { agent: "iris" });
    const scout = contextOf(test.db, agentActor("scout"));
    await expect(completeTask(scout, { ref: task.id, resolution: "mine" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("says which step a later one waits for", async () => {
    const pipe = await givenTask(ctx, { title: "Deploy pipeline", exec_mode: "seq" });
    const one = await givenTask(ctx, { parent_id: pipe.id, exec_mode: "seq", exec_order: 1 });
    const two = await givenTask(ctx, { parent_id: pipe.id, exec_mode: "seq", exec_order: 2 });
    await expect(claimTask(ctx, { ref: two.id, agent: "a" })).rejects.toMatchObject({
      code: "seq_blocked",
      message: `${two.ticket_ref} blocked: ord=1 not done`,
      details: { blocker: one.ticket_ref },
    });
    expect((await take("a")).task?.id).toBe(one.id);
    expect((await take("b")).reason).toBe("no_tasks_available");
  });
});

it("makes no agent of a name that a poll expects to be there", async () => {
  const poll = claimNext(ctx, { agent: "dismissed", existing: true });
  await expect(poll).rejects.toMatchObject({ code: "not_found" });
  expect(await test.db.agent.findUnique({ where: { name: "dismissed" } })).toBeNull();
});
