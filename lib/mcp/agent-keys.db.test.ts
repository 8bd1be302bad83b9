import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newKey } from "@/lib/auth/keys/secrets";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type McpPeer, type McpTestServer, startMcp } from "@/lib/testing/mcp";
import { ticketOf, ticketsOf } from "@/lib/testing/toon";

/** Agents by keys of their own: they follow the lifecycle's table and touch nobody else's claims. */
let test: TestDatabase;
let server: McpTestServer;
let scout: McpPeer;
let iris: McpPeer;

beforeAll(async () => {
  test = await createTestDatabase();
  server = await startMcp(test.db);
  [scout, iris] = (await Promise.all(["scout", "iris"].map(connectAs))) as [McpPeer, McpPeer];
});
afterAll(async () => {
  await server.close();
  await test.drop();
});

async function connectAs(name: string): Promise<McpPeer> {
  const agent = await test.db.agent.create({ data: { name } });
  const { key, keyHash, keyPrefix } = newKey("agent");
  await test.db.apiKey.create({
    data: {
      name,
      kind: "agent",
      keyHash,
      keyPrefix,
      role: "operator",
      agentId: agent.id,
      createdBy: "test",
    },
  });
  return server.connect({ key });
}

const create = async (peer: McpPeer, args: Record<string, unknown> = {}) =>
  ticketOf(await peer.call("ticket_create", { title: "Work", ...args })).id;
const update = (peer: McpPeer, id: string, args: Record<string, unknown>) =>
  peer.call("ticket_update", { id, ...args });

describe("an agent by its own key", () => {
  it("claims in its own name, whatever name it gives", async () => {
    const id = await create(scout);
    const claimed = ticketOf(await scout.call("ticket_claim", { id, agent: "iris" }));
    expect(claimed.as).toBe("scout");
    const said = await scout.call("ticket_comment", { id, body: "On it", author: "iris" });
    expect(ticketOf(said).cmt?.[0]?.a).toBe("scout");
  });

  it("does not touch another agent's claim", async () => {
    const id = await create(scout);
    await scout.call("ticket_claim", { id });
    for (const args of [{ s: "dn" }, { s: "bk" }, { as: "iris" }, { t: "Mine" }]) {
      expect(await update(iris, id, args)).toContain('ERR{code:invalid,msg:"Access denied');
    }
    expect(ticketOf(await scout.call("ticket_get", { id }))).toMatchObject({
      s: "ip",
      as: "scout",
    });
  });

  it("puts its work back for anybody to take", async () => {
    const id = await create(scout);
    await scout.call("ticket_claim", { id });
    const back = ticketOf(await update(scout, id, { s: "bk" }));
    expect(back).toMatchObject({ s: "bk" });
    expect(back.as).toBeUndefined();
    expect(ticketsOf(await iris.call("ticket_backlog")).map((ticket) => ticket.id)).toContain(id);
    expect(ticketOf(await iris.call("ticket_claim", { id })).as).toBe("iris");
  });

  it("breaks work down, says it is stuck, goes on and finishes", async () => {
    const epic = await create(scout, { type: "ep" });
    const id = await create(scout, { parent_id: epic });
    expect(ticketOf(await update(scout, id, { p: "cr", lbl: ["api"] })).p).toBe("cr");
    await scout.call("ticket_claim", { id });
    expect(ticketOf(await update(scout, id, { s: "bl" })).s).toBe("bl");
    expect(ticketOf(await update(scout, id, { s: "ip" }))).toMatchObject({ s: "ip", as: "scout" });
    expect(ticketOf(await update(scout, id, { s: "dn" })).s).toBe("dn");
    expect(ticketOf(await scout.call("ticket_get", { id: epic })).s).toBe("dn");
  });

  it("finishes what it never claimed as a claim and a finish, so that somebody stands for it", async () => {
    const id = await create(iris);
    expect(ticketOf(await update(scout, id, { s: "dn" }))).toMatchObject({ s: "dn", as: "scout" });
    const runs = await test.db.run.findMany({ where: { taskRef: id } });
    expect(runs).toMatchObject([{ agent: "scout", outcome: "succeeded" }]);
  });
});
