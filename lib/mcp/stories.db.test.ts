import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type McpPeer, type McpTestServer, startMcp } from "@/lib/testing/mcp";
import { type ReadTicket, readToon, ticketOf, ticketsOf } from "@/lib/testing/toon";

/** The stories of the workflows seed, each told by real MCP clients over HTTP. */
let test: TestDatabase;
let server: McpTestServer;
let agents: McpPeer[];
let a: McpPeer;
let b: McpPeer;
let c: McpPeer;

beforeAll(async () => {
  test = await createTestDatabase();
  server = await startMcp(test.db);
  await test.db.project.create({ data: { name: "My app", slug: "myapp", prefix: "myapp" } });
  agents = await Promise.all(
    ["agent-a", "agent-b", "agent-c"].map((agent) => server.connect({ agent, project: "myapp" })),
  );
  [a, b, c] = agents as [McpPeer, McpPeer, McpPeer];
});
afterAll(async () => {
  await server.close();
  await test.drop();
});

const create = async (peer: McpPeer, args: Record<string, unknown>) =>
  ticketOf(await peer.call("ticket_create", args));
const errorOf = (text: string) => {
  const answer = readToon(text);
  if (answer.kind !== "error") throw new Error(`not an error: ${text}`);
  return answer;
};
/** Claims and finishes, as the core loop does. */
const work = async (peer: McpPeer, id: string) => {
  const claimed = ticketOf(await peer.call("ticket_claim", { id }));
  return ticketOf(await peer.call("ticket_update", { id, s: "dn", etag: claimed.ua }));
};
const statusOf = async (id: string) => ticketOf(await a.call("ticket_get", { id })).s;

describe("the core loop", () => {
  it("finds work, claims it, does it and says so with the etag", async () => {
    const made = await create(a, { t: "Fix the clock" });
    expect(made).toMatchObject({ id: "myapp-001", s: "bk", p: "m", typ: "tsk" });
    expect(ticketsOf(await a.call("ticket_backlog")).map(({ id }) => id)).toEqual(["myapp-001"]);
    const claimed = ticketOf(await a.call("ticket_claim", { id: "myapp-001" }));
    expect(claimed.s).toBe("ip");
    expect(ticketsOf(await a.call("ticket_backlog"))).toEqual([]);
    const done = await a.call("ticket_update", { id: "myapp-001", s: "dn", etag: claimed.ua });
    expect(ticketOf(done)).toMatchObject({ s: "dn", as: "agent-a" });
  });
});

describe("one goal with parallel parts", () => {
  it("lets three agents claim the three children at once, and finishes the epic by itself", async () => {
    const epic = await create(a, { typ: "ep", t: "Auth system" });
    const titles = ["JWT middleware", "OAuth provider", "Session store"];
    const children: ReadTicket[] = [];
    for (const t of titles) children.push(await create(a, { parent_id: epic.id, t }));
    expect(children.map(({ s, par }) => [s, par])).toEqual(titles.map(() => ["bk", epic.id]));
    const offered = ticketsOf(await b.call("ticket_backlog")).map(({ id }) => id);
    expect(offered).toEqual(children.map(({ id }) => id));

    // Everybody wants everything at once: each child goes to one agent.
    const claims = await Promise.all(
      agents.flatMap((peer) =>
        children.map(async ({ id }) => readToon(await peer.call("ticket_claim", { id }))),
      ),
    );
    const won = claims.flatMap((answer) => (answer.kind === "ticket" ? [answer.ticket] : []));
    expect(won.map(({ id }) => id).sort()).toEqual(children.map(({ id }) => id).sort());
    const lost = claims.flatMap((answer) => (answer.kind === "error" ? [answer] : []));
    expect(lost).toHaveLength(6);
    for (const answer of lost) {
      expect(answer.code).toBe("conflict");
      expect(answer.msg).toMatch(/^myapp-\d+ already claimed$/);
    }
    for (const { id, ua } of won) await a.call("ticket_update", { id, s: "dn", etag: ua });
    expect(await statusOf(epic.id)).toBe("dn");
  });
});

