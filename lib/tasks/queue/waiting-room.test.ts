import { expect, it } from "vitest";
import { concernedBy } from "./waiting-room";

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
