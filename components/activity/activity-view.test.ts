import { describe, expect, test } from "vitest";
import { readFields } from "@/components/sync/address/parsers";
import type { EventWire } from "@/lib/events/shapes";
import {
  activityParsers,
  filterQuery,
  NO_FILTERS,
  narrowedBy,
  pagePath,
  passes,
} from "./activity-view";

const event = (fields: object): EventWire =>
  ({
    id: 7,
    type: "task.claimed",
    actor: { name: "lin", kind: "user" },
    project_id: 1,
    task_id: 12,
    agent: "scout",
    data: { ticket_ref: "TASK-012" },
    ...fields,
  }) as unknown as EventWire;

describe("the filters of the activity", () => {
  test("stand in the address, and unknown types are left out", () => {
    const search = new URLSearchParams("types=task,run.completed,nonsense&by=lin&event=9");
    const view = readFields(activityParsers, search);
    expect(view).toMatchObject({ types: ["task", "run.completed"], by: "lin", event: 9 });
    expect(filterQuery(view)).toBe("types=task%2Crun.completed&actor=lin");
    expect(narrowedBy(view)).toBe(2);
  });

  test("ask for the page around an event, and for older ones by their cursor", () => {
    const view = { ...NO_FILTERS, agent: "scout", event: 9 };
    expect(pagePath(view, 50, null)).toBe("/api/activities?limit=50&around=9&agent=scout");
    expect(pagePath(view, 50, 4)).toBe("/api/activities?limit=50&before=4&agent=scout");
  });

  test.each([
    [{}, true],
    [{ types: ["task"] }, true],
    [{ types: ["task.created"] }, false],
    [{ types: ["run", "task.claimed"] }, true],
    [{ project: 2 }, false],
    [{ agent: "iris" }, false],
    [{ by: " lin " }, true],
    [{ by: "scout" }, false],
    [{ task: "task-012" }, true],
    [{ task: "12" }, true],
    [{ task: "TASK-013" }, false],
  ])("let a new event through or not: %j", (filters, expected) => {
    expect(passes({ ...NO_FILTERS, ...(filters as object) }, event({}), null)).toBe(expected);
  });

  test("know an event of the task that does not carry its reference", () => {
    const view = { ...NO_FILTERS, task: "TASK-012" };
    const output = event({ type: "run.updated", data: {} });
    expect(passes(view, output, null)).toBe(false);
    expect(passes(view, output, 12)).toBe(true);
  });
});
