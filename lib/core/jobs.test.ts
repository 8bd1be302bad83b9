import { expect, expectTypeOf, it, vi } from "vitest";
import { z } from "zod";
import { systemActor } from "./actor";
import { createContext } from "./context";
import type { Database } from "./database";
import { addJob, defineJob, type JobProcess } from "./jobs";

const process: JobProcess = {
  signal: new AbortController().signal,
  part: () => {
    throw new Error("this job has no parts");
  },
};
const ctx = createContext(systemActor("test"), {} as Database);

function wakeJob() {
  const run = vi.fn(async () => ({ woken: 1 }));
  const job = defineJob({
    name: "wake",
    description: "Wakes.",
    payload: z.strictObject({ taskId: z.int() }),
    run,
  });
  return { run, job };
}

it("runs the command with the parsed payload", async () => {
  const { run, job } = wakeJob();
  expect(await job.perform(ctx, { taskId: 7 }, process)).toEqual({ woken: 1 });
  expect(run).toHaveBeenCalledWith(ctx, { taskId: 7 }, process);
});

it.each([{ task_id: 7 }, { taskId: "7" }, { taskId: 7, force: true }, null])(
  "keeps the payload %j of another version away from the command",
  async (payload) => {
    const { run, job } = wakeJob();
    await expect(job.perform(ctx, payload, process)).rejects.toThrow(
      /^the payload of wake is not one that this version can run: /,
    );
    expect(run).not.toHaveBeenCalled();
  },
);

it("types what a job may be queued with by its declaration", () => {
  const { job } = wakeJob();
  expectTypeOf(addJob<(typeof job)["payload"]>)
    .parameter(2)
    .toEqualTypeOf<{ taskId: number }>();
});
