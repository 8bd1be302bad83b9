import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { updateProject } from "@/lib/projects/update";
import { recordVerdict, type VerdictInput } from "@/lib/reviews/record";
import { createTask } from "@/lib/tasks/change/create";
import { completeTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { findTask } from "@/lib/tasks/find";
import { claimNext } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { CreateTask } from "@/lib/tasks/schema";
import { agentActor, contextOf, givenTask, keyActor, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { evidenceOfRun, evidenceOfTask } from "./evidence";
import { reportChange, reportChecks } from "./report";
import { type Check, Checks, ReportChange, ReportChecks } from "./schema";

let test: TestDatabase;
let ctx: Context;
let person: Context;
let scout: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events");
  await test.db.project.updateMany({ data: { checks: [] } });
  ctx = contextOf(test.db);
  person = contextOf(test.db, userActor());
  const { id } = await test.db.agent.create({ data: { name: "scout" } });
  scout = contextOf(test.db, agentActor("scout", id));
});

const TEST: Check = { name: "test", command: "npm test" };
const LINT: Check = { name: "lint", command: "npm run lint", exit_code: 1 };
const COMMIT = "a".repeat(40);
const OTHER = "b".repeat(40);

interface Result {
  name: string;
  command: string;
  state: "passed" | "failed" | "timed_out" | "not_run" | "skipped";
  exit_code: number | null;
}
/** The key of one of scout's runs. */
const runActor = (runId: number): Actor => ({
  kind: "agent",
  name: "scout",
  agentId: 1,
  keyId: 1,
  role: "operator",
  projectId: null,
  runId,
});

const passed: Result = { ...TEST, state: "passed", exit_code: 0 };
const failed: Result = { ...TEST, state: "failed", exit_code: 1 };

const report = (run: number, results: Result[], { as = scout, commit = COMMIT } = {}) =>
  reportChecks(
    as,
    run,
    ReportChecks.parse({
      commit,
      checks: results.map(({ name, command, state, exit_code }) => ({
        name,
        command,
        state,
        exit_code,
        output: `output of ${name}`,
        duration_ms: 5,
      })),
    }),
  );

/** A task of scout's that it has claimed. */
async function claimed(
  checks: Check[] | null = [TEST],
  more: object = {},
): Promise<{ task: TaskRow; run: number }> {
  await givenTask(ctx, { assigned_to: "scout", checks, ...more });
  const { task } = await claimNext(scout, { agent: "scout" });
  return { task: task as TaskRow, run: Number(task?.run_id) };
}

async function handedIn(
  results: Result[],
  checks: Check[] = [TEST],
): Promise<{ task: TaskRow; run: number }> {
  const { task, run } = await claimed(checks);
  if (results.length > 0) await report(run, results);
  return { task: await completeTask(scout, { ref: task.id, resolution: "done" }), run };
}

const approve = (as: Context, task: TaskRow, input: Partial<VerdictInput> = {}) =>
  recordVerdict(as, { ref: task.id, verdict: "approved", notes: "good", ...input });

