import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { NoticeWire } from "@/lib/events/notice";
import type { EventWire } from "@/lib/events/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";
import { applyEvent } from "./apply-event";
import { queryKeys } from "./query-keys";
import type { TaskFeed } from "./task-feed";
import { aTask } from "./task-fixture";

/** A task as an event carries it. */
const carried = ({ description, waiting_on, ...task }: TaskWire) => task;

const event = (fields: Partial<EventWire>): EventWire => ({
  id: 1,
  version: 1,
  type: "run.updated",
  data: {},
  actor: { name: "scheduler", kind: "system" },
  project_id: 1,
  task_id: 7,
  agent: "iris",
  run_id: 3,
  timestamp: 0,
  ...fields,
});

function untrue(client: QueryClient, happened: EventWire | NoticeWire): string[] {
  const keys: string[] = [];
  applyEvent(client, happened, {
    stale: (key) => keys.push(key.join(" ")),
    oldTexts: (id, isListed) => keys.push(isListed ? `read ${id}` : `old ${id}`),
  });
  return keys;
}

describe("an event", () => {
  it("with more output of a run makes that run untrue, and nothing else", () => {
    const { id, ...told } = event({});
    const grown: NoticeWire = { ...told, type: "run.output", data: { run_id: 3, length: 120 } };
    expect(untrue(new QueryClient(), grown)).toEqual(["run 3"]);
    expect(untrue(new QueryClient(), event({ type: "run.completed" }))).toContain(
      "task-part 7 runs",
    );
  });

  it("about a verdict, its comments, a hand-in or a text of the work makes its rounds untrue", () => {
    const keysOf = (type: EventWire["type"], data: object = {}) =>
      untrue(new QueryClient(), event({ type, data: data as EventWire["data"] }));
    const task = { ...carried(aTask({ id: 7 })), etag: "2026-01-01T00:00:01.000Z" };
    expect(keysOf("review.recorded")).toContain("rounds 7");
    expect(keysOf("review.comments_changed")).toContain("rounds 7");
    expect(keysOf("run.completed")).toContain("rounds 7");
    expect(keysOf("task.updated", { ...task, changed: { resolution: true } })).toContain(
      "rounds 7",
    );
    expect(
      keysOf("task.updated", { ...task, changed: { priority: ["low", "high"] } }),
    ).not.toContain("rounds 7");
  });

  it("is put over what is shown of a task, and has the texts read again that it does not carry", () => {
    const client = new QueryClient();
    const shown = aTask({ id: 7, description: "as it was" });
    const feed = queryKeys.feed({ sort: "priority" });
    client.setQueryData(feed, {
      pages: [{ tasks: [shown], total: 1, next_cursor: null }],
      pageParams: [null],
    });
    client.setQueryData(queryKeys.task(7), { task: shown });
    const data = { ...carried(shown), etag: "2026-01-01T00:00:01.000Z", title: "Anew" };
    const changed = { title: ["Fix the login", "Anew"] };
    const rename = event({ type: "task.updated", data: { ...data, changed } });
    expect(untrue(client, rename)).not.toContain("read 7");
    const after = client.getQueryData<{ task: TaskWire }>(queryKeys.task(7))?.task;
    expect(after).toMatchObject({ title: "Anew", description: "as it was" });
    expect(client.getQueryData<TaskFeed>(feed)?.pages[0]?.tasks).toEqual([after]);
    const described = event({
      type: "task.updated",
      data: { ...data, changed: { description: true } },
    });
    expect(untrue(client, described)).toEqual(expect.arrayContaining(["read 7", "task 7"]));
  });

  it("has the lists read for a text only where lists show it", () => {
    const client = new QueryClient();
    const shown = aTask({ id: 7, status: "in_progress" });
    client.setQueryData(queryKeys.feed({ sort: "priority" }), {
      pages: [{ tasks: [shown], total: 1, next_cursor: null }],
      pageParams: [null],
    });
    const says = (status: TaskWire["status"], text: string) =>
      untrue(
        client,
        event({
          type: "task.status_changed",
          data: {
            ...carried(aTask({ id: 7, status })),
            previous_status: "in_progress",
            changed: { status: ["in_progress", status], [text]: true },
          },
        }),
      ).filter((key) => /^(read|old) 7$/.test(key));
    expect(says("review", "resolution")).toEqual(["read 7"]);
    expect(says("failed", "error_message")).toEqual(["read 7"]);
    expect(says("done", "resolution")).toEqual(["old 7"]);
    expect(says("review", "metadata")).toEqual(["old 7"]);
  });

  it("about a task makes the threads untrue that show it", () => {
    const client = new QueryClient();
    client.setQueryData(queryKeys.taskPart(8, "thread"), { thread: [{ id: 7 }, { id: 8 }] });
    client.setQueryData(queryKeys.taskPart(9, "thread"), { thread: [{ id: 9 }] });
    const changed = event({ type: "task.status_changed", data: { id: 7, ticket_ref: "TASK-007" } });
    const keys = untrue(client, changed).filter((key) => key.endsWith("thread"));
    expect(keys).toEqual(["task-part 8 thread"]);
    const linked = event({ type: "task.linked", data: { from_id: 9, to_id: 8 } });
    expect(untrue(client, linked).filter((key) => key.endsWith("thread"))).toHaveLength(2);
  });

  it("about a workflow or a run of it makes the definitions untrue, and a stage of a run does not", () => {
    const run = { id: 1, workflow: "feature", version: 1, status: "succeeded", root_ref: "A-1" };
    const about = { run_id: null, data: { run, stages: [] } };
    for (const type of [
      "workflow.updated",
      "workflow.archived",
      "workflow.run_completed",
    ] as const) {
      expect(untrue(new QueryClient(), event({ type, ...about }))).toContain("workflows");
    }
    const stage = event({ type: "workflow.run_updated", ...about });
    expect(untrue(new QueryClient(), stage)).not.toContain("workflows");
  });

  it("about a schedule, or the task that it shows, makes the schedules untrue", () => {
    const client = new QueryClient();
    client.setQueryData(queryKeys.scheduleList, [{ id: 1, last_run: { task_id: 7 } }]);
    const fired = event({ type: "schedule.fired", run_id: null, data: {} });
    expect(untrue(client, fired)).toEqual(expect.arrayContaining(["schedules", "notices"]));
    const failed = (id: number) =>
      untrue(
        client,
        event({
          type: "task.status_changed",
          task_id: id,
          data: carried(aTask({ id, status: "failed" })),
        }),
      ).includes("schedules");
    expect([failed(7), failed(8)]).toEqual([true, false]);
  });
});
