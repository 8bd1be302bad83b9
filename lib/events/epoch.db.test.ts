import { afterAll, beforeAll, expect, it } from "vitest";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { guardEventEpoch } from "./epoch";
import { readEvents } from "./replay";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const newest = async (): Promise<bigint> =>
  (await test.db.event.aggregate({ _max: { id: true } }))._max.id ?? 0n;

it("leaves a database alone whose ids grow", async () => {
  expect(await guardEventEpoch(test.db)).toBeNull();
  await givenTask(contextOf(test.db));
  expect(await guardEventEpoch(test.db)).toBeNull();
});

it("lets ids go on above those of a dump from an older cluster, also after a second restore", async () => {
  const ctx = contextOf(test.db);
  for (const ahead of [1_000_000n, 5_000_000n]) {
    // The state after a restore: events of transactions that this cluster has not had yet.
    await test.db
      .$executeRaw`UPDATE events SET id = id + (${ahead}::bigint << 16) WHERE id = (SELECT max(id) FROM events)`;
    const restored = await newest();
    await givenTask(ctx);
    expect(await newest()).toBe(restored);

    expect(await guardEventEpoch(test.db)).not.toBeNull();
    await givenTask(ctx, { title: "after the restore" });
    expect(await newest()).toBeGreaterThan(restored);
    const read = await readEvents(test.db, restored, 10);
    expect(read.map((event) => event.data)).toMatchObject([{ title: "after the restore" }]);
    expect(await guardEventEpoch(test.db)).toBeNull();
  }
});
