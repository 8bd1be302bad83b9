import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as agentHeartbeat from "@/app/api/agents/[id]/heartbeat/route";
import * as runHeartbeat from "@/app/api/runs/[id]/heartbeat/route";
import * as claimOne from "@/app/api/tasks/[id]/claim/route";
import * as queue from "@/app/api/tasks/queue/route";
import { heartbeat, heartbeatRun } from "@/lib/agents/heartbeat";
import { actorOfKey, createApiKey } from "@/lib/auth/keys/keys";
import type { Context } from "@/lib/core/context";
import { EventHub } from "@/lib/events/hub";
import { completeTask, releaseTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { addComment } from "@/lib/tasks/comments/comments";
import { agentActor, contextOf, givenTask, keyActor, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type Call, caller } from "@/lib/testing/http";
import { claimNext, claimTask, type PollInput } from "./claim";

let test: TestDatabase;
let ctx: Context;
let call: Call;
const shared = globalThis as typeof globalThis & { __batonEventHub?: EventHub };
beforeAll(async () => {
  test = await createTestDatabase();
  shared.__batonEventHub = new EventHub(test.db, test.url);
  shared.__batonEventHub.start();
  call = caller(test.db, {
    "/api/tasks/queue": queue,
    "/api/tasks/[id]/claim": claimOne,
    "/api/agents/[id]/heartbeat": agentHeartbeat,
    "/api/runs/[id]/heartbeat": runHeartbeat,
  });
});
afterAll(async () => {
  await shared.__batonEventHub?.stop();
  shared.__batonEventHub = undefined;
  await test.drop();
});
beforeEach(async () => {
  await emptyTables(
    test.db,
    "tasks",
    "agents",
    "runs",
    "workers",
    "events",
    "projects",
    "api_keys",
  );
  await test.db.project.create({
    data: { name: "General", slug: "general", prefix: "TASK", isDefault: true },
  });
  ctx = contextOf(test.db);
});

const poll = (input: Partial<PollInput> = {}) => claimNext(ctx, { agent: "scout", ...input });
const given = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await givenTask(ctx);
};
/** Makes the leases of these runs, or of all, end in so many seconds. */
const leaseEnds = (seconds: number, runId: number | null = null) =>
  test.db.$executeRaw`
    UPDATE runs SET lease_expires_at = now() + ${seconds}::int * interval '1 second' WHERE ${runId}::int IS NULL OR id = ${runId}::int`;
const minutesLeft = async (): Promise<number[]> =>
  (
    await test.db.$queryRaw<{ left: number }[]>`
      SELECT extract(epoch FROM lease_expires_at - now())::float8 AS left FROM runs ORDER BY id`
  ).map((row) => Math.round(row.left / 60));
const beat = (input: Parameters<typeof heartbeat>[2] = {}) => heartbeat(ctx, "scout", input);

