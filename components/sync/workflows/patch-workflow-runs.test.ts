import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { EventWire } from "@/lib/events/shapes";
import type { WorkflowRunWire, WorkflowStageWire } from "@/lib/workflows/shapes";
import { patchWorkflowRuns } from "./patch-workflow-runs";

const stage = (name: string, change: Partial<WorkflowStageWire> = {}): WorkflowStageWire => ({
  name,
  kind: "agent",
  status: "waiting",
  state: "waiting",
  reason: null,
  task_id: null,
  task_ref: null,
  agent: null,
  attempts: 1,
  max_attempts: 1,
  from: [],
  join: "all",
  when: null,
  started_at: null,
  finished_at: null,
  cost_usd: 0,
  ...change,
});

const plan = stage("plan", { state: "active", status: "ready", task_id: 11 });
const publish = stage("publish", { task_id: 12, kind: "approval" });

/** What an event leaves of a screen that shows a run, and what is to be read again. */
function after(event: object, stages = [plan, publish]) {
  const client = new QueryClient();
  const run = { id: 5, status: "running", attention: null, stages } as unknown as WorkflowRunWire;
  client.setQueryData(queryKeys.workflowRun(5), run);
  const list = { pages: [{ runs: [{ id: 5, status: "running", attention: null }, { id: 4 }] }] };
  client.setQueryData(queryKeys.workflowRunsOf({}), list);
  const stale: unknown[] = [];
  patchWorkflowRuns(client, event as EventWire, (key) => stale.push(key));
  const shown = client.getQueryData<WorkflowRunWire>(queryKeys.workflowRun(5));
  return {
    run: shown as WorkflowRunWire,
    before: run,
    stale,
    list: client.getQueryData(queryKeys.workflowRunsOf({})),
  };
}

const ofTask = (workflow: object | null, task: object, type = "task.claimed") => ({
  type,
  task_id: 11,
  data: {
    request_id: null,
    claimed_by: null,
    assigned_to: null,
    claimed_at: null,
    kind: "work",
    ...task,
    workflow,
  },
});
const place = { run_id: 5, stage: "plan", item: null };

test("a stage is at work the moment its task is claimed, and no other stage changes", () => {
  const { run, before } = after(
    ofTask(place, { status: "in_progress", claimed_by: "scout", claimed_at: 100 }),
  );
  expect(run.stages[0]).toMatchObject({ status: "working", agent: "scout", started_at: 100 });
  expect(run.stages[1]).toBe(before.stages[1]);
});

test("what says nothing new leaves the run as it is", () => {
  const { run, before } = after(ofTask(place, { status: "assigned" }));
  expect(run).toBe(before);
});

test("a question of the stage's run needs a person, with the question to answer", () => {
  const { run } = after(ofTask(place, { status: "in_progress", request_id: 9 }));
  expect(run.stages[0]).toMatchObject({ status: "needs_person", request_id: 9 });
  expect(run.attention).toBe("person");
});

test("the item of a stage has the items read again, and the stage that counts them", () => {
  const { run, before, stale } = after(ofTask({ ...place, item: 3 }, { status: "done" }));
  expect(run).toBe(before);
  expect(stale).toContainEqual(queryKeys.workflowItems(5, "plan"));
  expect(stale).toContainEqual(queryKeys.workflowRun(5));
});

test("what the engine decided is shown at once, on the run and in the lists", () => {
  const news = {
    id: 5,
    workflow: "feature",
    version: 1,
    status: "running",
    attention: "blocked",
    root_ref: "TASK-1",
  };
  const { run, list } = after({
    type: "workflow.run_updated",
    task_id: 1,
    data: {
      run: news,
      stages: [
        { name: "plan", item: null, state: "failed", reason: "out of attempts" },
        { name: "publish", item: null, state: "active", reason: null },
      ],
    },
  });
  expect(run).toMatchObject({ status: "running", attention: "blocked" });
  expect(run.stages[0]).toMatchObject({ status: "failed", reason: "out of attempts" });
  expect(run.stages[1]).toMatchObject({ state: "active", status: "needs_person" });
  expect(list).toMatchObject({ pages: [{ runs: [{ attention: "blocked" }, { id: 4 }] }] });
});

test("a request or a verdict of a stage has the run and its timeline read again", () => {
  const { stale } = after({ type: "request.created", task_id: 12, data: {} });
  const lists = [queryKeys.workflowRuns, queryKeys.workflowLists];
  expect(stale).toEqual([...lists, queryKeys.workflowRun(5), queryKeys.workflowTimeline(5)]);
  expect(after({ type: "request.created", task_id: 99, data: {} }).stale).toEqual(lists);
  expect(after({ type: "review.created", task_id: 99, data: {} }).stale).toEqual([]);
});

test("a run waits for a person from the moment its approval begins until it has an answer", () => {
  const news = { id: 5, status: "running", attention: null };
  const told = (state: string) => ({
    type: "workflow.run_updated",
    task_id: 1,
    data: { run: news, stages: [{ name: "publish", item: null, state, reason: null }] },
  });
  expect(after(told("active")).run.attention).toBe("person");
  expect(after(told("succeeded")).run.attention).toBeNull();
});
