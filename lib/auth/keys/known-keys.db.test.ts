import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Context } from "@/lib/core/context";
import { EventHub } from "@/lib/events/hub";
import { givenKey } from "@/lib/testing/actors";
import { contextOf, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { countStatements } from "@/lib/testing/statements";
import { actorOfKey, revokeApiKey } from "./keys";
import { KEYS_CHANNEL } from "./known-keys";

let test: TestDatabase;
let ctx: Context;
let hub: EventHub;
/** Another process, as far as this one can tell. */
let other: pg.Client;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db, keyActor("admin"));
  other = new pg.Client({ connectionString: test.url });
  await other.connect();
  hub = new EventHub(test.db, test.url);
  hub.start();
});
afterAll(async () => {
  await hub.stop();
  await other.end();
  await test.drop();
});

const use = (key: string) => actorOfKey(test.db, key, null);
const idOf = async () => (await test.db.apiKey.findFirstOrThrow({ orderBy: { id: "desc" } })).id;

/** Creates a key and uses it until it is no longer looked up. */
async function knownKey(fields: Parameters<typeof givenKey>[1] = {}): Promise<string> {
  const key = await givenKey(test.db, fields);
  await vi.waitFor(async () => expect(await countStatements(() => use(key))).toBe(0), {
    timeout: 10_000,
  });
  return key;
}

it("is refused at once where it was revoked", async () => {
  const key = await knownKey();
  await revokeApiKey(ctx, { id: await idOf() });
  await expect(use(key)).rejects.toMatchObject({ message: "The API key was revoked" });
});

it("is refused elsewhere as soon as the change is heard of", async () => {
  const key = await knownKey();
  const id = await idOf();
  await other.query("BEGIN");
  await other.query("UPDATE api_keys SET revoked_at = now() WHERE id = $1", [id]);
  await other.query("SELECT pg_notify($1, '')", [KEYS_CHANNEL]);
  await other.query("COMMIT");
  await vi.waitFor(() => expect(use(key)).rejects.toMatchObject({ code: "unauthenticated" }));
});

it("is looked up again for whoever needs to be certain", async () => {
  const key = await knownKey();
  await other.query("UPDATE api_keys SET revoked_at = now() WHERE id = $1", [await idOf()]);
  await expect(actorOfKey(test.db, key, null, { fresh: true })).rejects.toMatchObject({
    code: "unauthenticated",
  });
});

it("tells others of a revocation within its transaction", async () => {
  await knownKey();
  await other.query(`LISTEN ${KEYS_CHANNEL}`);
  const heard = new Promise((resolve) => other.once("notification", resolve));
  await revokeApiKey(ctx, { id: await idOf() });
  expect(await heard).toMatchObject({ channel: KEYS_CHANNEL });
});

it("is not remembered when it was revoked while it was looked up", async () => {
  await knownKey();
  const key = await givenKey(test.db, {});
  const id = await idOf();
  const slow = new Proxy(test.db, {
    get: (target, name) =>
      name === "$queryRaw"
        ? async (...args: Parameters<typeof target.$queryRaw>) => {
            const rows = await target.$queryRaw(...args);
            await revokeApiKey(ctx, { id });
            return rows;
          }
        : Reflect.get(target, name, target),
  });
  await actorOfKey(slow, key, null);
  await expect(use(key)).rejects.toMatchObject({ message: "The API key was revoked" });
});

it("expires by the database's clock although it is known", async () => {
  const key = await givenKey(test.db, { expiresAt: new Date(Date.now() + 1_500) });
  await use(key);
  await vi.waitFor(() => expect(use(key)).rejects.toMatchObject({ code: "unauthenticated" }), {
    timeout: 10_000,
  });
});

it("expires although its lookup was answered late", async () => {
  await knownKey();
  const key = await givenKey(test.db, { expiresAt: new Date(Date.now() + 1_500) });
  const id = await idOf();
  const slow = new Proxy(test.db, {
    get: (target, name) =>
      name === "$queryRaw"
        ? async (...args: Parameters<typeof target.$queryRaw>) => {
            const rows = await target.$queryRaw(...args);
            const isOver = () =>
              other.query("SELECT FROM api_keys WHERE id = $1 AND expires_at <= now()", [id]);
            await vi.waitFor(async () => expect((await isOver()).rowCount).toBe(1), 10_000);
            return rows;
          }
        : Reflect.get(target, name, target),
  });
  await actorOfKey(slow, key, null);
  await expect(use(key)).rejects.toMatchObject({ message: "The API key has expired" });
});

it("is never remembered for the key of a run", async () => {
  await knownKey();
  await test.db.agent.create({ data: { name: "scout" } });
  const agent = await test.db.agent.findFirstOrThrow();
  const { id: runId } = await test.db.run.create({
    data: { agent: "scout", trigger: "claim", attempt: 1 },
  });
  const key = await givenKey(test.db, { agentId: agent.id, runId });
  await use(key);
  expect(await countStatements(() => use(key))).toBeGreaterThan(0);
});

it("is looked up each time while no changes can be heard of", async () => {
  const key = await knownKey();
  await hub.stop();
  expect(await countStatements(() => use(key))).toBe(1);
});