describe("a claim id", () => {
  it.each([1, 3])("gives the same task and run again at capacity %i", async (maxCapacity) => {
    await given(3);
    const lost = await poll({ maxCapacity, claimId: "c1" });
    await leaseEnds(60);
    const again = await poll({ maxCapacity, claimId: "c1" });
    expect(again).toMatchObject({ reason: "assigned", task: { id: lost.task?.id } });
    expect(again.run?.id).toBe(lost.run?.id);
    expect(await minutesLeft()).toEqual([10]);
    expect(again.task?.lease_expires_at).toBe(again.run?.lease_expires_at);
  });

  it("gives one task to polls that race with it, and different ones to different ids", async () => {
    await given(6);
    const ids = ["a", "b", "a", "b", "a", "b", "a", "b"];
    const polls = await Promise.all(ids.map((claimId) => poll({ maxCapacity: 5, claimId })));
    const runs = (id: string) =>
      new Set(polls.filter((_, i) => ids[i] === id).map(({ run }) => run?.id));
    expect(runs("a").size).toBe(1);
    expect(runs("b").size).toBe(1);
    expect(await test.db.task.count({ where: { status: "in_progress" } })).toBe(2);
    expect(await test.db.agent.findFirst()).toMatchObject({ inProgress: 2 });
  });

  it("is the agent's own: another agent's claim of that id is another claim", async () => {
    await given(2);
    const mine = await poll({ claimId: "c1" });
    const theirs = await poll({ agent: "iris", claimId: "c1" });
    expect(theirs.task?.id).not.toBe(mine.task?.id);
  });

  it("says that its run has ended, also to a poll that would wait, and gives nothing else", async () => {
    await given(2);
    const first = await poll({ claimId: "c1" });
    await completeTask(ctx, { ref: first.task?.id as number, resolution: "done" });
    const answer = await call("GET", "/api/tasks/queue?agent=scout&claim_id=c1&wait=60");
    expect(answer.body).toMatchObject({
      task: null,
      reason: "claim_ended",
      run: { id: first.run?.id, lease_expires_at: null },
    });
    expect((await poll({ claimId: "c2" })).reason).toBe("assigned");
  });

  it("has ended when its task was deleted", async () => {
    await given(1);
    const first = await poll({ claimId: "c1" });
    await test.db.task.delete({ where: { id: first.task?.id as number } });
    expect(await poll({ claimId: "c1" })).toMatchObject({ reason: "claim_ended", task: null });
  });

  it("is taken in the query and in the body, and refused when it is no name", async () => {
    await given(3);
    const first = await call("GET", "/api/tasks/queue?agent=scout&max_capacity=3&claim_id=one");
    const body = { agent: "scout", max_capacity: 3, claim_id: "one" };
    const again = await call("POST", "/api/tasks/queue", body);
    expect(again.body.run.id).toBe(first.body.run.id);
    for (const claim_id of ["", "x".repeat(101), "a\nb"]) {
      const refused = await call("POST", "/api/tasks/queue", { agent: "scout", claim_id });
      expect(refused).toMatchObject({ status: 400, body: { code: "invalid" } });
      expect(refused.body.error).toContain("claim_id");
    }
  });

  it("gives nothing of a project that the key may not read", async () => {
    await given(1);
    await poll({ claimId: "c1" });
    const other = await test.db.project.create({ data: { name: "O", slug: "o", prefix: "O" } });
    const limited = contextOf(test.db, { ...agentActor("scout"), projectId: other.id } as never);
    const again = claimNext(limited, { agent: "scout", claimId: "c1" });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
  });

  it("with capacity 1 is a claim of its own: another id is not handed the task in hand", async () => {
    await given(2);
    await poll({ claimId: "c1" });
    expect(await poll({ claimId: "c2" })).toMatchObject({ reason: "at_capacity", task: null });
    expect(await poll()).toMatchObject({ reason: "continue_current" });
  });
});

describe("a claim id of one task", () => {
  it("gives the same run again, also when two claims race", async () => {
    const { id } = await givenTask(ctx);
    const body = { agent: "scout", claim_id: "c1" };
    const claim = () => call("POST", `/api/tasks/${id}/claim`, body);
    const [first, second] = await Promise.all([claim(), claim()]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.body.run.id).toBe(second.body.run.id);
    await leaseEnds(60);
    expect((await claim()).body.run).toMatchObject({ id: first.body.run.id, claim_id: "c1" });
    expect(await minutesLeft()).toEqual([10]);
  });

  it("gives one claim to two tasks' claims that race, and refuses the other", async () => {
    const tasks = [await givenTask(ctx), await givenTask(ctx)];
    const claims = await Promise.allSettled(
      tasks.map(({ id }) => claimTask(ctx, { ref: id, agent: "scout", claimId: "c1" })),
    );
    expect(claims.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = claims.find((claim) => claim.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "conflict" });
  });

  it("is stale_run with its reason once the run has ended", async () => {
    const { id } = await givenTask(ctx);
    const claim = () => claimTask(ctx, { ref: id, agent: "scout", claimId: "c1" });
    await claim();
    await releaseTask(ctx, { ref: id });
    const details = { reason: "claim_ended", outcome: "cancelled" };
    await expect(claim()).rejects.toMatchObject({ code: "stale_run", details });
  });
});

