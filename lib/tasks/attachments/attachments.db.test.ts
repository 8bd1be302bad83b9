import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/attachments/[id]/route";
import { POST } from "@/app/api/attachments/route";
import { createProject } from "@/lib/projects/create";
import { CreateProject } from "@/lib/projects/schema";
import { givenKey } from "@/lib/testing/actors";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { caller } from "@/lib/testing/http";
import { PIXEL } from "@/lib/testing/permission-probes";
import { addAttachment, MAX_AGENT_BYTES, MAX_PICTURE_BYTES } from "./attachments";
import { removeUnusedAttachments } from "./remove-unused";

let test: TestDatabase;
let folder: string;
let key: string;

beforeAll(async () => {
  test = await createTestDatabase();
  caller(test.db, {});
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "api_keys", "events");
  folder = await mkdtemp(join(tmpdir(), "baton-attachments-"));
  process.env.BATON_DATA_DIR = folder;
  key = await givenKey(test.db, { role: "operator" });
  return async () => {
    delete process.env.BATON_DATA_DIR;
    await rm(folder, { recursive: true, force: true });
  };
});

const files = () => readdir(join(folder, "attachments")).catch(() => []);
const ctx = () => contextOf(test.db);

async function post(task: string, bytes: Uint8Array<ArrayBuffer>, by = key): Promise<Response> {
  const url = `http://baton.test/api/attachments?task=${task}&name=a%20b.gif`;
  const headers = { authorization: `Bearer ${by}`, "content-type": "image/svg+xml" };
  return POST(new Request(url, { method: "POST", headers, body: bytes }));
}

async function get(id: number, by = key, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`http://baton.test/api/attachments/${id}`, {
    headers: { ...headers, authorization: `Bearer ${by}` },
  });
  return GET(request, { params: { id: String(id) } });
}

