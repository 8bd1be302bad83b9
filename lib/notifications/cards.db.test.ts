import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import { recordVerdict } from "@/lib/reviews/record";
import { deleteTask } from "@/lib/tasks/change/delete";
import { updateTask } from "@/lib/tasks/change/update";
import { addComment } from "@/lib/tasks/comments/comments";
import { givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { countStatements } from "@/lib/testing/statements";
import { dismissCard, listCards, seeCards } from "./cards";
import { followEvents, lookAround } from "./follow";
import { removeOldNotifications } from "./jobs";
import { ListCards } from "./schema";
import { cardsToWire } from "./wire";

let test: TestDatabase;
let ctx: Context;
let ada: Context;
let bob: Context;
let vera: Context;

beforeAll(async () => {
  vi.stubEnv("BATON_SECRET", "a secret of this test");
  test = await createTestDatabase();
  ctx = createContext(keyActor(), test.db);
  ada = await signedIn("Ada", "admin");
  bob = await signedIn("Bob", "operator");
  vera = await signedIn("Vera", "viewer");
  await lookAround(ctx);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await test.drop();
});
beforeEach(async () => {
  await test.db.notificationCard.deleteMany();
  await test.db.task.deleteMany();
  await followEvents(ctx);
});

async function signedIn(name: string, role: "viewer" | "operator" | "admin"): Promise<Context> {
  const username = name.toLowerCase();
  const { id } = await test.db.user.create({ data: { username, displayName: name, role } });
  const actor: Actor = { kind: "user", id, name, username, role };
  return createContext(actor, test.db);
}

const inReview = (fields: object = {}) =>
  givenTask(ctx, { title: "Parse dates", status: "review", resolution: "Done.", ...fields });
const cardsOf = async (who: Context, query: object = {}) =>
  cardsToWire(await listCards(who, ListCards.parse({ limit: "50", ...query })));
const shown = async (who: Context, query: object = {}) =>
  (await cardsOf(who, query)).cards.map(({ kind, title }) => `${kind} ${title}`);
const judge = (ref: number, verdict: "approved" | "rejected", who = bob) =>
  recordVerdict(who, { ref, verdict, notes: "So be it." });

describe("a card", () => {
  it("appears for those who can answer, and is over for all when one of them does", async () => {
    const { id, ticket_ref } = await inReview();
    await followEvents(ctx);
    expect(await cardsOf(ada)).toMatchObject({
      cards: [
        {
          subject: `task:${id}`,
          kind: "verdict",
          title: "Parse dates",
          text: "Done.",
          ticket_ref,
          href: `/tasks/${ticket_ref}`,
          state: "open",
          seen: false,
        },
      ],
      open: 1,
      unseen: 1,
    });
    expect(await shown(bob)).toEqual(["verdict Parse dates"]);
    expect(await shown(vera)).toEqual([]);
    await judge(id, "approved");
    await followEvents(ctx);
    expect(await cardsOf(ada)).toMatchObject({ cards: [], open: 0, unseen: 0 });
    expect((await cardsOf(ada, { state: "closed" })).cards).toMatchObject([
      { state: "closed", outcome: "approved by Bob", kind: "verdict" },
    ]);
  });

  it("is one for each task, and is changed in place", async () => {
    const { id } = await inReview();
    await followEvents(ctx);
    const [first] = (await cardsOf(ada)).cards;
    await seeCards(ada, { ids: [first?.id ?? 0] });
    expect((await cardsOf(ada)).cards).toMatchObject([{ seen: true, version: 1 }]);
    expect((await cardsOf(bob)).cards).toMatchObject([{ seen: false }]);
    await updateTask(ctx, id, { title: "Parse dates and times" });
    await followEvents(ctx);
    expect((await cardsOf(ada)).cards).toMatchObject([
      { id: first?.id, title: "Parse dates and times", seen: true, version: 1 },
    ]);
    await updateTask(ctx, id, { status: "failed", error_message: "It broke." });
    await followEvents(ctx);
    expect((await cardsOf(ada)).cards).toMatchObject([
      {
        id: first?.id,
        kind: "failed",
        severity: "error",
        text: "It broke.",
        seen: false,
        version: 2,
      },
    ]);
  });

  it("asks again for another verdict after more work, though nobody looked in between", async () => {
    const { id } = await inReview();
    await followEvents(ctx);
    await seeCards(ada, { all: true });
    await judge(id, "rejected");
    await updateTask(ctx, id, { status: "review", resolution: "Better." });
    await followEvents(ctx);
    expect((await cardsOf(ada)).cards).toMatchObject([
      { kind: "verdict", text: "Better.", version: 2, seen: false },
    ]);
  });

  it("is put away by one person until something new is asked, and stays with the others", async () => {
    const { id } = await inReview();
    await followEvents(ctx);
    const [card] = (await cardsOf(ada)).cards;
    await dismissCard(ada, card?.id ?? 0);
    expect(await shown(ada)).toEqual([]);
    expect((await cardsOf(ada)).open).toBe(0);
    expect(await shown(bob)).toHaveLength(1);
    await addComment(bob, id, { content: "@ada please look" });
    await followEvents(ctx);
    expect(await shown(ada)).toEqual(["verdict Parse dates"]);
    expect((await cardsOf(ada)).cards[0]?.asks).toMatchObject([
      { kind: "verdict", mine: false },
      { kind: "mention", mine: true, text: "Bob: @ada please look" },
    ]);
    expect((await cardsOf(bob)).cards).toMatchObject([{ version: 1, asks: [{ kind: "verdict" }] }]);
    await expect(dismissCard(vera, card?.id ?? 0)).rejects.toMatchObject({ code: "not_found" });
  });

  it("tells a person of a mention, whatever their role, until they answer in the task", async () => {
    const { id } = await givenTask(ctx, { title: "Quiet work" });
    await addComment(bob, id, { content: "@vera what do you think? cc @bob" });
    await followEvents(ctx);
    expect(await shown(vera)).toEqual(["mention Quiet work"]);
    expect(await shown(ada)).toEqual([]);
    expect(await shown(bob)).toEqual([]);
    await addComment(await operating(vera), id, { content: "Fine." });
    await followEvents(ctx);
    expect(await shown(vera)).toEqual([]);
  });

  it("closes with the task, when that is deleted or archived", async () => {
    const [first, second] = [await inReview(), await inReview({ title: "Second" })];
    await followEvents(ctx);
    expect(await shown(ada)).toHaveLength(2);
    await deleteTask(ada, first.id);
    await updateTask(ctx, second.id, { status: "cancelled" });
    await followEvents(ctx);
    expect(await shown(ada)).toEqual([]);
    expect(
      (await cardsOf(ada, { state: "closed" })).cards.map(({ outcome }) => outcome).sort(),
    ).toEqual(["now cancelled", "the task was deleted"]);
  });

  it("waits for a reviewing agent, and comes when that one does not answer", async () => {
    await test.db.agent.create({ data: { name: "critic", role: "reviewer" } });
    const { id } = await inReview();
    await followEvents(ctx);
    expect(await shown(ada)).toEqual([]);
    await test.db
      .$executeRaw`UPDATE tasks SET status_changed_at = now() - interval '16 minutes' WHERE id = ${id}`;
    await lookAround(ctx);
    expect(await shown(ada)).toEqual(["verdict Parse dates"]);
    await test.db.agent.deleteMany({ where: { name: "critic" } });
  });

  it("of a notice says what the notice says, to admins only where it is about webhooks", async () => {
    const webhook = await test.db.webhook.create({
      data: {
        token: "t",
        name: "deploys",
        url: "https://example.com",
        events: ["*"],
        position: 0,
        createdBy: "Ada",
        failingSince: new Date(Date.now() - 2 * 3_600_000),
        lastError: "answered 500",
      },
    });
    await lookAround(ctx);
    expect(await shown(ada)).toEqual(["webhook The webhook deploys fails"]);
    expect(await shown(bob)).toEqual([]);
    await lookAround(ctx);
    expect((await cardsOf(ada)).cards).toMatchObject([{ version: 1 }]);
    await test.db.webhook.delete({ where: { id: webhook.id } });
    await lookAround(ctx);
    expect(await shown(ada)).toEqual([]);
  });

  it("is not for keys and agents", async () => {
    await expect(listCards(ctx, ListCards.parse({ limit: "5" }))).rejects.toMatchObject({
      code: "forbidden",
      message: "Notifications belong to a person, not to a key",
    });
  });
});

describe("following the events", () => {
  it("reads a thousand changes at once with few statements, and lists them in pages", async () => {
    await test.db.$executeRaw`
      INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, status, created_by)
      SELECT id, 5000 + n, 'MANY-' || n, 'Work ' || n, 'failed', 'Ada' FROM projects, generate_series(1, 1000) AS n LIMIT 1000`;
    await test.db.$executeRaw`
      INSERT INTO events (id, type, category, task_id, actor, actor_kind, version, data)
      SELECT event_id(row_number() OVER ()::int), 'task.status_changed', 'task', id, 'x', 'key', 1, '{}' FROM tasks WHERE ticket_ref LIKE 'MANY-%'`;
    const statements = await countStatements(() => followEvents(ctx));
    expect(statements).toBeLessThan(30);
    const first = await cardsOf(ada, { limit: "200" });
    expect(first).toMatchObject({ open: 1_000, unseen: 1_000 });
    const seen = new Set<number>();
    for (
      let before: string | null = null, page = first;
      ;
      page = await cardsOf(ada, { limit: "200", before })
    ) {
      for (const { id } of page.cards) seen.add(id);
      before = page.next_before;
      if (before === null) break;
    }
    expect(seen.size).toBe(1_000);
  });

  it("writes each card once when two processes read at the same moment", async () => {
    const tasks = [await inReview(), await inReview({ title: "Second" })];
    await Promise.all([followEvents(ctx), followEvents(ctx), followEvents(ctx)]);
    await followEvents(ctx);
    const cards = await test.db.notificationCard.findMany();
    expect(cards.map(({ subject, version }) => [subject, version]).sort()).toEqual(
      tasks.map(({ id }) => [`task:${id}`, 1]).sort(),
    );
  });

  it("takes up what was removed unread from the state of the tasks", async () => {
    const { id } = await inReview();
    const position = await test.db.$queryRaw<{ id: bigint }[]>`SELECT max(id) AS id FROM events`;
    await test.db.$executeRaw`
      INSERT INTO settings (key, value, updated_by) VALUES ('events.removed_through', to_jsonb(${String(position[0]?.id)}::text), 'test')`;
    await lookAround(ctx);
    expect((await cardsOf(ada)).cards).toMatchObject([{ task_id: id, kind: "verdict" }]);
    await test.db.setting.deleteMany({ where: { key: "events.removed_through" } });
  });
});

it("removes closed cards after the retention, and no open ones", async () => {
  const [closed] = [await inReview(), await inReview({ title: "Open" })];
  await followEvents(ctx);
  await judge(closed.id, "approved");
  await followEvents(ctx);
  expect(await removeOldNotifications(ctx)).toEqual({ removed: 0 });
  await test.db.$executeRaw`
    UPDATE notification_cards SET closed_at = closed_at - interval '31 days', changed_at = changed_at - interval '31 days'`;
  expect(await removeOldNotifications(ctx)).toEqual({ removed: 1 });
  expect(await shown(ada)).toEqual(["verdict Open"]);
});

/** The same person with the right to write, to answer a comment. */
async function operating(who: Context): Promise<Context> {
  const { actor } = who;
  if (actor.kind !== "user") throw new Error("no person");
  return createContext({ ...actor, role: "operator" }, test.db);
}
