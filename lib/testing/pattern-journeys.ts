import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { routes } from "@/app/api/openapi.json/routes";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { createTestDatabase, type TestDatabase } from "./database";
import { emptyTables } from "./empty-tables";
import { type Call, caller, type Routes } from "./http";

/** Does the work of agents that Baton calls, with the answers that the test sets. */
export interface WorkerWorld {
  runtime: "anthropic" | "openai" | "openclaw";
  /** Makes Baton find it. */
  environment: Record<string, string>;
  /** Names of models that it has, as an agent's config names them. */
  models: { own: string; complex: string; routine: string; override: string };
  /** What else an agent of this name needs in its config. */
  configOf(name: string): Record<string, unknown>;
  /** Sets what agents answer from now on. */
  answer(reply: (prompt: string) => { text: string }): void;
  prompts(): string[];
  /** Forgets the requests so far. */
  reset(): void;
  close(): Promise<void>;
}

const isReview = (prompt: string): boolean => prompt.includes("VERDICT");

/**
 * Auto-dispatch, review by Aegis, hand-over and recovery of stale work, from end to end over the API while the real job runner works.
 * The same against a stand-in provider, a fake gateway and a real one; `patienceMs` is how long a step may take.
 */
export function patternJourneys(open: () => Promise<WorkerWorld>, patienceMs: number): void {
  let test: TestDatabase;
  let world: WorkerWorld;
  let call: Call;
  let runner: JobRunner;
  const limit = { timeout: patienceMs * 4 };

  beforeAll(async () => {
    test = await createTestDatabase();
    world = await open();
  }, patienceMs * 4);
  afterAll(async () => {
    await world?.close();
    await test.drop();
  });
  beforeEach(async () => {
    await emptyTables(
      test.db,
      "tasks",
      "agents",
      "runs",
      "comments",
      "graphile_worker._private_jobs",
    );
    vi.stubEnv("BATON_SECRET", "a secret for tests");
    for (const name of ["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "OPENCLAW_GATEWAY_URL"])
      vi.stubEnv(name, "");
    vi.stubEnv("MC_COORDINATOR_AGENT", "");
    vi.stubEnv("MODEL_COMPLEX", world.models.complex);
    vi.stubEnv("MODEL_ROUTINE", world.models.routine);
    for (const [name, value] of Object.entries(world.environment)) vi.stubEnv(name, value);
    world.reset();
    world.answer((prompt) => ({
      text: isReview(prompt) ? "VERDICT: APPROVED\nNOTES: It does what was asked." : "It is done.",
    }));
    call = caller(test.db, everyRoute());
    runner = await startJobRunner(test.db, test.url);
  });
  afterEach(async () => {
    await runner?.stop();
    vi.unstubAllEnvs();
  });

  /** Registers an agent as the document does, as one that Baton calls. */
  async function register(name: string, role: string): Promise<number> {
    const { body } = await call("POST", "/api/agents/register", { name, role });
    const config = { model: world.models.own, ...world.configOf(name) };
    await call("PUT", "/api/agents", { id: body.agent.id, runtime: world.runtime, config });
    return body.agent.id;
  }

  async function create(task: Record<string, unknown>) {
    const answer = await call("POST", "/api/tasks", task);
    expect(answer.status).toBe(201);
    return answer.body.task as { id: number; ticket_ref: string };
  }

  const read = async (id: number) => (await call("GET", `/api/tasks/${id}`)).body.task;

  /** Resolves with the task when it is as expected. */
  const becomes = (id: number, expected: Record<string, unknown>) =>
    vi.waitFor(
      async () => {
        const task = await read(id);
        expect(task).toMatchObject(expected);
        return task;
      },
      { timeout: patienceMs, interval: 25 },
    );

  const runsOf = async (id: number) =>
    (await call("GET", `/api/tasks/${id}/runs`)).body.runs as Record<string, unknown>[];
  const commentsOf = async (id: number) =>
    ((await call("GET", `/api/tasks/${id}/comments`)).body.comments as { content: string }[]).map(
      (comment) => comment.content,
    );

  describe("pattern 3: auto-dispatch", () => {
    it(
      "sends assigned tasks to their agent, on the model of their tier, and stores what came of them",
      limit,
      async () => {
        const id = await register("scout", "coder");
        await call("PUT", "/api/agents", { id, max_capacity: 3 });
        const stories = [
          ["Debug the login page", "high", "complex", world.models.complex],
          ["Anything at all", "critical", "complex", world.models.complex],
          ["Rename the column", "low", "routine", world.models.routine],
          ["Fix login page CSS", "high", "default", world.models.own],
        ] as const;
        const tasks = [];
        for (const [title, priority, tier, model] of stories) {
          const task = await create({ title, priority, assigned_to: "scout" });
          tasks.push({ ...task, tier, model });
        }
        for (const { id: task, tier, model } of tasks) {
          const done = await becomes(task, { status: "review", resolution: "It is done." });
          expect(done.assigned_to).toBe("scout");
          const [run] = await runsOf(task);
          expect(run).toMatchObject({
            outcome: "succeeded",
            trigger: "dispatch",
            tier,
            runtime: world.runtime,
          });
          expect(String(run?.model)).toContain(model.split("/").at(-1));
          expect(run?.tier_reason).toBeTruthy();
        }
      },
    );

    it("takes the model of config.dispatchModel before every tier", limit, async () => {
      const id = await register("scout", "coder");
      await call("PUT", "/api/agents", { id, config: { dispatchModel: world.models.override } });
      const task = await create({ title: "Debug it", assigned_to: "scout" });
      await becomes(task.id, { status: "review" });
      expect((await runsOf(task.id))[0]).toMatchObject({ tier: "override" });
    });

    it("logs every failure as a comment, and gives up after five", limit, async () => {
      world.answer(() => ({ text: " " }));
      await register("scout", "coder");
      const task = await create({ title: "Impossible", assigned_to: "scout" });
      for (let attempt = 1; attempt < 5; attempt++) {
        await becomes(task.id, { status: "assigned", dispatch_attempts: attempt });
        expect(await commentsOf(task.id)).toHaveLength(attempt);
        await call("POST", `/api/tasks/${task.id}/retry`, {});
      }
      await becomes(task.id, { status: "failed", dispatch_attempts: 5 });
      expect((await commentsOf(task.id)).at(-1)).toContain("attempt 5 of 5");
    });
  });

  describe("pattern 4: Aegis", () => {
    beforeEach(async () => {
      await register("scout", "coder");
      // The two calls of the document, and nothing else.
      const { body } = await call("POST", "/api/agents/register", {
        name: "aegis",
        role: "reviewer",
      });
      const soul = await call("PUT", `/api/agents/${body.agent.id}/soul`, {
        template_name: "reviewer",
      });
      expect(soul.status).toBe(200);
    });

    it("approves work, which is then done", limit, async () => {
      const task = await create({
        title: "Fix login page CSS",
        acceptance_criteria: "The button is below the form.",
        assigned_to: "scout",
      });
      await becomes(task.id, { status: "done" });
      const { body } = await call("GET", `/api/quality-review?taskId=${task.id}`);
      expect(body.reviews).toHaveLength(1);
      expect(body.reviews[0]).toMatchObject({ reviewer: "aegis", status: "approved" });
      const review = world.prompts().find(isReview);
      expect(review).toContain("The button is below the form.");
      expect(review).toContain("It is done.");
    });

    it(
      "sends it back with the feedback in the prompt, and fails it after the third rejection",
      limit,
      async () => {
        let reviews = 0;
        world.answer((prompt) => ({
          text: isReview(prompt) ? `VERDICT: REJECTED\nNOTES: Reason ${++reviews}.` : "Some work.",
        }));
        const task = await create({ title: "Fix login page CSS", assigned_to: "scout" });
        const failed = await becomes(task.id, { status: "failed", review_cycles: 3 });
        expect(failed.dispatch_attempts).toBe(0);
        for (const reason of ["Reason 1.", "Reason 2.", "Reason 3."]) {
          expect(failed.error_message).toContain(reason);
        }
        const work = world.prompts().filter((prompt) => !isReview(prompt));
        expect(work).toHaveLength(3);
        expect(work[1]).toContain("Reason 1.");
        expect(work[2]).toContain("Reason 2.");
        const { body } = await call("GET", `/api/quality-review?taskId=${task.id}`);
        expect(body.reviews).toHaveLength(3);
      },
    );
  });

  describe("pattern 6: hand-over", () => {
    it(
      "chains research, implementation and review, each with what came before",
      limit,
      async () => {
        world.answer((prompt) => ({
          text: isReview(prompt) ? "VERDICT: APPROVED\nNOTES: ok" : workOn(prompt),
        }));
        for (const [name, role] of [
          ["iris", "researcher"],
          ["scout", "coder"],
          ["aegis", "reviewer"],
        ] as const) {
          await register(name, role);
        }
        const research = await create({
          title: "Research caching strategies for API layer",
          priority: "high",
          assigned_to: "iris",
          follow_ups: [
            {
              title: "Implement caching",
              priority: "high",
              assigned_to: "scout",
              follow_ups: [
                {
                  title: "Review caching implementation",
                  assigned_to: "aegis",
                  review_required: false,
                },
              ],
            },
          ],
        });
        await becomes(research.id, { status: "done" });
        const chain = await vi.waitFor(
          async () => {
            const { body } = await call("GET", "/api/tasks?limit=10");
            const done = body.tasks.filter((task: { status: string }) => task.status === "done");
            expect(done).toHaveLength(3);
            return body.tasks as { title: string; assigned_to: string; resolution: string }[];
          },
          { timeout: patienceMs * 2, interval: 50 },
        );
        const named = (title: string) => chain.find((task) => task.title === title);
        expect(named("Implement caching")).toMatchObject({
          assigned_to: "scout",
          resolution: "Implemented cache-aside.",
        });
        expect(named("Review caching implementation")).toMatchObject({ assigned_to: "aegis" });
        const prompts = world.prompts().filter((prompt) => !isReview(prompt));
        expect(prompts[1]).toContain("Use cache-aside with 5 minutes.");
        expect(prompts[2]).toContain("Implemented cache-aside.");
      },
    );

    it("waits for a predecessor that is named, and is told its result", limit, async () => {
      world.answer((prompt) => ({ text: workOn(prompt) }));
      await register("iris", "researcher");
      await register("scout", "coder");
      const research = await create({
        title: "Research caching",
        assigned_to: "iris",
        review_required: false,
        status: "blocked",
      });
      const next = await create({
        title: "Implement caching",
        assigned_to: "scout",
        depends_on: [research.ticket_ref],
        review_required: false,
      });
      expect(await read(next.id)).toMatchObject({ status: "assigned", ready: false });
      await call("PUT", `/api/tasks/${research.id}`, { status: "assigned" });
      await becomes(next.id, { status: "done", resolution: "Implemented cache-aside." });
      expect(world.prompts()[1]).toContain("Use cache-aside with 5 minutes.");
    });
  });

  describe("pattern 7: stale work", () => {
    it(
      "comes back from an agent that is gone, with a comment, and fails the fifth time",
      limit,
      async () => {
        const task = await create({ title: "Stuck", assigned_to: "walker" });
        for (let round = 1; round <= 5; round++) {
          const poll = await call("GET", "/api/tasks/queue?agent=walker");
          expect(poll.body.task?.id).toBe(task.id);
          await test.db
            .$executeRaw`UPDATE runs SET lease_expires_at = now() - interval '11 minutes' WHERE outcome IS NULL AND task_id = ${task.id}`;
          const ran = await call("POST", "/api/scheduler", { task_id: "requeueStaleTasks" });
          expect(ran.body).toMatchObject({ ok: true });
          expect(await read(task.id)).toMatchObject({
            status: round < 5 ? "assigned" : "failed",
            stale_requeues: round,
          });
          expect(await commentsOf(task.id)).toHaveLength(round);
        }
      },
    );

    it("is done by an agent that Baton calls, once it is given to one", limit, async () => {
      await register("scout", "coder");
      const task = await create({ title: "Stuck", assigned_to: "walker", review_required: false });
      await call("GET", "/api/tasks/queue?agent=walker");
      await test.db
        .$executeRaw`UPDATE runs SET lease_expires_at = now() - interval '11 minutes' WHERE outcome IS NULL AND task_id = ${task.id}`;
      await call("POST", "/api/scheduler", { task_id: "requeueStaleTasks" });
      await call("PUT", `/api/tasks/${task.id}`, { assigned_to: "scout" });
      await becomes(task.id, { status: "done", stale_requeues: 1 });
    });
  });
}

function workOn(prompt: string): string {
  if (/^# \[[^\]]+\] Research/m.test(prompt)) return "Use cache-aside with 5 minutes.";
  if (/^# \[[^\]]+\] Implement/m.test(prompt)) return "Implemented cache-aside.";
  return "Looked at it: fine.";
}

function everyRoute(): Routes {
  return Object.fromEntries(
    Object.entries(routes).map(([path, module]) => [
      path.replaceAll("{", "[").replaceAll("}", "]"),
      module as Routes[string],
    ]),
  );
}
