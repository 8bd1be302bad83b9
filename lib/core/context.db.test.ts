import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { record } from "@/lib/events/append";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { systemActor } from "./actor";
import { commits } from "./commits";
import { asSystem, type Context, createContext, type TxContext } from "./context";

let test: TestDatabase;
let ctx: Context;
let announced = 0;
const count = () => announced++;

beforeAll(async () => {
  test = await createTestDatabase();
  ctx = createContext(systemActor("test"), test.db);
  commits.on("committed", count);
});
beforeEach(async () => {
  await emptyTables(test.db, "events");
  announced = 0;
});
afterAll(async () => {
  commits.off("committed", count);
  await test.drop();
});

const write = (tx: TxContext, n: number) =>
  record(tx, { type: "agent.updated", data: { id: 1, name: "scout", ...{ n } } });
const written = async () =>
  (
    await test.db.$queryRaw<{ n: number; actor: string }[]>`
      SELECT (data ->> 'n')::int AS n, actor FROM events ORDER BY id`
  ).map(({ n, actor }) => `${n} ${actor}`);

describe("a transaction in the context", () => {
  it("is joined by transactions inside it, which commit and are announced with it, in order", async () => {
    await ctx.transaction(async (tx) => {
      await write(tx, 1);
      await tx.transaction(async (inner) => {
        await write(asSystem(inner, "helper"), 2);
        await inner.transaction((innermost) => write(innermost, 3));
      });
      await write(tx, 4);
      expect(announced).toBe(0);
    });
    expect(await written()).toEqual(["1 test", "2 helper", "3 test", "4 test"]);
    expect(announced).toBe(1);
  });

  it("is rolled back whole when joined work throws, also when its caller goes on", async () => {
    const work = ctx.transaction(async (tx) => {
      await write(tx, 1);
      await tx
        .transaction(async (inner) => {
          await write(inner, 2);
          throw new Error("half done");
        })
        .catch(() => undefined);
      await write(tx, 3);
    });
    await expect(work).rejects.toThrow("half done");
    expect(await written()).toEqual([]);
    expect(announced).toBe(0);
  });

  it("is announced to nobody when it wrote no event", async () => {
    await ctx.transaction((tx) => tx.db.$queryRaw`SELECT 1 AS one`);
    expect(announced).toBe(0);
  });

  it("gives a statement that writes its own event the next place, so that ids never collide", async () => {
    const insert = (from: Context, n: number) =>
      from.statement(
        (db, ordinal) => db.$executeRaw`
          INSERT INTO events (id, type, category, actor, actor_kind, data)
          VALUES (event_id(${ordinal}::int), 'agent.updated', 'agent', 'statement', 'system', jsonb_build_object('n', ${n}::int))`,
        (rows) => rows > 0,
      );
    await ctx.transaction(async (tx) => {
      await write(tx, 1);
      await insert(tx, 2);
      await write(tx, 3);
      await insert(tx, 4);
    });
    await insert(ctx, 5);
    expect(await written()).toEqual([
      "1 test",
      "2 statement",
      "3 test",
      "4 statement",
      "5 statement",
    ]);
    expect(announced).toBe(2);
  });

  it("refuses more events than an id has places for", async () => {
    const work = ctx.transaction(async (tx) => {
      tx.ordinals.take(65_536);
      await write(tx, 1);
    });
    await expect(work).rejects.toThrow("at most 65536 events");
  });

  it("runs its work again from the start when PostgreSQL gave it up, with its events in their first places", async () => {
    let attempts = 0;
    await ctx.transaction(async (tx) => {
      attempts++;
      await write(tx, attempts);
      if (attempts === 1)
        await tx.db
          .$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'given up' USING ERRCODE = '40001'; END $$`;
    });
    expect(attempts).toBe(2);
    expect(await written()).toEqual(["2 test"]);
    const [{ ordinal } = { ordinal: -1 }] = await test.db.$queryRaw<{ ordinal: number }[]>`
      SELECT (id & 65535)::int AS ordinal FROM events`;
    expect(ordinal).toBe(0);
  });
});
