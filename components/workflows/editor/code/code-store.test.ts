// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { addStage, setField } from "@/components/workflows/editor/document/operations";
import { createCodeStore } from "./code-store";

const TEXT = "stages:\n  - name: a # first\n    prompt: x\n";
afterEach(() => {
  vi.useRealTimers();
});

const textOf = (edit: ReturnType<typeof setField>) => {
  if ("refusal" in edit) throw new Error(edit.refusal);
  return edit.source;
};

test("typing and edits of the graph have one history, step by step", () => {
  const code = createCodeStore(TEXT, []);
  const typed = () =>
    code.view.dispatch({ changes: { from: 0, insert: "# Mine\n" }, userEvent: "input.type" });
  typed();
  code.replace(textOf(addStage(code.get().text, "command", "a")));
  code.view.dispatch({ changes: { from: 0, insert: "#" }, userEvent: "input.type" });
  expect(code.get()).toMatchObject({ canUndo: true, canRedo: false });
  code.undo();
  expect(code.get().text).toContain("name: check");
  code.undo();
  expect(code.get().text).toBe(`# Mine\n${TEXT}`);
  code.undo();
  expect(code.get()).toMatchObject({ text: TEXT, canUndo: false, canRedo: true });
  code.redo();
  code.redo();
  expect(code.get().text).toContain("command: npm test");
  code.destroy();
});

test("the letters of one field are one step, and another field is another", () => {
  vi.useFakeTimers({ now: 0 });
  const code = createCodeStore(TEXT, []);
  const set = (field: string, value: string) =>
    code.replace(textOf(setField(code.get().text, "a", [field], value)), `a/${field}`);
  for (const value of ["y", "ye", "yes"]) {
    set("prompt", value);
    vi.advanceTimersByTime(200);
  }
  set("agent", "iris");
  code.undo();
  expect(code.get().text).toContain("prompt: yes");
  code.undo();
  expect(code.get().text).toBe(TEXT);
  code.destroy();
});

test("an edit keeps the caret where it was in the rest", () => {
  const code = createCodeStore(TEXT, []);
  const at = TEXT.indexOf("x");
  code.view.dispatch({ selection: { anchor: at } });
  code.replace(textOf(setField(TEXT, "a", ["name"], "longer")));
  const { head } = code.view.state.selection.main;
  expect(code.get().text.slice(head, head + 1)).toBe("x");
  code.destroy();
});