describe("one goal with steps", () => {
  it("holds a step back until the one before is done", async () => {
    const pipe = await create(a, { typ: "tsk", t: "Deploy pipeline", em: "seq" });
    const steps = [];
    for (const [i, t] of ["Run tests", "Build image", "Push to registry"].entries()) {
      steps.push(await create(a, { parent_id: pipe.id, t, em: "seq", ord: i + 1 }));
    }
    const [one, two, three] = steps.map(({ id }) => id) as [string, string, string];
    const early = await a.result("ticket_claim", { id: two });
    expect(early.isError).toBe(true);
    expect(early.content[0]?.text).toBe(
      `TOON/1 ERR{code:seq_blocked,msg:"${two} blocked: ord=1 not done"}`,
    );
    const first = ticketsOf(await a.call("ticket_children", { id: pipe.id }))[0];
    expect(first).toMatchObject({ id: one, ord: 1, s: "bk" });
    const backlog = await a.result("ticket_backlog");
    expect(ticketsOf(backlog.content[0]?.text ?? "").map(({ id }) => id)).toEqual([one]);
    expect(backlog.content[1]?.text).toMatch(/^2 more wait/);

    await work(a, one);
    expect(errorOf(await b.call("ticket_claim", { id: three }))).toEqual({
      kind: "error",
      code: "seq_blocked",
      msg: `${three} blocked: ord=2 not done`,
    });
    await work(b, two);
    await work(a, three);
    expect(await statusOf(pipe.id)).toBe("dn");
  });
});

describe("the race for one ticket's state", () => {
  it("refuses the stale etag, and takes the second decision made on the fresh one", async () => {
    const { id } = await create(a, { t: "Raced" });
    const seenByA = ticketOf(await a.call("ticket_get", { id })).ua;
    const seenByB = ticketOf(await b.call("ticket_get", { id })).ua;
    expect(seenByB).toBe(seenByA);
    const t2 = ticketOf(await a.call("ticket_update", { id, etag: seenByA, s: "dn" }));
    expect(t2.s).toBe("dn");
    expect(Date.parse(t2.ua)).toBeGreaterThan(Date.parse(seenByA));
    expect(await b.call("ticket_update", { id, etag: seenByB, s: "bl" })).toBe(
      `TOON/1 ERR{code:conflict,msg:"etag mismatch for ${id}"}`,
    );
    const fresh = ticketOf(await b.call("ticket_get", { id }));
    expect(fresh.ua).toBe(t2.ua);
    const t3 = ticketOf(await b.call("ticket_update", { id, etag: fresh.ua, s: "bl" }));
    expect(t3).toMatchObject({ s: "bl" });
    expect(Date.parse(t3.ua)).toBeGreaterThan(Date.parse(t2.ua));
  });
});

describe("two agents on one backlog", () => {
  it("gives each ticket to one of them", async () => {
    const made = [await create(a, { t: "Third" }), await create(a, { t: "Fourth" })];
    const [listA, listB] = await Promise.all([a.call("ticket_backlog"), b.call("ticket_backlog")]);
    expect(ticketsOf(listA).map(({ id }) => id)).toEqual(made.map(({ id }) => id));
    expect(listB).toBe(listA);
    const [head, next] = made.map(({ id }) => id) as [string, string];
    const both = await Promise.all([
      a.call("ticket_claim", { id: head }),
      b.call("ticket_claim", { id: head }),
    ]);
    const answers = both.map(readToon);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["error", "ticket"]);
    const loser = answers[0]?.kind === "error" ? a : b;
    expect(both.find((text) => text.includes("ERR"))).toBe(
      `TOON/1 ERR{code:conflict,msg:"${head} already claimed"}`,
    );
    expect(ticketOf(await loser.call("ticket_claim", { id: next })).s).toBe("ip");
  });
});

