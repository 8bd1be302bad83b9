import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import { recordVerdict } from "@/lib/reviews/record";
import { runsOfAgent } from "@/lib/runs/queries";
import { completeTask, releaseTask } from "@/lib/tasks/change/report";
import { addComment } from "@/lib/tasks/comments/comments";
import { claimNext } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { agentActor, contextOf, givenTask, keyActor, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { checkWork, heartbeat } from "./heartbeat";
import { pulseToWire } from "./heartbeat-wire";
import { registerAgent } from "./register";
import { Heartbeat } from "./schema";

let test: TestDatabase;
let ctx: Context;
let person: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events");
  ctx = contextOf(test.db);
  person = contextOf(test.db, userActor());
  await registerAgent(ctx, { name: "scout" });
});

const beat = async (input: unknown = {}, as = ctx) => {
  const pulse = await heartbeat(as, "scout", Heartbeat.parse(input));
  return { ...pulseToWire(pulse, new Date()), token_recorded: pulse.tokenRecorded };
};
const look = async () => pulseToWire(await checkWork(ctx, "scout"), new Date());
const events = async () =>
  (await test.db.$queryRaw<{ type: string }[]>`SELECT type FROM events ORDER BY id`).map(
    (e) => e.type,
  );
const silentFor = (minutes: number) =>
  test.db
    .$executeRaw`UPDATE agents SET last_seen_at = now() - ${minutes}::int * interval '1 minute'`;
const mention = (task: TaskRow, text: string, as = person) =>
  addComment(as, task.id, { content: text, parent_id: null });

type Items = { type: string; count: number; items: Record<string, unknown>[] }[];
const itemsOf = (answer: object, type: string) =>
  (answer as { work_items?: Items }).work_items?.find((item) => item.type === type);

