import { type ChildProcess, execFileSync, fork, spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openDatabase } from "@/lib/core/database";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import type { Call } from "@/lib/testing/http";
import { PIXEL } from "@/lib/testing/permission-probes";
import { DamagedBackup, readArchive } from "@/scripts/backup/archive.mjs";
import { assertReadable, loadBackup } from "@/scripts/backup/load.mjs";
import { makeBackup } from "@/scripts/backup/make.mjs";
import { checkFile } from "@/scripts/backup/read.mjs";
import { applyMigrations } from "@/scripts/migrations/apply.mjs";
import { readMigrations } from "@/scripts/migrations/folder.mjs";
import { withMigrationSession } from "@/scripts/migrations/session.mjs";
import { inProject } from "@/scripts/project.mjs";
import { testPostgres } from "@/scripts/testing/test-postgres.mjs";

const SECRET = "a secret of the tests, long enough to be one";
const silent = () => undefined;

let test: TestDatabase;
let call: Call;
let own: string;
let folder: string;
const restored: string[] = [];

beforeAll(async () => {
  vi.stubEnv("BATON_SECRET", SECRET);
  test = await createTestDatabase();
  call = wholeApi(test.db);
  await call("POST", "/api/agents/register", { name: "scout", role: "coder" });
  const { id } = await test.db.agent.findFirstOrThrow({ where: { name: "scout" } });
  own = await givenKey(test.db, { agentId: id });
});
afterAll(async () => {
  for (const name of restored) await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  await test.drop();
  vi.unstubAllEnvs();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "baton-backup-"));
  vi.stubEnv("BATON_DATA_DIR", folder);
  return () => rm(folder, { recursive: true, force: true });
});

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: testPostgres().maintenanceUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** An empty database on the same server. */
async function emptyDatabase(): Promise<string> {
  const name = `restored_${randomUUID().replaceAll("-", "")}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE template0`);
  restored.push(name);
  const url = new URL(testPostgres().maintenanceUrl);
  url.pathname = `/${name}`;
  return url.href;
}

interface Made {
  file: string;
  rows: number;
}

/** Makes a backup into a file; `onFirst` delays its first bytes, when the snapshot is taken already. */
async function backUp(
  databaseUrl = test.url,
  onFirst: () => Promise<void> = async () => undefined,
): Promise<Made> {
  const file = join(folder, `${randomUUID()}.tar`);
  const stream = createWriteStream(file, { mode: 0o600 });
  let first: Promise<void> | null = null;
  const { rows } = await makeBackup({
    databaseUrl,
    dataDirectory: folder,
    secret: SECRET,
    write: async (bytes) => {
      first ??= onFirst();
      await first;
      await new Promise<void>((resolve) => stream.write(bytes, () => resolve()));
    },
  });
  await new Promise<void>((resolve) => stream.end(resolve));
  return { file, rows };
}

async function restore(file: string, options: { folder?: string } = {}): Promise<string> {
  const databaseUrl = await emptyDatabase();
  const backup = await checkFile(file);
  assertReadable(backup);
  await loadBackup({
    file,
    backup,
    databaseUrl,
    pictures: join(folder, "restored"),
    say: silent,
    ...options,
  });
  return databaseUrl;
}

/** Creates, claims, comments, hands in and deletes until told to stop; `progress` is called after each round. */
async function work(isOver: () => boolean, progress: () => void): Promise<void> {
  for (let n = 0; !isOver(); n++) {
    const { body } = await call("POST", "/api/tasks", {
      title: `Under load ${n}`,
      labels: [`l${n % 5}`],
      assigned_to: "scout",
      review_required: false,
    });
    const { id } = body.task;
    await call("POST", `/api/tasks/${id}/comments`, {
      content: "with\ttabs,\nlines and \\N @scout",
    });
    if (n % 3 === 0) await call("DELETE", `/api/tasks/${id}`);
    else {
      await call("POST", `/api/tasks/${id}/claim`, { agent: "scout" }, own);
      if (n % 3 === 1) await call("POST", `/api/tasks/${id}/complete`, { resolution: "Done" }, own);
    }
    progress();
  }
}

/** What must agree in a database whatever was going on. */
const AGREEMENT = `
  SELECT (SELECT count(*) FROM tasks)::int AS tasks,
    (SELECT sum(n) FROM (SELECT n FROM task_counts UNION ALL SELECT n FROM task_count_changes) c)::int AS counted,
    (SELECT count(*) FROM tasks t WHERE comment_count <> (SELECT count(*) FROM comments c WHERE c.task_id = t.id))::int AS wrong_comments,
    (SELECT count(*) FROM tasks WHERE status = 'in_progress')::int AS in_progress,
    (SELECT count(*) FROM tasks t JOIN runs r ON r.id = t.run_id WHERE t.status = 'in_progress' AND r.outcome IS NULL)::int AS held,
    (SELECT count(*) FROM events WHERE type = 'task.created')::int AS created,
    (SELECT count(*) FROM events WHERE type = 'task.deleted')::int AS deleted`;