describe("the checks of a task", () => {
  it("are its own, or else those of its project, which groups do not have", async () => {
    const { task } = await claimed(null);
    expect(await evidenceOfTask(test.db, task.id)).toMatchObject({ state: "none", from: null });
    await updateProject(person, task.project_id, { checks: [LINT] });
    expect(await evidenceOfTask(test.db, task.id)).toMatchObject({
      state: "missing",
      from: "project",
      checks: [{ name: "lint", state: "missing", expected_exit_code: 1 }],
    });
    await updateTask(person, task.id, { checks: [TEST] });
    expect(await evidenceOfTask(test.db, task.id)).toMatchObject({
      from: "task",
      checks: [{ name: "test" }],
    });
    await updateTask(person, task.id, { checks: [] });
    expect((await evidenceOfTask(test.db, task.id)).state).toBe("none");
    const epic = await givenTask(ctx, { type: "epic" });
    expect((await evidenceOfTask(test.db, epic.id)).state).toBe("none");
  });

  it("are written by people and operator keys, and by no agent", async () => {
    const { task } = await claimed();
    await expect(updateTask(scout, task.id, { checks: [] })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("may not change checks"),
    });
    await expect(
      createTask(
        scout,
        CreateTask.parse({ title: "Mine", checks: [{ name: "mine", command: "true" }] }),
      ),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(updateProject(scout, task.project_id, { checks: [] })).rejects.toMatchObject({
      code: "forbidden",
    });
    await updateTask(contextOf(test.db, keyActor()), task.id, { checks: [LINT] });
    expect((await findTask(test.db, task.id)).checks).toEqual([LINT]);
  });

  it("have names and commands, each name once", () => {
    const problems = (value: unknown) =>
      Checks.safeParse(value)
        .error?.issues.map(({ message }) => message)
        .join();
    expect(problems([TEST, { ...LINT, name: "Test" }])).toContain("must name each check once");
    expect(problems([{ name: "x", command: " " }])).toContain("command is required");
    expect(problems([{ ...TEST, exit_code: 256 }])).toContain("from 0 to 255");
    expect(problems([{ ...TEST, paths: [] }])).toContain("must name a path");
    expect(problems([{ ...TEST, other: 1 }])).toContain("other");
    expect(problems(Array.from({ length: 21 }, (_, at) => ({ ...TEST, name: `${at}` })))).toContain(
      "at most 20 checks",
    );
  });
});

describe("what a worker reports", () => {
  it("counts for the commit that is handed in, and for the command that is asked for", async () => {
    const { task, run } = await claimed([TEST, LINT]);
    expect((await report(run, [passed])).state).toBe("missing");
    expect((await report(run, [{ ...LINT, state: "failed", exit_code: 1 }])).state).toBe("passed");
    await reportChange(
      scout,
      run,
      ReportChange.parse({
        commit: OTHER,
        branch: "baton/x",
        diff: "diff --git",
        files: [{ path: "a", status: "added", added: 1, removed: 0, binary: false }],
      }),
    );
    expect(await evidenceOfTask(test.db, task.id)).toMatchObject({
      state: "missing",
      commit: OTHER,
      branch: "baton/x",
    });
    await report(run, [passed, { ...LINT, state: "passed", exit_code: 1 }], { commit: OTHER });
    const { evidence, change } = await evidenceOfRun(scout, run);
    expect(evidence).toMatchObject({
      state: "passed",
      run_id: run,
      checks: [
        { name: "test", output: "output of test", reported_by: "scout", duration_ms: 5 },
        { name: "lint", state: "passed" },
      ],
    });
    expect(change).toMatchObject({ commit: OTHER, diff: "diff --git", files: [{ path: "a" }] });
    expect(await test.db.runCheck.count()).toBe(2);
    await updateTask(person, task.id, { checks: [{ ...TEST, command: "npm test -- --all" }] });
    expect((await evidenceOfTask(test.db, task.id)).state).toBe("missing");
  });

  it("is judged by what is expected, whatever it says of itself", async () => {
    const { run } = await claimed();
    expect((await report(run, [{ ...passed, exit_code: 3 }])).checks).toMatchObject([
      { state: "failed", exit_code: 3 },
    ]);
    expect((await report(run, [{ ...passed, state: "timed_out", exit_code: null }])).state).toBe(
      "failed",
    );
    expect((await report(run, [{ ...passed, state: "not_run", exit_code: null }])).state).toBe(
      "missing",
    );
    const skipped = { ...passed, state: "skipped", exit_code: null } as const;
    await expect(report(run, [skipped])).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("cannot be skipped"),
    });
    await test.db.task.updateMany({ data: { checks: [{ ...TEST, paths: ["src/**"] }] } });
    expect((await report(run, [skipped])).state).toBe("passed");
    await test.db.task.updateMany({ data: { checks: [{ ...TEST }] } });
    expect((await evidenceOfRun(scout, run)).evidence.state).toBe("missing");
  });

  it("is refused for another agent's run, another check, another command, and a closed run", async () => {
    const { task, run } = await claimed();
    const { id } = await test.db.agent.create({ data: { name: "rover" } });
    const rover = contextOf(test.db, agentActor("rover", id));
    await expect(report(run, [passed], { as: rover })).rejects.toMatchObject({ code: "forbidden" });
    const ofTheRun = contextOf(test.db, runActor(run));
    await expect(report(run, [passed], { as: ofTheRun })).rejects.toMatchObject({
      code: "forbidden",
    });
    const ofAnother = contextOf(test.db, runActor(run + 1));
    await expect(report(run, [passed], { as: ofAnother })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(report(run, [{ ...passed, name: "other" }])).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining('there is no check "other": the task has test'),
    });
    await expect(report(run, [{ ...passed, command: "true" }])).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(report(999_999, [passed])).rejects.toMatchObject({ code: "not_found" });
    await report(run, [passed]);
    await completeTask(scout, { ref: task.id, resolution: "done" });
    await expect(report(run, [failed])).rejects.toMatchObject({ code: "stale_run" });
    await expect(
      reportChange(scout, run, ReportChange.parse({ commit: OTHER })),
    ).rejects.toMatchObject({ code: "stale_run" });
    expect((await evidenceOfTask(test.db, task.id)).state).toBe("passed");
  });
});

