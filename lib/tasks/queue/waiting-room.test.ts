import { expect, it } from "vitest";
import { concernedBy, isWanted } from "./waiting-room";

it.each([
  ["run.queued", "direct", "queued", true],
  ["run.updated", "direct", "answered", true],
  ["run.updated", "direct", "running", false],
  ["run.completed", "direct", "ended", true],
  ["run.updated", "dispatch", "answered", false],
])("calls the polls of an agent at %s of a run (%s, %s): %s", (type, trigger, state, isCalled) => {
  const event = {
    type,
    agent: "scout",
    data: { run: { trigger, state } },
  } as unknown as Parameters<typeof concernedBy>[0];
  expect(concernedBy(event).agents.has("scout")).toBe(isCalled);
});

it.each([
  [{ claimable: true }, { plain: true, both: true, only: false }],
  [
    { claimable: false, command_ready: true },
    { plain: false, both: true, only: true },
  ],
])("offers a task of the pool that is %j to those who take such (%j)", (ready, expected) => {
  const data = { id: 1, project_id: 2, assigned_to: null, work_type: "code", ...ready };
  const event = { type: "task.created", agent: null, data } as unknown as Parameters<
    typeof concernedBy
  >[0];
  const { poolTask } = concernedBy(event);
  const waits = { agent: "scout", projectId: null, workType: null };
  const offered = (commands: boolean | "only") =>
    poolTask !== null && isWanted({ ...waits, commands }, poolTask);
  expect({ plain: offered(false), both: offered(true), only: offered("only") }).toEqual(expected);
});
