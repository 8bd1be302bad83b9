import { expect, test } from "vitest";
import { describeEvent, taskRefOf } from "./describe";

type Type = Parameters<typeof describeEvent>[0]["type"];

const event = (type: Type, data: Record<string, unknown>) => ({ type, data, agent: null });
const trigger = { id: 3, name: "bugs from support" };

test.each<[Type, Record<string, unknown>, string]>([
  [
    "trigger.fired",
    { trigger, delivery: { id: 1, type: "bug", reason: null, ticket_ref: "TASK-7" } },
    "Trigger fired: bugs from support, TASK-7",
  ],
  [
    "trigger.failed",
    { trigger, delivery: { id: 1, type: "bug", reason: "the project is archived" } },
    "Trigger failed: bugs from support (the project is archived)",
  ],
  ["trigger.created", { trigger }, "Created trigger: bugs from support"],
  ["backup.completed", { id: 1, trigger: "manual", bytes: 1, rows: 2 }, "Made a backup"],
  ["backup.failed", { id: 1, trigger: "manual", error: "disk full" }, "A backup failed: disk full"],
])("%s is told with its name", (type, data, sentence) => {
  expect(describeEvent(event(type, data))).toBe(sentence);
});

test("what fired a trigger is about the task that came of it", () => {
  expect(taskRefOf({ data: { trigger, delivery: { ticket_ref: "TASK-7" } } })).toBe("TASK-7");
  expect(taskRefOf({ data: { trigger, delivery: { ticket_ref: null } } })).toBeNull();
});