describe("an agent's own run whose lease ran out", () => {
  it("is handed back before new work at any capacity, the oldest lease first", async () => {
    await given(4);
    const lost = [await poll({ maxCapacity: 3 }), await poll({ maxCapacity: 3 })];
    await leaseEnds(-1, lost[0]?.run?.id);
    await leaseEnds(-60, lost[1]?.run?.id);
    for (const { run, task } of lost.reverse()) {
      const back = await poll({ maxCapacity: 3 });
      expect(back).toMatchObject({ reason: "continue_current", task: { id: task?.id } });
      expect(back.run?.id).toBe(run?.id);
    }
    expect((await poll({ maxCapacity: 3 })).reason).toBe("assigned");
    expect((await poll({ maxCapacity: 3 })).reason).toBe("at_capacity");
    expect(await minutesLeft()).toEqual([10, 10, 10]);
  });

  it("is handed to exactly one of the polls that want it", async () => {
    await given(1);
    const lost = await poll({ maxCapacity: 20 });
    await leaseEnds(-1);
    const polls = await Promise.all([1, 2, 3, 4].map(() => poll({ maxCapacity: 20 })));
    expect(polls.filter(({ run }) => run?.id === lost.run?.id)).toHaveLength(1);
    expect(polls.filter(({ task }) => task === null)).toHaveLength(3);
  });

  it("is not handed to a poll of another project", async () => {
    await given(1);
    await poll({ maxCapacity: 2 });
    await leaseEnds(-1);
    const other = await test.db.project.create({ data: { name: "O", slug: "o", prefix: "O" } });
    expect((await poll({ maxCapacity: 2, projectId: other.id })).task).toBeNull();
  });

  it("is not handed out when Baton works on it itself", async () => {
    await given(1);
    await poll({ maxCapacity: 2 });
    await test.db.$executeRaw`UPDATE runs SET trigger = 'dispatch'`;
    await leaseEnds(-1);
    expect((await poll({ maxCapacity: 2 })).task).toBeNull();
    expect((await poll()).reason).toBe("at_capacity");
  });
});

describe("workers", () => {
  const here = { host: "build-1", pid: 11, version: "1.0" };
  const there = { host: "build-2", pid: 22 };

  it("are known by their polls, and shown with their runs", async () => {
    await given(1);
    await poll({ worker: here });
    expect(await test.db.worker.findMany()).toMatchObject([{ agent: "scout", ...here }]);
    const [run] = await test.db.run.findMany({ include: { worker: true } });
    expect(run?.worker).toMatchObject(here);
  });

  it("name themselves in the body or in a header, which says what it should look like", async () => {
    await given(2);
    const { id } = await givenTask(ctx);
    const claimed = await call("POST", `/api/tasks/${id}/claim`, { agent: "scout", worker: here });
    expect(claimed.body.run.worker).toEqual({ id: expect.any(Number), ...here });
    const polled = (header: string) =>
      queue.GET(
        new Request("http://baton.test/api/tasks/queue?agent=iris", {
          headers: { authorization: `Bearer ${process.env.MC_API_KEY}`, "x-worker": header },
        }),
        { params: Promise.resolve({}) },
      );
    expect((await polled("build-2 22 2.0")).status).toBe(200);
    expect(await test.db.worker.findFirst({ where: { agent: "iris" } })).toMatchObject({
      host: "build-2",
      pid: 22,
      version: "2.0",
    });
    const refused = await polled("build-2 soon");
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("x-worker: must be HOST");
  });

  it("are one row each, written once a minute", async () => {
    for (let i = 0; i < 3; i++) await poll({ worker: here });
    const [first] = await test.db.worker.findMany();
    await poll({ worker: here });
    expect(await test.db.worker.findMany()).toEqual([first]);
    await test.db.$executeRaw`UPDATE workers SET last_seen_at = now() - interval '61 seconds'`;
    await poll({ worker: here });
    const [later] = await test.db.worker.findMany();
    expect(Number(later?.lastSeenAt)).toBeGreaterThan(Number(first?.lastSeenAt));
    expect(later?.firstSeenAt).toEqual(first?.firstSeenAt);
  });

  it("are not handed with capacity 1 what a sibling works on, until its lease runs out", async () => {
    await given(1);
    const claimed = await poll({ worker: here });
    expect((await poll({ worker: here })).reason).toBe("continue_current");
    expect((await poll({ worker: there })).reason).toBe("at_capacity");
    await leaseEnds(-1);
    const back = await poll({ worker: there });
    expect(back.run?.id).toBe(claimed.run?.id);
    expect((await test.db.run.findFirst({ include: { worker: true } }))?.worker?.host).toBe(
      "build-2",
    );
  });
});

