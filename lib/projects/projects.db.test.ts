import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import { contextOf, givenTask, keyActor, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { createProject } from "./create";
import { removeProject } from "./delete";
import { findProject, listProjects } from "./queries";
import { CreateProject } from "./schema";
import { updateProject } from "./update";
import { projectToWire } from "./wire";

let held: TestDatabase;
let db: Database;
let ctx: Context;

beforeAll(async () => {
  held = await createTestDatabase();
  db = held.db;
  ctx = contextOf(db, userActor());
});
afterAll(() => held?.drop());

describe("a project named by a caller", () => {
  test("is found by id, slug, prefix in any case, and name", async () => {
    const app = await db.project.create({
      data: { name: "My App_1", slug: "my-app", prefix: "myapp" },
    });
    for (const ref of [app.id, String(app.id), "my-app", "MY-APP", "myapp", "MYAPP", "My App_1"]) {
      expect(await findProject(db, ref), String(ref)).toMatchObject({ id: app.id });
    }
  });

  test("is not found by what only looks like it", async () => {
    for (const ref of ["My App%", "My AppX1", "", " ", "0", 2 ** 40, "no\0", "my"]) {
      await expect(findProject(db, ref), String(ref)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("is unknown to a key that is limited to another", async () => {
    const [first, second] = await db.project.findMany({ orderBy: { id: "asc" } });
    const key = {
      kind: "key",
      keyId: 1,
      name: "k",
      role: "operator",
      projectId: first?.id ?? 0,
      agentName: null,
    } as const;
    expect(await findProject(db, first?.id ?? 0, key)).toMatchObject({ id: first?.id });
    await expect(findProject(db, second?.id ?? 0, key)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

const make = (fields: Record<string, unknown>) =>
  createProject(ctx, CreateProject.parse({ name: "Made", ...fields }));
const eventsOf = (projectId: number) =>
  db.event.findMany({ where: { projectId, category: "project" }, orderBy: { id: "asc" } });

describe("making a project", () => {
  test("gives it a slug of its name and tickets under its prefix, counted from one", async () => {
    const project = await make({ name: "Ünïted App!", ticket_prefix: "united" });
    expect(project).toMatchObject({ slug: "united-app", prefix: "united", isDefault: false });
    const [first, second] = [
      await givenTask(ctx, { project_id: project.id }),
      await givenTask(ctx, { project_id: project.id }),
    ];
    expect([first.ticket_ref, second.ticket_ref]).toEqual(["united-001", "united-002"]);
    expect((await eventsOf(project.id)).map(({ type, actor }) => [type, actor])).toEqual([
      ["project.created", "Ada"],
    ]);
  });

  test("finds another slug when two have one name, and refuses a prefix in any case twice", async () => {
    await make({ name: "Twin", ticket_prefix: "TWA" });
    await expect(make({ name: "Twin!", ticket_prefix: "TWB" })).rejects.toMatchObject({
      code: "conflict",
      message: "twin is the slug of Twin",
      details: { problems: [{ field: "name" }] },
    });
    await expect(make({ name: "Other", ticket_prefix: "twa" })).rejects.toMatchObject({
      code: "conflict",
      details: { problems: [{ field: "ticket_prefix" }] },
    });
    await expect(make({ ticket_prefix: "TWC", slug: "twin" })).rejects.toMatchObject({
      details: { problems: [{ field: "slug" }] },
    });
  });

  test("of one prefix at the same moment makes one", async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => make({ name: "Race", ticket_prefix: "RACE" })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test.each(["", "1abc", "a b", "-a", "a-", "a--b", "é", "a".repeat(21), "a/b"])(
    "refuses the prefix %j",
    (ticket_prefix) => {
      expect(CreateProject.safeParse({ name: "x", ticket_prefix }).success).toBe(false);
    },
  );

  test("is for admins, and not for a key that is limited to a project", async () => {
    const input = CreateProject.parse({ name: "No", ticket_prefix: "NO" });
    const limited = { ...keyActor("admin"), projectId: 1 } as ReturnType<typeof keyActor>;
    for (const actor of [keyActor("operator"), limited]) {
      await expect(createProject(contextOf(db, actor), input)).rejects.toMatchObject({
        code: "forbidden",
      });
    }
  });
});

describe("changing a project", () => {
  test("changes what is given, says what, and does nothing for the same again", async () => {
    const { id } = await make({ name: "Before", ticket_prefix: "CHG" });
    const changes = { name: "After", budget_usd: 12.5, review_policy: "never" as const };
    const after = await updateProject(ctx, "chg", changes);
    expect(after).toMatchObject({ name: "After", reviewPolicy: "never" });
    const again = await updateProject(ctx, id, changes);
    expect(again.updatedAt).toEqual(after.updatedAt);
    expect((await eventsOf(id)).at(-1)?.data).toMatchObject({
      changed: ["name", "review_policy", "budget_usd"],
      project: { budget_usd: 12.5 },
    });
    expect(await eventsOf(id)).toHaveLength(2);
    expect((await updateProject(ctx, id, { budget_usd: null })).budgetUsd).toBeNull();
  });

  test("takes another prefix until there is a ticket, and none after", async () => {
    const { id } = await make({ name: "Prefix", ticket_prefix: "old" });
    expect(await updateProject(ctx, id, { ticket_prefix: "OLD" })).toMatchObject({ prefix: "OLD" });
    await givenTask(ctx, { project_id: id });
    await expect(updateProject(ctx, id, { ticket_prefix: "new" })).rejects.toMatchObject({
      code: "conflict",
      details: { problems: [{ field: "ticket_prefix" }] },
    });
    expect(await updateProject(ctx, id, { ticket_prefix: "OLD", name: "P" })).toMatchObject({
      name: "P",
    });
  });

  test("keeps exactly one default project, which cannot be archived", async () => {
    const { id } = await make({ name: "First choice", ticket_prefix: "DEF" });
    await updateProject(ctx, id, { is_default: true });
    expect(await db.project.count({ where: { isDefault: true } })).toBe(1);
    expect((await givenTask(ctx)).ticket_ref).toBe("DEF-001");
    await expect(updateProject(ctx, id, { is_default: false })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(updateProject(ctx, id, { archived: true })).rejects.toMatchObject({
      code: "conflict",
    });
    for (const mode of ["archive", "delete"] as const) {
      await expect(removeProject(ctx, id, mode)).rejects.toMatchObject({ code: "conflict" });
    }
    await updateProject(ctx, "general", { is_default: true });
  });

  test("archives it once its work is finished: no new work goes in, until it is back", async () => {
    const { id } = await make({ name: "Past", ticket_prefix: "PAST" });
    const task = await givenTask(ctx, { project_id: id });
    await expect(updateProject(ctx, id, { archived: true })).rejects.toMatchObject({
      code: "conflict",
      message: "Past has 1 unfinished task",
    });
    await db.task.update({ where: { id: task.id }, data: { status: "cancelled" } });
    await updateProject(ctx, id, { archived: true });
    const listed = async (archived: "false" | "true") =>
      (await listProjects(ctx, { archived, counts: true })).filter((row) => row.project.id === id);
    expect(await listed("false")).toEqual([]);
    expect(await listed("true")).toMatchObject([{ tasks: { open: 0, total: 1 } }]);
    await expect(givenTask(ctx, { project_id: id })).rejects.toMatchObject({ code: "invalid" });
    await expect(updateProject(ctx, id, { is_default: true })).rejects.toMatchObject({
      code: "invalid",
    });
    await updateProject(ctx, id, { archived: false });
    expect((await givenTask(ctx, { project_id: id })).ticket_ref).toBe("PAST-002");
  });
});

describe("removing a project", () => {
  test("archives it, and deletes it only if it never had a task", async () => {
    const empty = await make({ name: "Empty", ticket_prefix: "EMP" });
    expect(await removeProject(ctx, empty.id, "archive")).toMatchObject({
      archivedAt: expect.any(Date),
    });
    await removeProject(ctx, empty.id, "delete");
    expect((await eventsOf(empty.id)).at(-1)?.type).toBe("project.deleted");
    const used = await make({ name: "Used", ticket_prefix: "USED" });
    await givenTask(ctx, { project_id: used.id, status: "cancelled" });
    await expect(removeProject(ctx, "USED", "delete")).rejects.toMatchObject({
      code: "conflict",
      message: "Used has 1 task, which would lose their project",
    });
    await removeProject(ctx, "USED", "archive");
    expect((await findProject(db, used.id)).archivedAt).not.toBeNull();
  });
});
test("accepts one of two admins who read the same project", async () => {
  const project = await make({ name: "Contested", ticket_prefix: "CONT" });
  const { etag } = projectToWire(project);
  await updateProject(ctx, project.id, { budget_usd: 5, etag });
  await expect(updateProject(ctx, project.id, { name: "Mine", etag })).rejects.toMatchObject({
    code: "stale_etag",
  });
  const now = projectToWire(await findProject(ctx.db, project.id, ctx.actor));
  const saved = await updateProject(ctx, project.id, { name: "Mine", etag: now.etag });
  expect(projectToWire(saved)).toMatchObject({ name: "Mine", budget_usd: 5 });
});
