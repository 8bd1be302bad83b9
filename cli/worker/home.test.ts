import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Records } from "./files";
import { openHome } from "./home";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "baton-home-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const URL = "http://baton.test";
const open = (name = "dev_1") => openHome(name, URL, { NODE_ENV: "test", XDG_STATE_HOME: folder });

it("is kept by one worker at a time, and taken from one that died", () => {
  const first = open();
  const lock = path.join(first.folder, "lock");
  expect(() => open()).toThrow(`process ${process.pid}`);
  // A process of the same number that began at another time is another one.
  writeFileSync(lock, `${process.pid} 1`);
  const second = open();
  expect(readFileSync(lock, "utf8")).not.toBe(`${process.pid} 1`);
  expect(() => open()).toThrow("at work on this machine");
  second.close();
  open().close();
  expect(readdirSync(first.folder).filter((name) => name.startsWith("lock"))).toEqual([]);
});

it("differs for names that look the same as folders", () => {
  expect(open("a b").folder).not.toBe(open("a_b").folder);
});

it("keeps records in their folder, whatever they are called", () => {
  const records = new Records<string>(path.join(folder, "inner"));
  records.put("../outside", "a record");
  expect(readdirSync(folder)).toEqual(["inner"]);
  expect(records.get("../outside")).toBe("a record");
  expect(records.all()).toEqual(["a record"]);
});
