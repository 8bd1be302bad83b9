import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type FixtureRows, orkestraFile, STAMP } from "./fixture";
import { planImport } from "./plan";
import { readOrkestra } from "./read";
import { partsOf } from "./send";
import { timeOf } from "./values";

const NOW = Date.UTC(2026, 10, 21);
const AT = Date.parse("2026-11-20T07:29:21.265Z");

async function plansOf(rows: FixtureRows, choice = {}) {
  const { file } = await orkestraFile(rows);
  return planImport(await readOrkestra(file), choice, NOW);
}

async function planOf(rows: FixtureRows, choice = {}) {
  const [plan] = await plansOf(rows, choice);
  if (!plan) throw new Error("nothing was planned");
  const told = plan.deviations.map(({ id, what }) => `${id}: ${what}`);
  return { ...plan, told, ticket: (n: number) => plan.tickets.find(({ number }) => number === n) };
}

describe("an Orkestra database", () => {
  it("is read while its server writes, and stays as it is", async () => {
    const { file, close } = await orkestraFile(
      { tickets: [{ id: "myapp-001", title: "One" }] },
      true,
    );
    const before = readFileSync(file);
    expect((await readOrkestra(file)).tickets).toMatchObject([{ id: "myapp-001", title: "One" }]);
    expect(readFileSync(file).equals(before)).toBe(true);
    close();
  });

  it("is told from other files", async () => {
    await expect(readOrkestra("/nowhere/at/all.db")).rejects.toMatchObject({ exitCode: 2 });
    await expect(readOrkestra(import.meta.filename)).rejects.toThrow("cannot be read");
  });

  it("is known by its columns when its tables have other names", async () => {
    const { file } = await orkestraFile({ tickets: [{ id: "a-1", title: "x" }] });
    const { DatabaseSync } = await import("node:sqlite");
    const database = new DatabaseSync(file);
    database.exec(
      "DROP TABLE tickets_fts; DROP TABLE links; ALTER TABLE tickets RENAME TO ticket; ALTER TABLE ticket RENAME COLUMN assignee TO assigned_to",
    );
    database.close();
    expect(await readOrkestra(file)).toMatchObject({ tickets: [{ id: "a-1" }], links: [] });
  });
});