describe("a heartbeat", () => {
  it("answers HEARTBEAT_OK when nothing waits, in the form clients know", async () => {
    const answer = {
      status: "HEARTBEAT_OK",
      agent: "scout",
      checked_at: expect.any(Number),
      message: "No work items found",
    };
    expect(await look()).toEqual(answer);
    expect(await beat()).toEqual({
      ...answer,
      token_recorded: false,
      runs: { renewed: [], lost: [] },
    });
  });

  it("is not known of an agent that does not exist", async () => {
    await expect(heartbeat(ctx, "nobody", {})).rejects.toMatchObject({ code: "not_found" });
    await expect(checkWork(ctx, 99999)).rejects.toMatchObject({ code: "not_found" });
  });

  it("lists what it holds and what it could claim, in the queue's order, ten at most", async () => {
    for (let i = 0; i < 10; i++)
      await givenTask(ctx, { title: `low ${i}`, priority: "low", assigned_to: "scout" });
    await givenTask(ctx, { title: "due", assigned_to: "scout", due_date: 2_000_000_000 });
    await givenTask(ctx, { title: "critical", priority: "critical", assigned_to: "scout" });
    const blocker = await givenTask(ctx, { title: "somebody else's", assigned_to: "iris" });
    await givenTask(ctx, {
      title: "must wait",
      priority: "critical",
      assigned_to: "scout",
      depends_on: [blocker.id],
    });
    await claimNext(ctx, { agent: "scout" });
    const found = await look();
    expect(found).toMatchObject({ status: "WORK_ITEMS_FOUND", agent: "scout", total_items: 12 });
    const work = itemsOf(found, "assigned_tasks");
    expect(work?.count).toBe(12);
    expect(work?.items.map((item) => item.title)).toEqual([
      "critical",
      "due",
      ...Array.from({ length: 8 }, (_, i) => `low ${i}`),
    ]);
    expect(work?.items[0]).toMatchObject({
      status: "in_progress",
      priority: "critical",
      run_id: expect.any(Number),
    });
    expect(work?.items[1]).toMatchObject({
      status: "assigned",
      due_date: 2_000_000_000,
      ticket_ref: expect.any(String),
    });
  });

  it("renews the leases of the runs it names without changing their tasks, and a look does not", async () => {
    await givenTask(ctx);
    await givenTask(ctx);
    const runIds: (number | undefined)[] = [];
    for (let i = 0; i < 2; i++)
      runIds.push((await claimNext(ctx, { agent: "scout", maxCapacity: 2 })).run?.id);
    await test.db.$executeRaw`UPDATE runs SET lease_expires_at = now() + interval '1 minute'`;
    const leases = async () =>
      (
        await test.db.$queryRaw<{ left: number }[]>`
        SELECT extract(epoch FROM lease_expires_at - now())::float8 AS left FROM runs`
      ).map((row) => Math.round(row.left / 60));
    await look();
    expect(await leases()).toEqual([1, 1]);
    const before = await test.db.task.findMany({
      select: { updatedAt: true },
      orderBy: { id: "asc" },
    });
    expect(await beat({ run_ids: runIds })).toMatchObject({ runs: { renewed: runIds, lost: [] } });
    expect(await leases()).toEqual([10, 10]);
    expect(
      await test.db.task.findMany({ select: { updatedAt: true }, orderBy: { id: "asc" } }),
    ).toEqual(before);
  });

  it("costs one read, and one write when a sign of life is due, while nothing happens", async () => {
    const { ctx: counted, count } = counting();
    await heartbeat(counted, "scout", {});
    expect(count()).toBe(1);
    await silentFor(1);
    const silent = Number((await test.db.agent.findFirst())?.lastSeenAt);
    await heartbeat(counted, "scout", {});
    expect(count()).toBe(3);
    expect(Number((await test.db.agent.findFirst())?.lastSeenAt)).toBeGreaterThan(silent);
  });

  it("tells a change of presence once, and nothing of every beat", async () => {
    await givenTask(ctx);
    await claimNext(ctx, { agent: "scout" });
    await emptyTables(test.db, "events");
    for (let i = 0; i < 3; i++) await beat({ last_activity: `step ${i}` });
    expect(await events()).toEqual([]);
    expect((await test.db.agent.findFirst())?.lastActivity).toBe("step 2");
    await test.db.$executeRaw`UPDATE tasks SET status = 'assigned', run_id = NULL`;
    await beat({ status: "online" });
    await beat({ status: "online" });
    await silentFor(11);
    await beat();
    expect(await events()).toEqual(["agent.status_changed", "agent.status_changed"]);
  });

  it("brings one back that had gone, and says so", async () => {
    await test.db.agent.updateMany({ data: { status: "offline" } });
    await emptyTables(test.db, "events");
    const pulse = await heartbeat(ctx, "scout", {});
    expect(pulse.agent.name).toBe("scout");
    expect((await test.db.agent.findFirst())?.status).toBe("idle");
    expect(await events()).toEqual(["agent.status_changed"]);
  });

  it("of a run that lost its claim is stale, and changes nothing", async () => {
    const task = await givenTask(ctx);
    const poll = await claimNext(ctx, { agent: "scout" });
    await releaseTask(ctx, { ref: task.id });
    await silentFor(5);
    await expect(
      beat({ run_id: poll.run?.id, last_activity: "still at it" }),
    ).rejects.toMatchObject({
      code: "stale_run",
    });
    expect((await test.db.agent.findFirst())?.lastActivity).toBeNull();
    await givenTask(ctx);
    const other = await claimNext(ctx, { agent: "iris" });
    await expect(beat({ run_id: other.run?.id })).rejects.toMatchObject({ code: "stale_run" });
  });

  it("may be another's only for operators", async () => {
    const iris = contextOf(test.db, agentActor("iris"));
    await expect(beat({}, iris)).rejects.toMatchObject({ code: "forbidden" });
    await expect(checkWork(iris, "scout")).rejects.toMatchObject({ code: "forbidden" });
    await expect(beat({}, contextOf(test.db, keyActor("viewer")))).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await beat({}, contextOf(test.db, agentActor("scout")))).status).toBe("HEARTBEAT_OK");
  });

  it("never stands in the way of claims and reports that run at the same time", async () => {
    for (let i = 0; i < 30; i++) await givenTask(ctx);
    const work = async (): Promise<void> => {
      for (let i = 0; i < 5; i++) {
        const poll = await claimNext(ctx, { agent: "scout", maxCapacity: 6 });
        if (poll.task) await completeTask(ctx, { ref: poll.task.id, resolution: "done" });
      }
    };
    const beats = async (): Promise<void> => {
      for (let i = 0; i < 15; i++) {
        const usage = { model: "m", inputTokens: 1, outputTokens: 1 };
        await beat({ last_activity: `${i}`, token_usage: usage });
      }
    };
    await Promise.all([work(), work(), work(), work(), work(), work(), beats(), beats()]);
    expect((await test.db.agent.findFirst({ where: { name: "scout" } }))?.inProgress).toBe(0);
    expect(await test.db.task.count({ where: { status: "review" } })).toBe(30);
    const sums = await test.db.run.aggregate({ _sum: { tokensIn: true, tokensOut: true } });
    expect(sums._sum).toEqual({ tokensIn: 30, tokensOut: 30 });
  });
});