describe("a heartbeat of an agent", () => {
  it("renews the runs it names that are its own and open, and says which are not", async () => {
    await given(3);
    const mine = await poll({ maxCapacity: 3 });
    const sibling = await poll({ maxCapacity: 3 });
    const theirs = await poll({ agent: "iris" });
    const ids = [mine, sibling, theirs].map(({ run }) => run?.id as number);
    await leaseEnds(60);
    const answer = await call("POST", "/api/agents/scout/heartbeat", {
      run_ids: [ids[0], ids[2], 999_999],
    });
    expect(answer.body.runs).toEqual({ renewed: [ids[0]], lost: [ids[2], 999_999] });
    expect(await minutesLeft()).toEqual([10, 1, 1]);
  });

  it("that names none renews the one run of an agent with capacity 1", async () => {
    await given(1);
    await poll();
    await leaseEnds(60);
    await beat();
    expect(await minutesLeft()).toEqual([10]);
  });

  it("that names none renews nothing when there are several, or room for several", async () => {
    await given(2);
    await poll({ maxCapacity: 2 });
    await test.db.$executeRaw`UPDATE agents SET max_capacity = 2`;
    await leaseEnds(60);
    await beat();
    expect(await minutesLeft()).toEqual([1]);
    await poll({ maxCapacity: 2 });
    await leaseEnds(60);
    await beat();
    expect(await minutesLeft()).toEqual([1, 1]);
  });

  it("of a sibling does not keep a dead process's run alive", async () => {
    await given(1);
    const dead = { host: "build-1", pid: 1 };
    const alive = { host: "build-1", pid: 2 };
    await poll({ worker: dead });
    await leaseEnds(60);
    await beat({ worker: alive });
    await beat();
    expect(await minutesLeft()).toEqual([1]);
    await beat({ worker: dead });
    expect(await minutesLeft()).toEqual([10]);
  });
});

describe("a run that was handed to another process", () => {
  it("is lost to the one that had it, which is told so", async () => {
    await given(1);
    const before = { host: "build-1", pid: 1 };
    const after = { host: "build-1", pid: 2 };
    const run_ids = [(await poll({ worker: before })).run?.id as number];
    await leaseEnds(-1);
    await poll({ worker: after });
    await leaseEnds(60);
    expect((await beat({ run_ids, worker: before })).runs).toEqual({ renewed: [], lost: run_ids });
    expect(await minutesLeft()).toEqual([1]);
    expect((await beat({ run_ids, worker: after })).runs).toEqual({ renewed: run_ids, lost: [] });
  });
});

