import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { systemActor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { markUnhealthy, runtimeHealth } from "./health";

let db: TestDatabase;
let ctx: Context;
let now: number;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await emptyTables(db.db, "settings", "events");
  now = Date.parse("2026-01-01T00:00:00Z");
  ctx = createContext(systemActor("test"), db.db, { now: () => new Date(now) });
});

const fail = (fingerprint = "f") => markUnhealthy(ctx, "openai", fingerprint, "refused");
const health = () => runtimeHealth(db.db, "openai");

test("failures that come at once count once and are told once", async () => {
  for (let failures = 1; failures <= 3; failures++) {
    await Promise.all(Array.from({ length: 8 }, () => fail()));
    expect(await health()).toMatchObject({ ok: false, failures });
    expect(await db.db.event.count({ where: { type: "settings.updated" } })).toBe(failures);
    now = Date.parse((await health())?.retry_at ?? "") + 1;
  }
});

test("the pause doubles up to ten minutes, and is at least what was asked for", async () => {
  const pauses: number[] = [];
  for (let times = 0; times < 6; times++) {
    await fail();
    const next = Date.parse((await health())?.retry_at ?? "");
    pauses.push((next - now) / 60_000);
    now = next;
  }
  expect(pauses).toEqual([1, 2, 4, 8, 10, 10]);
  await markUnhealthy(ctx, "openai", "f", "busy", "outage", 3_600_000);
  expect(Date.parse((await health())?.retry_at ?? "") - now).toBe(3_600_000);
});

test("other settings begin their own count, also during a pause", async () => {
  await fail("one");
  await fail("two");
  expect(await health()).toMatchObject({
    failures: 1,
    fingerprint: "two",
    retry_at: "2026-01-01T00:01:00.000Z",
  });
});