describe("mentions", () => {
  it("are handed over once by a beat, and stay for one that only looks", async () => {
    const task = await givenTask(ctx, { title: "Look here" });
    await mention(task, "@scout please check this");
    for (let i = 0; i < 2; i++) expect(itemsOf(await look(), "mentions")?.count).toBe(1);
    const mentions = itemsOf(await beat(), "mentions");
    expect(mentions?.items).toEqual([
      {
        id: expect.any(Number),
        task_id: task.id,
        ticket_ref: task.ticket_ref,
        title: "Look here",
        author: "Ada",
        content: "@scout please check this",
        created_at: expect.any(Number),
      },
    ]);
    expect(itemsOf(await beat(), "mentions")).toBeUndefined();
    expect(itemsOf(await look(), "mentions")).toBeUndefined();
  });

  it("are handed over whatever the clocks of the servers that wrote them say", async () => {
    const task = await givenTask(ctx, { assigned_to: "iris" });
    await mention(task, "@scout one");
    await test.db.$executeRaw`UPDATE comments SET created_at = now() + interval '1 minute'`;
    await beat();
    await mention(task, "@scout two");
    await mention(task, "@scout three");
    await test.db
      .$executeRaw`UPDATE comments SET created_at = now() - interval '1 hour' WHERE content = '@scout three'`;
    const contents = itemsOf(await beat(), "mentions")?.items.map((item) => item.content);
    expect(contents).toEqual(["@scout two", "@scout three"]);
  });

  it("of a project that a key may not read wait for one that may", async () => {
    const other = await test.db.project.create({ data: { name: "B", slug: "b", prefix: "B" } });
    const elsewhere = await givenTask(ctx, { project_id: other.id, assigned_to: "iris" });
    const here = await givenTask(ctx, { assigned_to: "iris" });
    await mention(elsewhere, "@scout in B");
    await mention(here, "@scout in A");
    const limited = contextOf(test.db, {
      ...agentActor("scout"),
      projectId: here.project_id,
    } as Actor);
    const heardBy = async (as?: Context) =>
      itemsOf(await beat({}, as), "mentions")?.items.map((item) => item.content);
    expect(await heardBy(limited)).toEqual(["@scout in A"]);
    expect(await heardBy(limited)).toBeUndefined();
    expect(await heardBy()).toEqual(["@scout in B"]);
    await mention(here, "@scout again");
    expect(await heardBy()).toEqual(["@scout again"]);
    expect(await heardBy(limited)).toBeUndefined();
    await emptyTables(test.db, "tasks");
    await test.db.project.delete({ where: { id: other.id } });
  });

  it("are not one's own words", async () => {
    const task = await givenTask(ctx, { assigned_to: "iris" });
    await mention(task, "as @scout I say this", contextOf(test.db, agentActor("scout")));
    expect(itemsOf(await look(), "mentions")).toBeUndefined();
  });

  it("come ten at a time, the oldest first, each once, also to two beats at once", async () => {
    const task = await givenTask(ctx, { assigned_to: "iris" });
    const said = Array.from({ length: 23 }, (_, i) => `@scout ${i}`);
    for (const text of said) await mention(task, text);
    const first = itemsOf(await look(), "mentions");
    expect([first?.count, first?.items.length]).toEqual([23, 10]);
    const heard: unknown[] = [];
    for (let i = 0; i < 6; i++) {
      const answers = await Promise.all([beat(), beat(), beat()]);
      for (const answer of answers) {
        heard.push(...(itemsOf(answer, "mentions")?.items ?? []).map((item) => item.content));
      }
    }
    expect(heard.sort()).toEqual([...said].sort());
  });
});

