import { expect, it } from "vitest";
import { workerSettings } from "./settings";

const settings = (options: object, profile = {}, globals = {}) =>
  workerSettings({ name: "dev_1", ...options }, profile, globals, []);

it("takes options before the profile, and both before what is usual", () => {
  const profile = { backend: "codex", model: "m", max_turns: 15, "min-free-disk": "500MB" };
  expect(settings({ model: "other" }, profile, { timeout: "300" })).toMatchObject({
    backend: "codex",
    model: "other",
    maxTurns: 15,
    minFreeBytes: 500 * 1024 ** 2,
    concurrency: 1,
    limits: { timeoutMs: 300_000, silenceMs: 600_000, graceMs: 10_000 },
    intervalMs: null,
  });
  expect(settings({ command: "./agent.sh" }).backend).toBe("command");
});

it.each([
  [{ name: "" }, {}, "needs a name"],
  [{ name: "dev 1" }, {}, "no name for an agent"],
  [{ concurrency: "21" }, {}, "--concurrency 21"],
  [{ backend: "gemini" }, {}, "--backend gemini"],
  [{ backend: "command" }, {}, "needs a program"],
  [{ silence: "soon" }, {}, "--silence soon"],
  [{ minFreeDisk: "much" }, {}, "--min-free-disk much"],
  [{}, { modell: "x" }, '"modell"'],
  [{}, { model: 7 }, '"model"'],
])("refuses %o with the profile %o", (options, profile, words) => {
  expect(() => settings(options, profile)).toThrow(words);
});
