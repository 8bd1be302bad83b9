import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type KillableServer, startKillableServer } from "@/cli/worker/testing/server-process";
import { addJob } from "@/lib/core/jobs";
import { wakeScheduledTaskJob } from "@/lib/tasks/queue/scheduled";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type JobRunner, startJobRunner } from "./runner";

let test: TestDatabase;
let server: KillableServer | undefined;
let runner: JobRunner | undefined;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterEach(async () => {
  await server?.close();
  await runner?.stop();
});
afterAll(() => test?.drop());

const waking = () => test.db.$queryRaw<{ locked_by: string | null }[]>`
  SELECT locked_by FROM graphile_worker.jobs WHERE task_identifier = ${wakeScheduledTaskJob.name}`;

it("takes over at once the jobs of a server of its machine that was killed", async () => {
  // Its job waits for a lock for as long as it lives.
  const isHeld = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const holding = test.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE`;
      isHeld.resolve();
      await release.promise;
    },
    { timeout: 60_000 },
  );
  await isHeld.promise;
  await addJob(test.db, wakeScheduledTaskJob, { taskId: 1 });
  server = await startKillableServer(test.url);
  const lockedBy = async () => (await waking())[0]?.locked_by ?? null;
  await expect.poll(lockedBy, { interval: 20, timeout: 20_000 }).not.toBeNull();
  await server.close();
  release.resolve();
  await holding;

  runner = await startJobRunner(test.db, test.url, [wakeScheduledTaskJob]);
  await expect.poll(waking, { interval: 20, timeout: 20_000 }).toEqual([]);
});
