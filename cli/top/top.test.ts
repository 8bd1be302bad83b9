import { describe, expect, it } from "vitest";
import { widthOf } from "../output/table";
import type { Key } from "./keys";
import { applyEvent, applySnapshot, boardOf, emptyModel, type Model, requestsOf } from "./model";
import { promptFor, typed } from "./prompt";
import { fitted, plain, wrapped } from "./style";
import { newUi, rowsOf, targetTask, type Ui } from "./ui";
import { viewOf } from "./view";

const SIZE = { columns: 80, rows: 24 };
const NOW = Date.UTC(2026, 10, 22, 12);

function task(id: number, status: string, more: object = {}) {
  return {
    id,
    ticket_ref: `TASK-00${id}`,
    title: `Title ${id}`,
    status,
    priority: "medium",
    assigned_to: "scout",
    review_cycles: 0,
    status_changed_at: NOW / 1000 - 60 * id,
    error_message: null,
    blocked_reason: null,
    ...more,
  };
}

function given(tasks: object[], agents: object[] = []): Model {
  const model = emptyModel();
  const counts = { review: tasks.length };
  applySnapshot(model, { counts, tasks, agents } as unknown as Parameters<typeof applySnapshot>[1]);
  return model;
}

const event = (type: string, data: object) =>
  JSON.stringify({ id: 1, type, timestamp: NOW, actor: { name: "scout" }, data });

const textOf = (model: Model, ui: Ui = newUi(), size = SIZE): string[] =>
  viewOf(model, ui, size, NOW).lines.map((line) => line.map(({ text }) => text).join(""));

describe("the model", () => {
  it("shows what an event says at once, and counts it", () => {
    const model = given([task(1, "in_progress")]);
    model.counts = { in_progress: 1, review: 0 };
    const change = { ...task(1, "review"), previous_status: "in_progress" };
    applyEvent(model, event("task.status_changed", change));
    expect(requestsOf(model).map(({ ticket_ref }) => ticket_ref)).toEqual(["TASK-001"]);
    expect(model.counts).toEqual({ in_progress: 0, review: 1 });
    applyEvent(
      model,
      event("task.status_changed", { ...task(1, "done"), previous_status: "review" }),
    );
    expect(model.tasks.size).toBe(0);
  });

  it("outlives events that are not as they should be", () => {
    const model = given([]);
    for (const json of ["{}", '{"type": 5, "data": 7}', '{"type": "task.x", "data": {"id": "x"}}'])
      applyEvent(model, json);
    expect(textOf(model)).toHaveLength(24);
  });

  it("puts verdicts before failures, and those that wait longest first", () => {
    const model = given([
      task(1, "failed"),
      task(2, "review"),
      task(3, "review"),
      task(4, "inbox"),
    ]);
    expect(requestsOf(model).map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(boardOf(model).map(({ id }) => id)).toEqual([4]);
  });
});

describe("the view", () => {
  it.each([
    [80, 24],
    [132, 40],
    [200, 60],
    [40, 10],
    [20, 5],
  ])("fills %i columns and %i rows exactly, whatever is in it", (columns, rows) => {
    const wide = "日本語 😀 ".repeat(40);
    const model = given(
      [task(1, "review", { title: wide }), task(2, "inbox", { assigned_to: null })],
      [{ id: 1, name: wide, status: "busy", role: "dev", in_progress: 1, max_capacity: 2 }],
    );
    for (let n = 0; n < 50; n++) applyEvent(model, event("task.created", task(9, "inbox")));
    for (const pane of ["requests", "fleet", "board", "stream"] as const) {
      const lines = textOf(model, { ...newUi(), pane }, { columns, rows });
      expect(lines).toHaveLength(rows);
      for (const line of lines) expect(widthOf(line), line).toBeLessThanOrEqual(columns);
    }
  });

  it("shows all four panes in 80 by 24, and gives the one with the focus most of it", () => {
    const model = given(Array.from({ length: 30 }, (_, n) => task(n + 1, "review")));
    const lines = textOf(model);
    for (const title of ["Needs you 30", "Fleet", "Board", "Stream"])
      expect(lines.join("\n")).toContain(title);
    expect(lines.filter((line) => line.includes("Title")).length).toBeGreaterThan(6);
    expect(lines.at(-1)).toContain("? help");
  });

  it("says that it is not connected, and when it tries again", () => {
    const model = given([]);
    model.link = { state: "lost", message: "the stream ended", at: NOW + 4_000 };
    expect(textOf(model)[0]).toContain("not connected: the stream ended; again in 4 s");
  });

  it("keeps a row chosen when others come before it", () => {
    const model = given([task(1, "review"), task(2, "failed")]);
    const ui = newUi();
    ui.chosen.requests = rowsOf(model, "requests")[1]?.key ?? null;
    applyEvent(model, event("task.status_changed", task(3, "review")));
    expect(targetTask(model, ui)?.ref).toBe("TASK-002");
  });
});

it("takes everything out of others' texts that a terminal would obey", () => {
  expect(plain("a\u001b[2Jb\u009b31mc\u202ed\u200be\nf")).toBe("a [2Jb 31mcde f");
  expect(fitted("Überlänge", 5)).toBe("Über…");
  expect(fitted("e\u0301", 2)).toBe("é ");
  expect(wrapped("one two three\n\nlooooooong", 7)).toEqual([
    "one two",
    "three",
    "",
    "loooooo",
    "ong",
  ]);
});

describe("a line that is typed", () => {
  const key = (name: string, text = "", ctrl = false): Key => ({ name, text, ctrl, shift: false });
  const type = (text: string, ...keys: Key[]) => {
    const all = [...[...text].map((character) => key(character, character)), ...keys];
    return all.reduce<ReturnType<typeof typed>>(
      (prompt, each) => (prompt && "label" in prompt ? typed(prompt, each) : prompt),
      promptFor("Name:", () => undefined, ["scout", "scarlet", "iris"]),
    );
  };

  it("is edited, completed, submitted and left", () => {
    expect(type("ac", key("left"), key("b", "b"))).toMatchObject({ text: "abc", at: 2 });
    expect(type("ab", key("backspace"), key("backspace"), key("backspace"))).toMatchObject({
      text: "",
    });
    expect(type("one two", key("w", "", true))).toMatchObject({ text: "one " });
    expect(type("s", key("tab"))).toMatchObject({ text: "sc" });
    expect(type("sco", key("tab"))).toMatchObject({ text: "scout" });
    expect(type(" why ", key("return"))).toEqual({ submitted: "why" });
    expect(type("why", key("escape"))).toBeNull();
  });
});
