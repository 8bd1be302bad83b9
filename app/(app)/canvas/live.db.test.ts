import { afterAll, beforeAll, expect, it } from "vitest";
import { GraphStore } from "@/components/canvas/model/graph-store";
import { Signals } from "@/components/canvas/model/signals";
import { reasonOf, workflowWord } from "@/components/canvas/workflows/stage-words";
import type { Context } from "@/lib/core/context";
import { readEvents } from "@/lib/events/replay";
import { eventToWire } from "@/lib/events/wire";
import { completeTask, failTask } from "@/lib/tasks/change/report";
import { claimNext } from "@/lib/tasks/queue/claim";
import { agentActor, contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { followRuns, givenRun } from "@/lib/testing/workflows";
import type { RunRow } from "@/lib/workflows/run/rows";
import { readGraph } from "./read-graph";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());

const opened = async ({ root_ref }: RunRow) => {
  const scope = { root: root_ref as string, project: null, finished: true, loose: false };
  return new GraphStore(new Signals(), { root: scope.root }, await readGraph(ctx, scope));
};

/** What is written in each node, by its place in the run. */
function written(graph: GraphStore): Record<string, string> {
  const lines = [...graph.tasks].map((task) => {
    const stage = graph.workflows.stageOf(task);
    const place = stage ? `${stage.name}${stage.item === null ? "" : `#${stage.item}`}` : "run";
    const reason = stage && reasonOf(graph, stage, task);
    return [place, [workflowWord(graph, task), reason].filter(Boolean).join(": ")] as const;
  });
  return Object.fromEntries(lines.sort(([a], [b]) => a.localeCompare(b)));
}

const scout = () => contextOf(test.db, agentActor("scout"));
async function next(end: (task: number) => Promise<unknown>): Promise<void> {
  const { task } = await claimNext(scout(), { agent: "scout" });
  if (!task) throw new Error("there is nothing to do");
  await end(task.id);
  await followRuns(ctx);
}
const done = (resolution = "Done") => next((ref) => completeTask(scout(), { ref, resolution }));

it("shows of a run, by events alone, what a reading shows of it", async () => {
  const run = await givenRun(ctx, [
    { name: "list", output: { type: "array", items: { type: "string" } } },
    { name: "each", foreach: { stage: "list" }, concurrency: 1, prompt: "Do {{item}}" },
    { name: "never", from: ["list"], when: "false" },
    { name: "try", from: ["each"], retry: { attempts: 3 } },
    { name: "first", from: ["never", "try"], join: "any" },
    { name: "gate", from: ["first"], approval: { title: "Publish?", choices: [], people: [] } },
  ]);
  const live = await opened(run);
  expect(written(live)).toEqual({
    each: "Waiting: Waits for list",
    first: "Waiting: Waits for one of never, try",
    gate: "Waiting: Waits for first",
    list: "Ready",
    never: "Waiting: Waits for list, then only when false",
    run: "Running",
    try: "Waiting: Waits for each",
  });
  let seen = 0n;
  const follow = async () => {
    const events = await readEvents(test.db, seen, 1_000);
    seen = events.at(-1)?.id ?? seen;
    live.apply(events.map(eventToWire));
    const read = written(await opened(run));
    expect(written(live)).toEqual(read);
    return read;
  };
  await follow();

  await done('["a", "b"]');
  expect(await follow()).toMatchObject({
    list: "Done",
    each: "Working",
    "each#0": "Ready",
    "each#1": "Waiting: Waits for its turn",
    never: expect.stringMatching(/^Skipped: when was false/),
    first: "Waiting: Waits for try",
  });
  await done("A");
  await done("B");
  await next((ref) => failTask(scout(), { ref, error: "2 tests failed" }));
  expect(await follow()).toMatchObject({
    try: expect.stringMatching(/^Retrying 2 of 3: .*2 tests/),
  });
  await done();
  await done();
  expect(await follow()).toMatchObject({
    first: "Done",
    gate: "Waits for a person: Waits for an answer",
  });
});
