import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { announceSwap, finishSwap } from "./swap.mjs";

/** @type {string} */
let data;
/** @param {string} place @param {string} text */
const put = (place, text) => {
  mkdirSync(path.join(data, place), { recursive: true });
  writeFileSync(path.join(data, place, "what"), text);
};
/** @param {string} place */
const at = (place) => readFileSync(path.join(data, place, "what"), "utf8");

beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), "baton-swap-"));
  put("postgres", "old");
  put("attachments", "old");
  put("restoring/postgres", "new");
  put("restoring/attachments", "new");
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

it("does nothing to what is there before a restore is complete", () => {
  finishSwap(data);
  expect(at("postgres")).toBe("old");
  expect(at("restoring/postgres")).toBe("new");
});

it.each([0, 1, 2, 3, 4])(
  "is finished by the next start when it was killed after step %i of 4",
  (steps) => {
    const aside = announceSwap(data);
    const all = [
      ["postgres", path.join(aside, "postgres")],
      ["restoring/postgres", "postgres"],
      ["attachments", path.join(aside, "attachments")],
      ["restoring/attachments", "attachments"],
    ];
    mkdirSync(aside);
    for (const [from, to] of all.slice(0, steps))
      renameSync(path.join(data, from), path.resolve(data, to));
    finishSwap(data);
    expect([at("postgres"), at("attachments")]).toEqual(["new", "new"]);
    expect(readdirSync(aside).sort()).toEqual(["attachments", "postgres"]);
    expect(readFileSync(path.join(aside, "postgres", "what"), "utf8")).toBe("old");
    expect(existsSync(path.join(data, "restoring"))).toBe(false);
    finishSwap(data);
    expect(at("postgres")).toBe("new");
  },
);