describe("approval", () => {
  it("needs no reason when the checks passed", async () => {
    const { task } = await handedIn([passed]);
    expect(task.status).toBe("review");
    const { task: after, review } = await approve(person, task);
    expect([after.status, review.overrideReason]).toEqual(["done", null]);
  });

  it("is refused while checks are red or missing, with a sentence, and rejecting is not", async () => {
    const { task } = await handedIn([failed]);
    await expect(approve(person, task)).rejects.toMatchObject({
      code: "conflict",
      message: `${task.ticket_ref} cannot be approved as it is: test failed (exit code 1)`,
      details: { fix: expect.stringContaining("`override`") },
    });
    const { task: none } = await handedIn([]);
    await expect(approve(ctx, none)).rejects.toMatchObject({
      message: expect.stringContaining("test has no result for this commit"),
    });
    const { task: after } = await recordVerdict(person, {
      ref: task.id,
      verdict: "rejected",
      notes: "red",
    });
    expect(after.status).toBe("assigned");
  });

  it("passes with the reason of a person or an operator key, which its verdict and event keep", async () => {
    const { task } = await handedIn([failed]);
    const { task: after, review } = await approve(person, task, { checksOverride: "flaky" });
    expect([after.status, review.overrideReason]).toEqual(["done", "flaky"]);
    const event = await test.db.event.findFirstOrThrow({
      where: { taskId: task.id, type: "review.recorded" },
    });
    expect(event.data).toMatchObject({ review: { override_reason: "flaky" } });
    const { task: second } = await handedIn([]);
    expect((await approve(ctx, second, { checksOverride: "by hand" })).task.status).toBe("done");
  });

  it("is never an agent's against the checks", async () => {
    const { task } = await handedIn([failed]);
    const { id } = await test.db.agent.create({ data: { name: "critic", role: "reviewer" } });
    const critic = contextOf(test.db, agentActor("critic", id));
    await expect(approve(critic, task, { checksOverride: "trust me" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await findTask(test.db, task.id)).status).toBe("review");
  });

  it("does not survive that the work is handed in again", async () => {
    const { task } = await handedIn([passed]);
    await recordVerdict(person, { ref: task.id, verdict: "rejected", notes: "more" });
    await claimNext(scout, { agent: "scout" });
    const again = await completeTask(scout, { ref: task.id, resolution: "done again" });
    await expect(approve(person, again)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("work that needs no review", () => {
  it("is done when its checks passed, and goes to review otherwise", async () => {
    const good = await claimed([TEST], { review_required: false });
    await report(good.run, [passed]);
    expect((await completeTask(scout, { ref: good.task.id, resolution: "x" })).status).toBe("done");
    const red = await claimed([TEST], { review_required: false });
    await report(red.run, [failed]);
    expect((await completeTask(scout, { ref: red.task.id, resolution: "x" })).status).toBe(
      "review",
    );
    const without = await claimed([], { review_required: false });
    expect((await completeTask(scout, { ref: without.task.id, resolution: "x" })).status).toBe(
      "done",
    );
  });

  it("is not set to done against its checks, by nobody", async () => {
    const { task } = await claimed([TEST], { review_required: false });
    await expect(updateTask(person, task.id, { status: "done" })).rejects.toMatchObject({
      code: "review_required",
      message: expect.stringContaining("test has no result"),
    });
  });
});
