import { expect, test } from "vitest";
import { changedInputs, mayRetry, typedInputs } from "./run-again";

const before = { spec: "A login page", depth: 3, areas: ["api", "ui"] };

test("sends only the inputs that were changed, texts as texts and others as what they say", () => {
  const typed = typedInputs(before);
  expect(changedInputs(before, typed)).toEqual({ ok: true, inputs: {} });
  expect(changedInputs(before, { ...typed, spec: "5", depth: "5" })).toEqual({
    ok: true,
    inputs: { spec: "5", depth: 5 },
  });
});

test("names the inputs that are no JSON", () => {
  const read = changedInputs(before, { ...typedInputs(before), areas: "api, ui", depth: "4" });
  expect(read).toMatchObject({
    ok: false,
    problems: { areas: expect.stringContaining("no JSON") },
  });
});

test("tries a stage again only in a run that failed or goes on", () => {
  const may = (["running", "failed", "succeeded", "cancelled"] as const).map((status) =>
    mayRetry({ status }),
  );
  expect(may).toEqual([true, true, false, false]);
});
