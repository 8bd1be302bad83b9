import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { listNotices } from "@/lib/dispatch/notices";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { contextOf, keyActor, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import type { Call } from "@/lib/testing/http";
import { downloadBackup } from "./download";
import { beginLog } from "./log";
import { makeDueBackup } from "./make";

let test: TestDatabase;
let call: Call;
let folder: string;
let now = new Date("2026-11-22T02:00:00Z");

beforeAll(async () => {
  test = await createTestDatabase();
  call = wholeApi(test.db);
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("BATON_SECRET", "a secret of the tests, long enough to be one");
});
afterAll(async () => {
  await test.drop();
  vi.unstubAllEnvs();
});
beforeEach(async () => {
  await test.db.$executeRaw`TRUNCATE backups, settings, events`;
  folder = await mkdtemp(join(tmpdir(), "baton-scheduled-"));
  vi.stubEnv("BATON_DATA_DIR", folder);
  now = new Date("2026-11-22T02:00:00Z");
  return () => rm(folder, { recursive: true, force: true });
});

const later = (hours: number) => {
  now = new Date(now.getTime() + hours * 3_600_000);
};
/** What the job does, at the time of this test. */
const tick = async () => {
  const result = await makeDueBackup(
    createContext(systemActor("jobs"), test.db, { now: () => now }),
    null,
  );
  // The log has the database's time, and this test's days pass at once.
  await test.db
    .$executeRaw`UPDATE backups SET started_at = ${now} WHERE id = (SELECT max(id) FROM backups)`;
  return result.made;
};
const turnOn = async (settings: object = {}) => {
  const answer = await call("PATCH", "/api/backups/settings", {
    enabled: true,
    schedule: "every day at 03:00",
    timezone: "UTC",
    ...settings,
  });
  await test.db
    .$executeRaw`UPDATE settings SET value = jsonb_set(value, '{since}', to_jsonb(${now.toISOString()}::text)) WHERE key = 'backups'`;
  return answer;
};

it("makes one backup for each due time, and keeps as many as are wanted", async () => {
  expect((await turnOn({ keep: 2 })).status).toBe(200);
  await mkdir(join(folder, "backups"), { recursive: true });
  await writeFile(join(folder, "backups", "baton-2020-01-01T00-00-00Z.tar"), "made by hand");
  expect(await tick()).toBe(0);
  later(1.5);
  expect([await tick(), await tick()]).toEqual([1, 0]);
  for (let day = 0; day < 2; day++) {
    later(24);
    expect(await tick()).toBe(1);
  }
  // What Baton did not make, it does not remove.
  expect((await readdir(join(folder, "backups"))).sort()).toEqual([
    "baton-2020-01-01T00-00-00Z.tar",
    "baton-2026-11-23T03-30-00Z.tar",
    "baton-2026-11-24T03-30-00Z.tar",
  ]);
  const { body } = await call("GET", "/api/backups");
  expect(body).toMatchObject({
    health: { state: expect.stringMatching(/ok|late/) },
    settings: { keep: 2, directory: join(folder, "backups"), description: "At 03:00" },
    last_success: { state: "done", bytes: expect.any(Number) },
  });
  expect(
    body.backups.map(({ removed_at }: { removed_at: number | null }) => removed_at === null),
  ).toEqual([true, true, false]);
});

it("says that a backup failed and why, tries again within the hour, and is content once one works", async () => {
  await turnOn();
  later(1.5);
  // Where the folder should be is a file: nobody, not even root, can write into it.
  await rm(join(folder, "backups"), { recursive: true });
  await writeFile(join(folder, "backups"), "");
  expect(await tick()).toBe(0);
  const { body } = await call("GET", "/api/backups");
  expect(body.health).toMatchObject({
    state: "failing",
    message: expect.stringContaining("folder"),
  });
  const admin = contextOf(test.db, keyActor("admin"));
  expect(await listNotices(admin)).toContainEqual(
    expect.objectContaining({ kind: "backup", severity: "error", title: "Backups fail" }),
  );
  expect(await listNotices(contextOf(test.db, keyActor("operator")))).toEqual([]);
  const types = (await test.db.event.findMany({ orderBy: { id: "asc" } })).map(({ type }) => type);
  expect(types.slice(-2)).toEqual(["backup.started", "backup.failed"]);

  await rm(join(folder, "backups"));
  await mkdir(join(folder, "backups"));
  expect(await tick()).toBe(0);
  later(1);
  expect(await tick()).toBe(1);
  expect(await listNotices(admin)).toEqual([]);
});

it("takes no time that happens once, and no folder that it cannot write to or serves files from", async () => {
  const refused = async (settings: object) => {
    const { status, body } = await turnOn(settings);
    return `${status} ${body.problems?.[0]?.field}`;
  };
  expect(await refused({ schedule: "tomorrow at 9" })).toBe("400 schedule");
  expect(await refused({ schedule: "whenever" })).toBe("400 schedule");
  expect(await refused({ timezone: "Mars/Olympus" })).toBe("400 timezone");
  expect(await refused({ directory: "backups" })).toBe("400 directory");
  expect(await refused({ directory: join(process.cwd(), "public") })).toBe("400 directory");
  expect(await refused({ directory: join(folder, "attachments") })).toBe("400 directory");
  expect(await refused({ directory: "/proc/backups" })).toBe("400 directory");
  expect(await refused({ keep: 0 })).toBe("400 keep");
});

it("takes such a folder while backups are off no more than while they are on", async () => {
  const attempts = [join(process.cwd(), "public"), join(folder, "attachments"), "/tmp/a\u0000b"];
  for (const directory of attempts)
    expect(await turnOn({ enabled: false, directory })).toMatchObject({ status: 400 });
  const inside = join(process.cwd(), "public", "never-made", "backups");
  expect(await turnOn({ directory: inside })).toMatchObject({ status: 400 });
  expect(existsSync(join(process.cwd(), "public", "never-made"))).toBe(false);
});

it("writes nothing into a folder that became a link to where files are served from", async () => {
  const directory = join(folder, "backups", "own");
  expect((await turnOn({ directory })).status).toBe(200);
  await rm(directory, { recursive: true });
  const served = await mkdtemp(join(process.cwd(), ".served-"));
  try {
    await symlink(served, directory);
    later(1.5);
    expect(await tick()).toBe(0);
    expect(await readdir(served)).toEqual([]);
  } finally {
    await rm(served, { recursive: true });
  }
});

it("that never had its turn does not say of the one under way that it ended", async () => {
  await turnOn();
  const log = { trigger: "download", directory: null, file: null } as const;
  const admin = contextOf(test.db, keyActor("admin"));
  const id = await beginLog(admin, log);
  await rm(join(folder, "backups"), { recursive: true });
  await writeFile(join(folder, "backups"), "");
  later(1.5);
  expect(await tick()).toBe(0);
  const rows = await test.db.backup.findMany({ orderBy: { id: "asc" } });
  expect(rows).toMatchObject([
    { id, state: "running" },
    { trigger: "scheduled", state: "failed" },
  ]);
});

it("is for admins with an unlimited key and for people with a fresh proof alone", async () => {
  const project = await test.db.project.findFirstOrThrow();
  const { id: agentId } = await test.db.agent.create({ data: { name: "keeper" } });
  const keys = [
    await givenKey(test.db, { role: "operator" }),
    await givenKey(test.db, { role: "admin", projectId: project.id }),
    await givenKey(test.db, { role: "admin", agentId }),
    await givenKey(test.db, { role: "admin", kind: "run", agentId, projectId: project.id }),
  ];
  for (const key of keys) {
    expect((await call("GET", "/api/backup", undefined, key)).status).toBe(403);
    expect((await call("GET", "/api/backups", undefined, key)).status).toBe(403);
    expect((await call("POST", "/api/backups", {}, key)).status).toBe(403);
    expect((await call("PATCH", "/api/backups/settings", { keep: 1 }, key)).status).toBe(403);
  }
  const { id } = await test.db.user.create({
    data: { username: "ada", displayName: "Ada", role: "admin" },
  });
  const ada = contextOf(test.db, { ...userActor(), id } as never);
  await expect(downloadBackup(ada)).rejects.toMatchObject({ code: "forbidden" });
  expect(await test.db.backup.count()).toBe(0);
});