describe("a sign of life for one run", () => {
  it("renews its lease, by its agent or with its own key", async () => {
    await given(1);
    const { run } = await poll();
    const id = run?.id as number;
    for (const actor of [agentActor("scout"), { ...agentActor("scout"), runId: id }]) {
      await leaseEnds(60);
      await heartbeatRun(contextOf(test.db, actor as never), id, {});
      expect(await minutesLeft()).toEqual([10]);
    }
    const answer = await call("POST", `/api/runs/${id}/heartbeat`, { worker: { host: "h" } });
    expect(answer).toMatchObject({ status: 200, body: { run: { id, worker: { host: "h" } } } });
  });

  it("is stale_run for one that was closed, and not_found for one that never was", async () => {
    await given(1);
    const { run, task } = await poll();
    await releaseTask(ctx, { ref: task?.id as number });
    const late = await call("POST", `/api/runs/${run?.id}/heartbeat`, {});
    expect(late).toMatchObject({ status: 409, body: { code: "stale_run" } });
    expect((await call("POST", "/api/runs/999999/heartbeat", {})).status).toBe(404);
  });

  it("is refused to other agents and to other runs' keys", async () => {
    await given(1);
    const id = (await poll()).run?.id as number;
    for (const actor of [agentActor("iris"), { ...agentActor("scout"), runId: id + 1 }]) {
      const beating = heartbeatRun(contextOf(test.db, actor as never), id, {});
      await expect(beating).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

describe("what names its run", () => {
  it("renews the lease: a comment and an update", async () => {
    await given(2);
    const { task, run } = await poll({ maxCapacity: 2 });
    await poll({ maxCapacity: 2 });
    const named = { run_id: run?.id as number };
    const general = contextOf(test.db, keyActor());
    await leaseEnds(60);
    await addComment(general, task?.id as number, { content: "half way", ...named });
    expect(await minutesLeft()).toEqual([10, 1]);
    await leaseEnds(60);
    const updated = await updateTask(general, task?.id as number, { actual_hours: 1, ...named });
    expect(await minutesLeft()).toEqual([10, 1]);
    expect(Date.parse(updated.task.lease_expires_at as string)).toBeGreaterThan(
      Date.now() + 300_000,
    );
  });

  it("is stale_run as a comment of a run that was lost: not written, and the present lease stays", async () => {
    await given(1);
    const lost = await poll();
    const id = lost.task?.id as number;
    await releaseTask(ctx, { ref: id });
    await poll();
    await leaseEnds(60);
    const late = addComment(contextOf(test.db, agentActor("scout")), id, {
      content: "still at it",
      run_id: lost.run?.id,
    });
    await expect(late).rejects.toMatchObject({ code: "stale_run" });
    expect(await test.db.comment.count({ where: { taskId: id } })).toBe(0);
    expect((await minutesLeft())[1]).toBe(1);
  });

  it("does not make a person's comment a sign of life", async () => {
    await given(1);
    const { task } = await poll();
    await leaseEnds(60);
    await addComment(contextOf(test.db, userActor()), task?.id as number, {
      content: "how is it?",
    });
    expect(await minutesLeft()).toEqual([1]);
  });
});

it("a run's key is revoked by whatever closes the run", async () => {
  await given(2);
  for (const close of [
    (ref: number) => completeTask(ctx, { ref, resolution: "done" }),
    (ref: number) => updateTask(ctx, ref, { status: "blocked" }),
  ]) {
    const { run, task } = await poll();
    const agent = await test.db.agent.findFirstOrThrow();
    const { row } = await createApiKey(ctx, {
      name: "run",
      kind: "run",
      role: "operator",
      scopes: [],
      agentId: agent.id,
      runId: run?.id,
    });
    await close(task?.id as number);
    expect(await test.db.apiKey.findUnique({ where: { id: row.id } })).toMatchObject({
      revokedAt: expect.any(Date),
    });
  }
});

it("a key that is made for a run which was closed meanwhile is of no use", async () => {
  await given(1);
  const { run, task } = await poll();
  await releaseTask(ctx, { ref: task?.id as number });
  const { key } = await createApiKey(ctx, {
    name: "run",
    kind: "run",
    role: "operator",
    scopes: [],
    runId: run?.id,
  });
  await expect(actorOfKey(test.db, key, null)).rejects.toThrow("revoked");
});