describe("feedback", () => {
  it("is told for work that was rejected and waits, until it is taken again", async () => {
    const task = await givenTask(ctx, { title: "Fix it", assigned_to: "scout" });
    await claimNext(ctx, { agent: "scout" });
    await completeTask(ctx, { ref: task.id, resolution: "first try" });
    await recordVerdict(person, {
      ref: task.id,
      verdict: "rejected",
      notes: "1. The test is missing.",
    });
    const found = await beat();
    expect(itemsOf(found, "feedback")).toEqual({
      type: "feedback",
      count: 1,
      items: [
        {
          id: task.id,
          ticket_ref: task.ticket_ref,
          title: "Fix it",
          reviewer: "Ada",
          notes: "1. The test is missing.",
          cycle: 1,
          created_at: expect.any(Number),
        },
      ],
    });
    expect(found).toMatchObject({ total_items: 2 });
    await claimNext(ctx, { agent: "scout" });
    expect(itemsOf(await beat(), "feedback")).toBeUndefined();
  });
});

describe("tokens", () => {
  const usage = { model: "claude-sonnet-4", inputTokens: 1500, outputTokens: 800 };
  const tokens = async () =>
    (await runsOfAgent(test.db, "scout", null)).map((run) => [
      run.trigger,
      run.task_id,
      run.model,
      run.tokens_in,
      run.tokens_out,
    ]);

  it("of the only open run are added to it", async () => {
    const task = await givenTask(ctx);
    await claimNext(ctx, { agent: "scout" });
    expect(await beat({ token_usage: usage })).toMatchObject({ token_recorded: true });
    await beat({ token_usage: usage });
    expect(await tokens()).toEqual([["claim", task.id, "claude-sonnet-4", 3000, 1600]]);
  });

  it("of a named task are added to its run, by id or reference, also when that has ended", async () => {
    const first = await givenTask(ctx);
    const second = await givenTask(ctx);
    for (let i = 0; i < 2; i++) await claimNext(ctx, { agent: "scout", maxCapacity: 2 });
    await beat({ token_usage: { ...usage, taskId: second.id } });
    await completeTask(ctx, { ref: first.id, resolution: "done" });
    await beat({ token_usage: { ...usage, taskId: first.ticket_ref } });
    expect((await tokens()).map((run) => [run[1], run[3]])).toEqual([
      [second.id, 1500],
      [first.id, 1500],
    ]);
    expect((await events()).filter((type) => type === "run.updated")).toHaveLength(2);
  });

  it("of no run are a finished direct run of their own", async () => {
    await beat({ token_usage: usage });
    await beat({ token_usage: { ...usage, taskId: 4711 } });
    expect(await tokens()).toEqual([
      ["direct", null, "claude-sonnet-4", 1500, 800],
      ["direct", null, "claude-sonnet-4", 1500, 800],
    ]);
    const [run] = await runsOfAgent(test.db, "scout", null);
    expect(run).toMatchObject({
      outcome: "succeeded",
      finished_at: expect.any(String),
      cost_usd: 0.0165,
      cost_source: "priced",
    });
  });

  it("do not overflow and must be whole numbers", async () => {
    await givenTask(ctx);
    await claimNext(ctx, { agent: "scout" });
    const huge = { model: "m", inputTokens: 2_147_483_647, outputTokens: 0 };
    for (let i = 0; i < 2; i++) await beat({ token_usage: huge });
    expect((await tokens())[0]?.[3]).toBe(2_147_483_647);
    for (const bad of [-1, 0.5, 2_147_483_648]) {
      expect(Heartbeat.safeParse({ token_usage: { ...usage, inputTokens: bad } }).success).toBe(
        false,
      );
    }
  });
});

/** A context that counts its statements; a transaction counts for many. */
function counting(): { ctx: Context; count: () => number } {
  let statements = 0;
  const weight: Record<string, number> = { $queryRaw: 1, $executeRaw: 1, $transaction: 100 };
  const db = new Proxy(test.db, {
    get(target, name) {
      statements += weight[String(name)] ?? 0;
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  }) as Database;
  return { ctx: createContext(keyActor(), db), count: () => statements };
}
