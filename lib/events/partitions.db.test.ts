import { beforeEach, describe, expect, it } from "vitest";
import * as route from "@/app/api/events/retention/route";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { fillPartitions } from "@/lib/testing/event-partitions";
import { caller } from "@/lib/testing/http";
import { record } from "./append";
import { guardEventEpoch } from "./epoch";
import { listPartitions, preparePartitions } from "./partitions";
import { advanceReader, registerReader, removeReader } from "./readers";
import { readBackwards, readEvents, readEventsBackwards } from "./replay";
import { dropOldPartitions, isForgotten, retentionDays, tendEvents } from "./retention";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
  return () => test.drop();
});

const ctx = () => createContext(systemActor("test"), test.db);
const write = (n: number, projectId: number | null = null) =>
  ctx().transaction((tx) =>
    record(tx, { type: "agent.updated", data: { id: 1, name: "scout", ...{ n } }, projectId }),
  );
const read = async () => (await readEvents(test.db, 0n, 1_000)).map((event) => event.data.n);
const inNet = async () =>
  (await test.db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM events_default`)[0]?.n;
const age = (n: number, days: number) =>
  test.db.$executeRaw`
    UPDATE events SET created_at = clock_timestamp() - ${days}::int * interval '1 day' WHERE (data->>'n')::int = ${n}`;

describe("the partitions of events", () => {
  it("are ready before they are needed, and made once", async () => {
    await preparePartitions(ctx(), 90);
    await fillPartitions(test.db);
    await write(1);
    expect(await preparePartitions(ctx(), 90)).toBe(1);
    expect(await preparePartitions(ctx(), 90)).toBe(0);
    const partitions = await listPartitions(test.db);
    const [event] = await readEvents(test.db, 0n, 10);
    expect(partitions.at(-1)?.from).toBeGreaterThan(event?.id ?? 0n);
    expect(partitions.slice(1).map(({ from }) => from)).toEqual(
      partitions.slice(0, -1).map(({ to }) => to),
    );
  });

  it("lose nothing when ids run ahead of them: the net becomes one, and events go on", async () => {
    await write(1);
    await preparePartitions(ctx(), 90);
    await fillPartitions(test.db, "beyond");
    await write(2);
    await write(3);
    expect(await inNet()).toBe(2);
    expect(await read()).toEqual([1, 2, 3]);
    expect(await preparePartitions(ctx(), 90)).toBe(2);
    await write(4);
    expect(await inNet()).toBe(0);
    expect(await read()).toEqual([1, 2, 3, 4]);
  });

  it("have room for ids after those of a restored dump", async () => {
    await write(1);
    await test.db.$executeRaw`UPDATE events SET id = id + (9000000000::bigint << 16)`;
    expect(await guardEventEpoch(test.db)).not.toBeNull();
    await write(2);
    await preparePartitions(ctx(), 90);
    await write(3);
    expect(await inNet()).toBe(0);
    expect(await read()).toEqual([1, 2, 3]);
  });

  it("are as wide as the ids of a tenth of the retention", async () => {
    await write(1);
    await age(1, 10);
    await test.db.$executeRaw`UPDATE events SET id = id - (500::bigint << 16)`;
    await write(2);
    await fillPartitions(test.db);
    await preparePartitions(ctx(), 90);
    for (const { from, to } of (await listPartitions(test.db)).slice(1))
      expect(to - (from ?? 0n)).toBeLessThan(1n << 40n);
  });
});

describe("retention", () => {
  /** Three partitions with one event each, the first two of them old. */
  async function threePartitions(days: number): Promise<void> {
    for (const n of [1, 2, 3]) {
      await preparePartitions(ctx(), 90);
      if (n > 1) await fillPartitions(test.db);
      await preparePartitions(ctx(), 90);
      await write(n);
    }
    await preparePartitions(ctx(), 90);
    for (const n of [1, 2]) await age(n, days);
  }

  it("drops whole partitions of old events and remembers up to where", async () => {
    await threePartitions(91);
    const [first, , third] = await readEvents(test.db, 0n, 10);
    expect(await dropOldPartitions(ctx(), 92)).toBe(0);
    expect(await isForgotten(test.db, first?.id ?? 0n)).toBe(false);
    expect(await dropOldPartitions(ctx(), 90)).toBeGreaterThan(1);
    expect(await read()).toEqual([3]);
    expect(await isForgotten(test.db, first?.id ?? 0n)).toBe(true);
    expect(await isForgotten(test.db, third?.id ?? 0n)).toBe(false);
    await write(4);
    expect(await read()).toEqual([3, 4]);
  });

  it("goes on behind a partition that ids jumped over", async () => {
    await preparePartitions(ctx(), 90);
    await fillPartitions(test.db);
    await write(1);
    await preparePartitions(ctx(), 90);
    await fillPartitions(test.db);
    await write(2);
    await age(1, 91);
    expect((await listPartitions(test.db)).length).toBe(3);
    expect(await dropOldPartitions(ctx(), 90)).toBe(2);
    expect(await read()).toEqual([2]);
  });

  it("keeps the newest event, however old it is", async () => {
    await threePartitions(500);
    await age(3, 500);
    await dropOldPartitions(ctx(), 90);
    expect(await read()).toEqual([3]);
  });

  it("waits for a reader that is behind, and not for ever", async () => {
    await registerReader(ctx(), "webhook 1");
    await threePartitions(91);
    const [first] = await readEvents(test.db, 0n, 10);
    expect(await dropOldPartitions(ctx(), 90)).toBe(0);
    await advanceReader(test.db, "webhook 1", first?.id ?? 0n);
    await advanceReader(test.db, "webhook 1", 0n);
    await dropOldPartitions(ctx(), 90);
    expect(await read()).toEqual([2, 3]);
    await age(2, 181);
    await dropOldPartitions(ctx(), 90);
    expect(await read()).toEqual([3]);
  });

  it("no longer waits for a reader that was removed", async () => {
    await registerReader(ctx(), "webhook 1");
    await threePartitions(91);
    await removeReader(test.db, "webhook 1");
    await tendEvents(ctx());
    expect(await read()).toEqual([3]);
  });

  it("is set by an admin, and null goes back to the environment", async () => {
    const call = caller(test.db, { "/api/events/retention": route });
    const url = "/api/events/retention";
    expect((await call("GET", url)).body).toEqual({ retention_days: 90, is_set: false });
    const set = await call("PUT", url, { retention_days: 30 });
    expect(set.body).toEqual({ retention_days: 30, is_set: true });
    expect(await retentionDays(test.db)).toEqual({ days: 30, isSet: true });
    expect((await call("PUT", url, { retention_days: 0 })).status).toBe(400);
    const reset = await call("PUT", url, { retention_days: null });
    expect(reset.body).toEqual({ retention_days: 90, is_set: false });
  });
});

it("finds the newest events of a project and of a category by index, among many others", async () => {
  await test.db.$executeRaw`
    INSERT INTO events (id, type, category, project_id, actor, actor_kind, version, data)
    SELECT (1000::bigint << 16) + n, 'run.started', 'run', 1 + (n = 5)::int, 'x', 'system', 1, '{}'
    FROM generate_series(1, 20000) n`;
  await test.db
    .$executeRaw`UPDATE events SET category = 'agent', type = 'agent.updated' WHERE id = (1000::bigint << 16) + 7`;
  await test.db.$executeRaw`ANALYZE events`;
  for (const [filter, index] of [
    [{ projectId: 2 }, "project_id_id"],
    [{ types: ["agent"] }, "category_id"],
    [{ types: ["agent.updated"] }, "category_id"],
  ] as const) {
    const query = readBackwards(20, {
      ...filter,
      types: [...("types" in filter ? filter.types : [])],
    });
    const plan = await test.db.$queryRawUnsafe<{ "QUERY PLAN": string }[]>(
      `EXPLAIN ${query.text}`,
      ...query.values,
    );
    expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain(index);
  }
  expect(await readEventsBackwards(test.db, 20, { projectId: 2 })).toHaveLength(1);
});