describe("the plan of an import", () => {
  it("keeps numbers, codes, times, order and links", async () => {
    const plan = await planOf({
      tickets: [
        { id: "myapp-001", title: "Deploy", type: "ep", priority: "cr", exec_mode: "seq" },
        {
          id: "myapp-002",
          title: "Test",
          parent_id: "myapp-001",
          exec_mode: "seq",
          exec_order: 1,
          status: "dn",
        },
        {
          id: "myapp-010",
          title: "Push",
          status: "td",
          assignee: "scout",
          labels: '["auth","x]y"]',
        },
        { id: "myapp-1000", title: "Old", status: "cl", archived_at: STAMP },
      ],
      comments: [{ ticket_id: "myapp-010", author: "llm", body: "first, note" }],
      links: [{ from_id: "myapp-010", to_id: "myapp-002", link_type: "blk" }],
    });
    expect(plan).toMatchObject({ source: "myapp", prefix: "myapp", told: [] });
    expect(plan.tickets.map(({ number }) => number)).toEqual([1, 2, 10, 1000]);
    expect(plan.ticket(1)).toMatchObject({ type: "epic", priority: "critical", status: "inbox" });
    expect(plan.ticket(2)).toMatchObject({
      parent: 1,
      exec_mode: "seq",
      exec_order: 1,
      created_at: AT,
    });
    expect(plan.ticket(10)).toMatchObject({
      status: "assigned",
      assigned_to: "scout",
      labels: ["auth", "x]y"],
      comments: [{ author: "llm", content: "first, note", created_at: AT }],
      links: [{ to: 2, type: "blocks", inverse: false }],
    });
    expect(plan.ticket(1000)).toMatchObject({ status: "cancelled", archived_at: AT });
  });

  it("brings work under way back to be claimed, because nobody holds it", async () => {
    const plan = await planOf({
      tickets: [{ id: "a-1", title: "x", status: "ip", assignee: "bob" }],
    });
    expect(plan.ticket(1)).toMatchObject({ status: "assigned", assigned_to: "bob" });
    expect(plan.ticket(1)?.comments[0]?.content).toContain("claim it to go on");
    expect(plan.told).toEqual([expect.stringContaining("a-1: it was in progress")]);
  });

  it("takes odd words for the nearest of its own, and tells", async () => {
    const row = { title: "x", status: "foo", priority: "p9", type: "zzz", exec_mode: "weird" };
    const plan = await planOf({
      tickets: [{ id: "a-1", ...row, assignee: "@nobody!", exec_order: -1, labels: "[broken" }],
    });
    expect(plan.ticket(1)).toMatchObject({
      status: "inbox",
      priority: "medium",
      type: "task",
      exec_mode: "par",
      exec_order: null,
      assigned_to: null,
      labels: [],
    });
    expect(plan.told).toHaveLength(7);
  });

  it("keeps every word of what is too long or empty", async () => {
    const title = `${"x".repeat(65_535)}😀`;
    const description = "d".repeat(120_000);
    const plan = await planOf({
      tickets: [
        { id: "a-1", title, description },
        { id: "a-2", title: " " },
      ],
      comments: [
        { ticket_id: "a-2", body: "c".repeat(50_001) },
        { ticket_id: "a-2", body: "" },
      ],
    });
    const first = plan.ticket(1);
    expect(first?.title).toHaveLength(500);
    const whole = [first?.description, ...(first?.comments ?? []).map(({ content }) => content)];
    expect(whole.join("")).toBe(`${title}\n\n${description}`);
    expect(plan.ticket(2)).toMatchObject({ title: "(untitled)", comments: [{}, {}] });
    expect(plan.told).toHaveLength(4);
  });

  it("undoes circles, foreign parents and places taken twice, and tells each", async () => {
    const plan = await planOf({
      tickets: [
        { id: "a-1", title: "x", parent_id: "a-3" },
        { id: "a-2", title: "x", parent_id: "a-1" },
        { id: "a-3", title: "x", parent_id: "a-2" },
        { id: "a-4", title: "x", parent_id: "a-4" },
        { id: "a-5", title: "x", parent_id: "other-1", exec_order: 1 },
        { id: "a-9", title: "x" },
        { id: "a-6", title: "x", parent_id: "a-9", exec_order: 1 },
        { id: "a-7", title: "x", parent_id: "a-9", exec_order: null },
        { id: "other", project_id: "a", title: "x" },
      ],
      links: [
        { from_id: "a-6", to_id: "a-6", link_type: "rel" },
        { from_id: "a-6", to_id: "other-1", link_type: "rel" },
        { from_id: "a-6", to_id: "a-7", link_type: "banana" },
      ],
    });
    const parents = plan.tickets.map(({ number, parent }) => [number, parent] as const);
    expect(Object.fromEntries(parents)).toEqual({
      1: null,
      2: 1,
      3: 2,
      4: null,
      5: null,
      6: 9,
      7: 9,
      9: null,
    });
    for (const [index, { parent }] of plan.tickets.entries()) {
      const earlier = plan.tickets.slice(0, index).map(({ number }) => number);
      if (parent !== null) expect(earlier).toContain(parent);
    }
    expect(plan.ticket(7)?.links).toEqual([{ to: 6, type: "relates", inverse: true }]);
    expect(plan.told).toEqual([
      "other: its id is not a-NUMBER: it is left out",
      "a-4: its parent a-4 is itself: it has none",
      "a-5: its parent other-1 is not in this project: it has none",
      "a-1: its parents are a circle: it has none",
      "a-6: a link to itself is left out",
      "a-6: its link to other-1 is left out: that is not in this project",
      'a-6: unknown link "banana" to a-7: relates',
    ]);
  });

  it("plans each project of a shared file, or the one that is chosen", async () => {
    const tickets = [
      { id: "one-1", title: "x" },
      { id: "two-1", title: "y" },
    ];
    expect((await plansOf({ tickets })).map(({ prefix }) => prefix)).toEqual(["one", "two"]);
    expect(await plansOf({ tickets }, { project: "TWO", as: "second" })).toMatchObject([
      { source: "two", prefix: "second", tickets: [{ source_id: "two-1", title: "y" }] },
    ]);
    await expect(plansOf({ tickets }, { project: "three" })).rejects.toThrow("no project three");
    await expect(plansOf({ tickets }, { as: "x" })).rejects.toThrow("several projects");
    await expect(plansOf({ tickets: [] })).rejects.toThrow("no tickets");
  });

  it("is sent in parts that Baton takes, however much one ticket says", async () => {
    const body = "c".repeat(40_000);
    const plan = await planOf({
      tickets: Array.from({ length: 450 }, (_, n) => ({ id: `a-${n + 1}`, title: "x" })),
      comments: Array.from({ length: 50 }, (_, n) => ({ ticket_id: "a-3", body: `${n}${body}` })),
    });
    const parts = [...partsOf(plan.tickets)];
    const said = parts.flat().filter(({ number }) => number === 3);
    expect(said.flatMap(({ comments }) => comments)).toEqual(plan.ticket(3)?.comments);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(200);
      expect(JSON.stringify(part).length).toBeLessThan(1_000_000);
      expect(new Set(part.map(({ number }) => number)).size).toBe(part.length);
    }
    expect(new Set(parts.flat().map(({ number }) => number)).size).toBe(450);
  });
});

it.each([
  [STAMP, AT],
  ["2026-11-20 07:29:21.265491886 +0000 UTC", AT],
  ["2026-11-20 08:29:21.265+01:00", AT],
  ["2026-11-20T07:29:21Z", AT - 265],
  ["2026-11-20 07:29:21", AT - 265],
  [Math.floor(AT / 1000), AT - 265],
  [AT, AT],
  ["soon", null],
  ["", null],
  [null, null],
])("reads the time %s", (stamp, millis) => expect(timeOf(stamp)).toBe(millis));
