import { expect, test } from "vitest";
import { afterSaving, changesOf, NO_EDITS, overtakenIn, withEdit } from "./form-edits";

interface Project {
  name: string;
  budget: string;
  labels: string[];
}
const saved: Project = { name: "web", budget: "10", labels: ["a"] };
const edit = (change: Partial<Project>, edits = NO_EDITS as { values: object; base: object }) =>
  withEdit<Project>(edits, saved, change);

test("only what was touched is sent", () => {
  expect(changesOf(edit({ budget: "20" }), saved)).toEqual({ budget: "20" });
});

test("a field that has its saved value again is not sent", () => {
  const edits = edit({ name: "web" }, edit({ name: "website" }));
  expect(edits).toEqual(NO_EDITS);
  expect(edit({ labels: ["a"] })).toEqual(NO_EDITS);
});

test("somebody else's change of another field is neither sent nor a conflict", () => {
  const now = { ...saved, name: "theirs" };
  const edits = edit({ budget: "20" });
  expect(changesOf(edits, now)).toEqual({ budget: "20" });
  expect(overtakenIn(edits, now)).toEqual([]);
});

test("somebody else's change of the same field is a conflict, unless it is the same change", () => {
  const edits = edit({ name: "mine" });
  expect(overtakenIn(edits, { ...saved, name: "theirs" })).toEqual(["name"]);
  expect(overtakenIn(edits, { ...saved, name: "mine" })).toEqual([]);
  expect(changesOf(edits, { ...saved, name: "mine" })).toEqual({});
});

test("typing on after somebody else's change keeps the conflict", () => {
  const edits = withEdit(edit({ name: "m" }), { ...saved, name: "theirs" }, { name: "mine" });
  expect(overtakenIn(edits, { ...saved, name: "theirs" })).toEqual(["name"]);
});

test("what was typed while the form was being saved stays, and begins from what was sent", () => {
  const sent = { name: "one", budget: "20" };
  const now = edit({ name: "one and two", budget: "20" });
  const left = afterSaving(now, sent);
  expect(left).toEqual({ values: { name: "one and two" }, base: { name: "one" } });
});
