import { afterAll, beforeAll, expect, it } from "vitest";
import { contextOf, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { listServers, ServersResponse } from "./servers";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

it("lists the running servers and marks those that stopped without saying so", async () => {
  const server = { pid: 7, role: "all", version: "1.2.0", clockOffsetMs: -12 };
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  await test.db.instance.createMany({
    data: [
      { ...server, host: "one", lastSeenAt: minutesAgo(60) },
      { ...server, host: "two", role: "jobs" },
    ],
  });
  const servers = await listServers(contextOf(test.db));
  expect(ServersResponse.parse({ servers }).servers).toMatchObject([
    { host: "two", role: "jobs", version: "1.2.0", clock_offset_ms: -12, is_silent: false },
    { host: "one", is_silent: true },
  ]);
});

it("is for operators and admins, with access to every project", async () => {
  const viewer = contextOf(test.db, keyActor("viewer"));
  await expect(listServers(viewer)).rejects.toMatchObject({ code: "forbidden" });
});
