import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import type { Call } from "@/lib/testing/http";
import { STORE_LIMITS } from "./schema";

let test: TestDatabase;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  call = wholeApi(test.db);
});
afterAll(() => test.drop());
beforeEach(() => emptyTables(test.db, "store_entries", "agents", "runs", "events", "api_keys"));

const put = (key: string, value: unknown, more: Record<string, unknown> = {}, by?: string) =>
  call("PUT", `/api/store/${encodeURIComponent(key)}`, { value, ...more }, by);
const get = (key: string, by?: string) =>
  call("GET", `/api/store/${encodeURIComponent(key)}`, undefined, by);

it("keeps any JSON value under a key, false and null too, with a version for each change", async () => {
  for (const value of [{ a: [1, "two"] }, false, null, 0, "text"]) {
    expect((await put("plan/first", value)).status).toBe(200);
    expect((await get("plan/first")).body.entry.value).toEqual(value);
  }
  expect((await get("plan/first")).body.entry).toMatchObject({ version: 5, bytes: 6 });
  const events = await test.db.event.findMany({ orderBy: { id: "asc" } });
  expect(events.map(({ data }) => data)).toEqual(
    [1, 2, 3, 4, 5].map((version) => ({ key: "plan/first", version })),
  );
});

it("writes over the version that the caller knows only, one of many at the same moment", async () => {
  expect((await put("n", 1, { version: 0 })).status).toBe(200);
  expect((await put("n", 1, { version: null })).status).toBe(409);
  const answers = await Promise.all([1, 2, 3, 4].map((n) => put("n", n, { version: 1 })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  expect((await get("n")).body.entry.version).toBe(2);
  expect((await call("DELETE", "/api/store/n?version=1")).status).toBe(409);
  expect((await call("DELETE", "/api/store/n?version=2")).status).toBe(200);
  expect((await get("n")).status).toBe(404);
});

it("lists keys by prefix and page", async () => {
  for (const key of ["b", "a%1", "a%2", "ab", "c"]) await put(key, key);
  const keys = async (query: string) => {
    const { body } = await call("GET", `/api/store${query}`);
    return [body.entries.map(({ key }: { key: string }) => key), body.next_cursor];
  };
  expect(await keys("?prefix=a%25")).toEqual([["a%1", "a%2"], null]);
  const [first, next] = await keys("?limit=3");
  const [second, none] = await keys(`?limit=3&cursor=${encodeURIComponent(next)}`);
  expect([...first, ...second].sort()).toEqual(["a%1", "a%2", "ab", "b", "c"]);
  expect(none).toBeNull();
});

it("refuses what is too long, and what is more than a project may keep", async () => {
  const long = await put("long", "x".repeat(STORE_LIMITS.valueBytes));
  expect([long.status, long.body.error]).toEqual([400, expect.stringContaining("value")]);
  expect((await call("PUT", "/api/store/none", {})).status).toBe(400);
  await test.db.$executeRaw`
    INSERT INTO store_entries (project_id, key, value, bytes, updated_by)
    SELECT (SELECT id FROM projects WHERE is_default), 'k' || n, '1', 1, 'test' FROM generate_series(1, ${STORE_LIMITS.keys}::int) n`;
  const full = await put("one more", 1);
  expect([full.status, full.body.error]).toEqual([409, expect.stringContaining("is full")]);
  expect((await put("k7", 2)).status).toBe(200);
});

it("is of one project, and written by people, agents and orchestrators' runs, not by other runs", async () => {
  const data = { name: "Elsewhere", slug: "elsewhere-store", prefix: "ELST" };
  const other = await test.db.project.upsert({
    where: { slug: data.slug },
    create: data,
    update: {},
  });
  const limited = await givenKey(test.db, { projectId: other.id });
  await put("shared", "ours");
  expect((await get("shared", limited)).status).toBe(404);
  expect((await put("shared", "theirs", {}, limited)).status).toBe(200);
  expect((await get("shared")).body.entry.value).toBe("ours");
  const { id: agentId } = await test.db.agent.create({ data: { name: "lead" } });
  const [run] = await test.db.$queryRaw<{ id: number }[]>`
    INSERT INTO runs (agent, trigger) VALUES ('lead', 'claim') RETURNING id`;
  const key = await givenKey(test.db, { kind: "run", agentId, runId: (run as { id: number }).id });
  expect((await put("shared", "run's", {}, key)).status).toBe(403);
  expect((await get("shared", key)).status).toBe(200);
  await test.db.agent.update({
    where: { id: agentId },
    data: { config: { workshop_tools: true } },
  });
  expect((await put("shared", "lead's", {}, key)).status).toBe(200);
  const viewer = await givenKey(test.db, { role: "viewer" });
  expect((await put("shared", 1, {}, viewer)).status).toBe(403);
});