describe("nested parents", () => {
  it("runs sequences beside each other below a parallel parent", async () => {
    const outer = await create(a, { t: "Release", typ: "ep" });
    const lanes = [];
    for (const t of ["Web", "Mobile"]) {
      const lane = await create(a, { t, par: outer.id, em: "par" });
      const steps = [];
      for (const ord of [1, 2]) {
        steps.push((await create(a, { t: `${t} ${ord}`, par: lane.id, em: "seq", ord })).id);
      }
      lanes.push({ id: lane.id, steps });
    }
    const [web, mobile] = lanes as [(typeof lanes)[0], (typeof lanes)[0]];
    const offered = ticketsOf(await c.call("ticket_backlog")).map(({ id }) => id);
    expect(offered).toEqual([web.steps[0], mobile.steps[0]]);
    await Promise.all([work(a, web.steps[0] ?? ""), work(b, mobile.steps[0] ?? "")]);
    await Promise.all([work(a, web.steps[1] ?? ""), work(b, mobile.steps[1] ?? "")]);
    expect(await statusOf(web.id)).toBe("dn");
    expect(await statusOf(outer.id)).toBe("dn");
  });

  it("holds a whole subtree, three levels down, until the step before it is done", async () => {
    const outer = await create(a, { t: "Launch", em: "seq" });
    const build = await create(a, { t: "Build", par: outer.id, em: "seq", ord: 1 });
    const check = await create(a, { t: "Check", par: outer.id, em: "seq", ord: 2 });
    const parts = [
      (await create(a, { t: "API", par: build.id })).id,
      (await create(a, { t: "UI", par: build.id })).id,
    ];
    const suite = await create(a, { t: "Suite", par: check.id });
    const deep = (await create(a, { t: "Load test", par: suite.id })).id;
    const offered = ticketsOf(await c.call("ticket_backlog")).map(({ id }) => id);
    expect(offered).toEqual(parts);
    expect(errorOf(await c.call("ticket_claim", { id: deep }))).toMatchObject({
      code: "seq_blocked",
      msg: `${check.id} blocked: ord=1 not done`,
    });
    await Promise.all([work(a, parts[0] ?? ""), work(b, parts[1] ?? "")]);
    expect(await statusOf(build.id)).toBe("dn");
    const all = ticketsOf(await c.call("ticket_children", { id: outer.id, recursive: true }));
    expect(all.map(({ t }) => t)).toEqual(["Build", "API", "UI", "Check", "Suite", "Load test"]);
    await work(c, deep);
    expect(await Promise.all([suite.id, check.id, outer.id].map(statusOf))).toEqual([
      "dn",
      "dn",
      "dn",
    ]);
  });
});

describe("many agents on one backlog", () => {
  it("finishes every ticket exactly once", async () => {
    const count = 40;
    await test.db.project.create({ data: { name: "Race", slug: "race", prefix: "race" } });
    const racers = await Promise.all(
      Array.from({ length: 16 }, (_, i) =>
        server.connect({ agent: `racer-${i}`, project: "race" }),
      ),
    );
    const [first] = racers as [McpPeer];
    for (let i = 0; i < count; i++) await create(first, { t: `Part ${i}` });
    const won: string[] = [];
    await Promise.all(
      racers.map(async (peer) => {
        for (;;) {
          const offered = ticketsOf(await peer.call("ticket_backlog"));
          if (offered.length === 0) return;
          for (const { id } of offered) {
            const answer = readToon(await peer.call("ticket_claim", { id }));
            if (answer.kind !== "ticket") continue;
            won.push(id);
            await peer.call("ticket_update", { id, s: "dn", etag: answer.ticket.ua });
            break;
          }
        }
      }),
    );
    expect(won).toHaveLength(count);
    expect(new Set(won).size).toBe(count);
    const done = readToon(await first.call("ticket_board", { limit: 200 }));
    expect(done.kind === "board" && Object.keys(done.columns)).toEqual(["dn"]);
  });
});