describe("addAttachment", () => {
  it("stores a picture once, and serves it as what its bytes are, in a sandbox", async () => {
    const task = await givenTask(ctx(), { title: "Look" });
    const first = await post(task.ticket_ref, PIXEL);
    expect(first.status).toBe(201);
    const { attachment } = await first.json();
    expect(attachment).toMatchObject({ type: "image/gif", name: "a b.gif", task: task.ticket_ref });
    const again = await (await post(task.ticket_ref, PIXEL)).json();
    expect(again.attachment).toEqual(attachment);
    expect(await files()).toHaveLength(1);

    const served = await get(attachment.id);
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(PIXEL);
    expect(Object.fromEntries(served.headers)).toMatchObject({
      "content-type": "image/gif",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "content-disposition": "inline; filename*=UTF-8''a%20b.gif",
      "cache-control": "private, no-cache",
    });
    // Whoever has it asks again, and may be nobody by then.
    const etag = served.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    expect((await get(attachment.id, key, { "if-none-match": etag })).status).toBe(304);
  });

  it("refuses what is not a picture and what is too large, and keeps nothing of it", async () => {
    const task = await givenTask(ctx(), { title: "Look" });
    const svg = await post(task.ticket_ref, new Uint8Array(Buffer.from("<svg/>")));
    expect(svg.status).toBe(400);
    expect(await svg.json()).toMatchObject({ code: "invalid" });
    const large = new Uint8Array(MAX_PICTURE_BYTES + 1);
    large.set(PIXEL);
    expect((await post(task.ticket_ref, large)).status).toBe(413);
    expect((await post("TASK-999", PIXEL)).status).toBe(404);
    expect(await files()).toEqual([]);
    expect(await test.db.attachment.count()).toBe(0);
  });

  it("says that the data directory cannot be written, and leaves no row", async () => {
    const task = await givenTask(ctx(), { title: "Look" });
    // Where the folder should be is a file: nobody, not even root, can write into it.
    await writeFile(join(folder, "attachments"), "");
    await expect(addAttachment(ctx(), { task: task.id, name: "x" }, PIXEL)).rejects.toThrow();
    expect(await test.db.attachment.count()).toBe(0);
  });

  it("leaves no file when the row cannot be written", async () => {
    const task = await givenTask(ctx(), { title: "Look" });
    await test.db.$executeRaw`
      ALTER TABLE attachments ADD CONSTRAINT no_rows CHECK (bytes < 0) NOT VALID`;
    try {
      await expect(addAttachment(ctx(), { task: task.id, name: "x" }, PIXEL)).rejects.toThrow();
      expect(await files()).toEqual([]);
    } finally {
      await test.db.$executeRaw`ALTER TABLE attachments DROP CONSTRAINT no_rows`;
    }
  });

  it("takes no more than a task may have, however many come at once", async () => {
    const task = await givenTask(ctx(), { title: "Look" });
    await test.db.attachment.createMany({
      data: Array.from({ length: 199 }, (_, at) => ({
        taskId: task.id,
        sha256: String(at).padStart(64, "0"),
        type: "image/gif",
        bytes: 1,
        name: "x",
        createdBy: "test",
      })),
    });
    const other = new pg.Client({ connectionString: test.url });
    await other.connect();
    await other.query("BEGIN; LOCK TABLE attachments IN SHARE MODE");
    const sent = [1, 2].map((at) => post(task.ticket_ref, new Uint8Array([...PIXEL, at])));
    // Both have come as far as they can while nobody may write.
    await vi.waitFor(
      async () => {
        const { rows } = await other.query(`
          SELECT count(*)::int AS n FROM pg_locks
          WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
        expect(rows).toEqual([{ n: 2 }]);
      },
      { timeout: 10_000 },
    );
    await other.query("COMMIT");
    await other.end();
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 409]);
    expect(await test.db.attachment.count()).toBe(200);
    expect(await files()).toHaveLength(1);
  });

  it("lets no agent fill the room of all, and says how it gets room again", async () => {
    const task = await givenTask(ctx(), { title: "Look" });
    const { id: agentId } = await test.db.agent.create({ data: { name: "painter" } });
    const agentKey = await givenKey(test.db, { agentId });
    await test.db.attachment.create({
      data: {
        taskId: task.id,
        sha256: "0".repeat(64),
        type: "image/gif",
        bytes: MAX_AGENT_BYTES,
        name: "x",
        createdBy: "painter",
      },
    });
    const refused = await post(task.ticket_ref, PIXEL, agentKey);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      detail: "The pictures of agent painter may have 512 MB together",
      fix: expect.stringContaining("take pictures that no longer matter out of the texts"),
    });
    expect(await files()).toEqual([]);
    expect((await post(task.ticket_ref, PIXEL)).status).toBe(201);
  });

  it("hides the pictures of another project from a limited key, as if there were none", async () => {
    const other = await createProject(
      ctx(),
      CreateProject.parse({ name: "Other", ticket_prefix: "OTHER" }),
    );
    const limited = await givenKey(test.db, { role: "operator", projectId: other.id });
    const task = await givenTask(ctx(), { title: "Look" });
    const { attachment } = await (await post(task.ticket_ref, PIXEL)).json();
    const hidden = await get(attachment.id, limited);
    expect(hidden.status).toBe(404);
    expect(await hidden.json()).toMatchObject({ detail: "Attachment not found" });
    expect((await get(attachment.id + 1, limited)).status).toBe(404);
    expect((await post(task.ticket_ref, PIXEL, limited)).status).toBe(404);
  });
});

describe("removeUnusedAttachments", () => {
  const givenPicture = async (task: number, text: string) => {
    const bytes = new Uint8Array([...PIXEL, ...Buffer.from(text)]);
    return addAttachment(ctx(), { task, name: text }, bytes);
  };

  it("keeps what a text or a comment shows and what is young, and removes the rest with its file", async () => {
    const task = await givenTask(ctx(), { title: "Look" });
    const [shown, told, unused, young] = [
      await givenPicture(task.id, "shown"),
      await givenPicture(task.id, "told"),
      await givenPicture(task.id, "unused"),
      await givenPicture(task.id, "young"),
    ];
    await test.db.task.update({
      where: { id: task.id },
      // A longer number begins like that of the unused one.
      data: { description: `![x](${shown.url}) ![x](${unused.url}0)` },
    });
    await test.db.comment.create({
      data: { taskId: task.id, author: "a", authorKind: "user", content: `See ![x](${told.url}).` },
    });
    await test.db.$executeRaw`
      UPDATE attachments SET created_at = clock_timestamp() - interval '8 days' WHERE id <> ${young.id}`;
    for (const name of await files()) {
      const old = new Date(Date.now() - 2 * 3_600_000);
      await utimes(join(folder, "attachments", name), old, old);
    }
    expect(await removeUnusedAttachments(ctx())).toEqual({ attachments: 1, files: 1 });
    const left = await test.db.attachment.findMany({ orderBy: { id: "asc" } });
    expect(left.map(({ id }) => id)).toEqual([shown.id, told.id, young.id]);
    expect(await files()).toHaveLength(3);
  });

  it("removes the files of a deleted task, and leaves a file that has just been written", async () => {
    const task = await givenTask(ctx(), { title: "Look" });
    await givenPicture(task.id, "gone");
    await test.db.task.delete({ where: { id: task.id } });
    expect(await removeUnusedAttachments(ctx())).toEqual({ attachments: 0, files: 0 });
    const [name] = await files();
    const path = join(folder, "attachments", name as string);
    const old = new Date(Date.now() - 2 * 3_600_000);
    await utimes(path, old, old);
    expect(await removeUnusedAttachments(ctx())).toEqual({ attachments: 0, files: 1 });
    await expect(stat(path)).rejects.toThrow();
  });

  it("leaves files that are not its own", async () => {
    await givenPicture((await givenTask(ctx(), { title: "Look" })).id, "x");
    const note = join(folder, "attachments", "README");
    await writeFile(note, "mine");
    await utimes(note, new Date(0), new Date(0));
    await removeUnusedAttachments(ctx());
    expect(await readFile(note, "utf8")).toBe("mine");
  });
});
