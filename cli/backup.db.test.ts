import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { givenKey } from "@/lib/testing/actors";
import { type CommandLine, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { applicationUrl, readAccess } from "@/scripts/postgres/access.mjs";
import { startCluster } from "@/scripts/postgres/cluster.mjs";
import { throwawaySettings } from "@/scripts/postgres/settings.mjs";

const SECRET = "a secret of the tests, long enough to be one";

let test: TestDatabase;
let line: CommandLine;
let file: string;
let data: string;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startCommandLine(test);
  data = path.join(line.folder, "data");
  await line.mc(["tasks", "create", "Kept"]);
  file = path.join(line.folder, "baton.tar");
});
afterAll(async () => {
  await line?.close();
  await test?.drop();
});

const restore = (words: string[], secret: string | null = SECRET) =>
  line.mc(["restore", ...words], {
    env: { BATON_DATA_DIR: data, ...(secret === null ? {} : { BATON_SECRET: secret }) },
  });

describe("mc backup", () => {
  it("writes a whole file that only its owner can read, and says what is in it", async () => {
    const { code, out, err } = await line.mc(["backup", file]);
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining("%") });
    expect(JSON.parse(out)).toMatchObject({
      file,
      bytes: statSync(file).size,
      rows: expect.any(Number),
      sealed_values: 0,
      secret_fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const events = await test.db.event.findMany({
      where: { category: "backup" },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ type }) => type)).toContain("backup.started");
  });

  it("replaces no file unless it is told to", async () => {
    const { code, err } = await line.mc(["backup", file]);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("--force") });
  });

  it("leaves nothing where it may not have everything, and where there is no room", async () => {
    const other = path.join(line.folder, "other.tar");
    const project = await test.db.project.findFirstOrThrow();
    const { id: agentId } = await test.db.agent.create({ data: { name: "keeper" } });
    const keys = await Promise.all([
      givenKey(test.db, { role: "operator" }),
      givenKey(test.db, { role: "admin", projectId: project.id }),
      givenKey(test.db, { role: "admin", agentId }),
    ]);
    for (const key of keys) expect((await line.mc(["backup", other], { key })).code).toBe(4);
    // A limit on the size of files, which is what a test can have in place of a full disk.
    const mc = `node scripts/mc-cli.cjs backup ${other} --url ${line.url} --key ${process.env.MC_API_KEY}`;
    const full = await line.startShell(`ulimit -f 8; ${mc}`).ended;
    expect(full).toMatchObject({
      code: 2,
      err: expect.stringContaining("nothing of the backup was kept"),
    });
    expect(readdirSync(line.folder).filter((name) => name.startsWith("other"))).toEqual([]);
  });
});

describe("mc restore", () => {
  it("proves a backup with --check, and changes nothing", async () => {
    const { code, out, err } = await restore([file, "--check"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("The counts and hashes of all");
    expect(out).toContain("The backup is good");
    expect(existsSync(data)).toBe(false);
  });

  it("refuses a damaged file and a foreign secret before it begins", async () => {
    const damaged = path.join(line.folder, "damaged.tar");
    writeFileSync(damaged, readFileSync(file).subarray(0, 5_000));
    expect(await restore([damaged])).toMatchObject({
      code: 2,
      err: expect.stringContaining("cut off"),
    });
    const foreign = await restore([file], "another secret, which is also long enough");
    expect(foreign).toMatchObject({ code: 2, err: expect.stringContaining("--new-secret") });
    expect(existsSync(path.join(data, "postgres"))).toBe(false);
  });

  it("restores into an empty installation, and into one with data only when told, which it keeps", async () => {
    const first = await restore([file]);
    expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: "" });
    expect(await titles()).toEqual(["Kept"]);
    const again = await restore([file]);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining("--replace") });
    const replaced = await restore([file, "--replace"]);
    expect(replaced).toMatchObject({ code: 0, out: expect.stringContaining("before-restore-") });
    const aside = readdirSync(data).filter((name) => name.startsWith("before-restore-"));
    expect(aside).toHaveLength(1);
    expect(existsSync(path.join(data, aside[0] ?? "", "postgres", "PG_VERSION"))).toBe(true);
    expect(readdirSync(data)).not.toContain("restoring");
    expect(await titles()).toEqual(["Kept"]);
  });

  it("restores into an empty database of somebody's own, and never over one that has something", async () => {
    const folder = path.join(line.folder, "external");
    const into = (url: string) =>
      line.mc(["restore", file], {
        env: { BATON_DATA_DIR: folder, BATON_SECRET: SECRET, DATABASE_URL: url },
      });
    const full = await into(test.url);
    expect(full).toMatchObject({ code: 2, err: expect.stringContaining("is not empty") });
    const name = `restored_${process.pid}`;
    const url = new URL(test.url);
    url.pathname = `/${name}`;
    await test.db.$executeRawUnsafe(`CREATE DATABASE ${name}`);
    try {
      const { code, err, out } = await into(url.href);
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toContain("The counts and hashes of all");
      expect(await titlesIn(url.href)).toEqual(["Kept"]);
      expect(existsSync(path.join(folder, "postgres"))).toBe(false);
      const again = await into(url.href);
      expect(again).toMatchObject({ code: 2, err: expect.stringContaining("is not empty") });
    } finally {
      await test.db.$executeRawUnsafe(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  });

  async function titles(): Promise<string[]> {
    const cluster = await startCluster({ dataDirectory: data, settings: throwawaySettings() });
    try {
      return await titlesIn(applicationUrl(readAccess(data)));
    } finally {
      await cluster.stop("SIGINT");
    }
  }

  async function titlesIn(connectionString: string): Promise<string[]> {
    const client = new pg.Client({ connectionString });
    await client.connect();
    try {
      const { rows } = await client.query<{ title: string }>("SELECT title FROM tasks");
      return rows.map(({ title }) => title);
    } finally {
      await client.end();
    }
  }
});