describe("a backup", () => {
  it("is everything at one moment while agents work, and restores to the same counts and hashes", async () => {
    const { body } = await call("POST", "/api/tasks", { title: "With a picture" });
    const picture = createHash("sha256").update(PIXEL).digest("hex");
    await mkdir(join(folder, "attachments"));
    await writeFile(join(folder, "attachments", picture), PIXEL);
    await test.db.attachment.create({
      data: {
        taskId: body.task.id,
        sha256: picture,
        type: "image/gif",
        bytes: PIXEL.length,
        name: "x",
        createdBy: "t",
      },
    });
    let rounds = 0;
    let isOver = false;
    let onRound: () => void = silent;
    const workers = [1, 2, 3].map(() =>
      work(
        () => isOver,
        () => {
          rounds++;
          onRound();
        },
      ),
    );
    const rounded = (count: number) =>
      new Promise<void>((resolve) => {
        const from = rounds;
        onRound = () => rounds - from >= count && resolve();
      });
    await rounded(12);
    // The snapshot is taken, and a dozen more are made and handed in before the first table is read.
    const { file } = await backUp(test.url, () => rounded(12));
    isOver = true;
    await Promise.all(workers);

    // Every table's count and hash is compared with the backup's in here.
    const url = await restore(file);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(AGREEMENT);
    const now = await test.db.task.count();
    await client.end();
    const { tasks, counted, wrong_comments, in_progress, held, created, deleted } = rows[0];
    expect({ counted, wrong_comments, held }).toEqual({
      counted: tasks,
      wrong_comments: 0,
      held: in_progress,
    });
    expect(created - deleted).toBe(tasks);
    expect(tasks).toBeGreaterThan(0);
    expect(tasks).toBeLessThan(now);
    expect(await readFile(join(folder, "restored", picture))).toEqual(Buffer.from(PIXEL));
    await worksOn(url);
  });

  /** The next numbers are free, triggers count again, and events go on above the old ones. */
  async function worksOn(url: string): Promise<void> {
    const db = openDatabase(url);
    const use = wholeApi(db);
    const newest = await db.event.findFirstOrThrow({ orderBy: { id: "desc" } });
    const made = await use("POST", "/api/tasks", {
      title: "After the restore",
      assigned_to: "scout",
    });
    expect(made.status).toBe(201);
    const next = await db.event.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(next.id).toBeGreaterThan(newest.id);
    const found = await use("GET", "/api/tasks?q=restore");
    expect(found.body.tasks.map(({ title }: { title: string }) => title)).toContain(
      "After the restore",
    );
    await db.$disconnect();
    call = wholeApi(test.db);
  }

  it("that is cut off anywhere, or altered anywhere, is refused before anything is done with it", async () => {
    const { file } = await backUp();
    const whole = await readFile(file);
    for (const part of [0, 0.1, 0.5, 0.9, 0.999]) {
      await writeFile(file, whole);
      await truncate(file, Math.floor(whole.length * part));
      await expect(checkFile(file), `cut at ${part}`).rejects.toThrow(/cannot be used/);
    }
    for (const part of [0, 0.2, 0.4, 0.6, 0.8, 0.98]) {
      const altered = Buffer.from(whole);
      const at = Math.floor(whole.length * part);
      altered[at] = (altered[at] ?? 0) ^ 1;
      await writeFile(file, altered);
      await expect(checkFile(file), `altered at ${part}`).rejects.toThrow(/cannot be used/);
    }
    await writeFile(file, Buffer.concat([whole, Buffer.from("more")]));
    await expect(checkFile(file)).rejects.toThrow(/cannot be used/);
    await writeFile(file, "SELECT 1;".repeat(200));
    await expect(checkFile(file)).rejects.toThrow(/no backup of Baton/);
    await writeFile(file, whole);
    await expect(checkFile(file)).resolves.toBeDefined();
  });

  it("is listed by tar, and says what it contains", async () => {
    const { file } = await backUp();
    const names = execFileSync("tar", ["tf", file], { encoding: "utf8" }).trim().split("\n");
    expect(names[0]).toBe("backup.json");
    expect(names).toContain("tables/public.agents/00001.gz");
    expect(names.slice(-3)).toEqual(["definitions.sql.gz", "manifest.json", "checksum"]);
    const { head, manifest } = await checkFile(file);
    expect(head).toMatchObject({ fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(manifest.tables.map(({ name }) => name)).not.toContain("sessions");
    const chunks = createReadStream(file, { highWaterMark: 100 });
    let count = 0;
    for await (const _ of readArchive(chunks)) count++;
    expect(count).toBe(names.length - 1);
    async function* nothing() {}
    await expect(readArchive(nothing()).next()).rejects.toThrow(DamagedBackup);
  });

  it("whose rows are not what it says is not restored", async () => {
    const { file } = await backUp();
    const backup = await checkFile(file);
    const agents = backup.manifest.tables.find(({ name }) => name === "agents");
    if (agents) agents.hash = "0".repeat(32);
    const databaseUrl = await emptyDatabase();
    await expect(
      loadBackup({ file, backup, databaseUrl, pictures: null, say: silent }),
    ).rejects.toThrow(/agents was restored with 1 rows .* cannot be trusted/);
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query("SELECT count(*)::int AS n FROM agents");
    await client.end();
    expect(rows).toEqual([{ n: 0 }]);
  });

  it("of an older version is brought up to this one, by migrations that find its functions", async () => {
    const all = readMigrations();
    const before = all.slice(0, -6);
    const url = await emptyDatabase();
    await withMigrationSession(url, async (client) => {
      await applyMigrations(client, undefined, new Set(before.map(({ name }) => name)));
      const { ensureQueue } = await import("@/scripts/migrations/all.mjs");
      await ensureQueue(client, url);
      await client.query("CREATE FUNCTION of_then() RETURNS int LANGUAGE sql AS 'SELECT 7'");
      await client.query("INSERT INTO users (username, display_name) VALUES ('ada', 'Ada')");
    });
    const { file } = await backUp(url);
    const restoredUrl = await restore(file);
    await withMigrationSession(restoredUrl, async (client) => {
      const { rows } = await client.query(
        "SELECT username, of_then() AS answer, (SELECT count(*)::int FROM _prisma_migrations) AS migrations FROM users",
      );
      expect(rows).toEqual([{ username: "ada", answer: 7, migrations: all.length }]);
    });
  });

  it("of a later version is refused by name", async () => {
    const { file } = await backUp();
    const backup = await checkFile(file);
    backup.head.migrations.push({ name: "29991231000000_later", checksum: "x" });
    expect(() => assertReadable(backup)).toThrow(/29991231000000_later.*install that version/);
  });
});

describe("the process that makes a backup", () => {
  const environment = (): NodeJS.ProcessEnv => ({
    NODE_ENV: "test",
    PATH: process.env.PATH,
    DATABASE_URL: test.url,
    BATON_DATA_DIR: folder,
    BATON_SECRET: SECRET,
  });
  const start = (target: string): ChildProcess =>
    fork(inProject("scripts/backup.mjs"), [target], {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      env: environment(),
    });

  it("leaves nothing under the file's name when it is killed, and the next one tidies up", async () => {
    // A picture that nobody ever finishes reading: the backup stops there, nearly at its end.
    const sha256 = "f".repeat(64);
    await mkdir(join(folder, "attachments"));
    execFileSync("mkfifo", [join(folder, "attachments", sha256)]);
    const { body } = await call("POST", "/api/tasks", { title: "With a picture" });
    const { id } = await test.db.attachment.create({
      data: {
        taskId: body.task.id,
        sha256,
        type: "image/gif",
        bytes: 1,
        name: "x",
        createdBy: "t",
      },
    });
    const file = join(folder, "baton-2026-01-01T00-00-00Z.tar");
    const child = start(file);
    const killed = new Promise((resolve) => child.once("close", (_, signal) => resolve(signal)));
    await vi.waitFor(
      async () => expect((await stat(`${file}.partial`)).size).toBeGreaterThan(10_000),
      {
        timeout: 30_000,
      },
    );
    child.kill("SIGKILL");
    expect(await killed).toBe("SIGKILL");
    expect(await readdir(folder)).toEqual([
      "attachments",
      "baton-2026-01-01T00-00-00Z.tar.partial",
    ]);

    await test.db.attachment.delete({ where: { id } });
    const next = join(folder, "baton-2026-01-02T00-00-00Z.tar");
    const again = start(next);
    const code = await new Promise((resolve) => again.once("close", resolve));
    expect(code).toBe(0);
    expect((await readdir(folder)).sort()).toEqual([
      "attachments",
      "baton-2026-01-02T00-00-00Z.tar",
    ]);
    expect((await stat(next)).mode & 0o777).toBe(0o600);
  });

  it("leaves nothing when there is no room", async () => {
    const file = join(folder, "baton.tar");
    // A limit on the size of files, which is what a test can have in place of a full disk.
    const { status } = spawnSync(
      "sh",
      [
        "-c",
        `ulimit -f 8; exec "$0" "$@"`,
        process.execPath,
        inProject("scripts/backup.mjs"),
        file,
      ],
      {
        env: environment(),
      },
    );
    expect(status).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });
});
