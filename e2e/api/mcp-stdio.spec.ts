import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { expect, test } from "playwright/test";
import { sharedClient } from "./client";

/** A client as editors are: it starts `node scripts/mc-cli.cjs mcp` and talks through its pipes. */
async function connect(key: string, agent: string) {
  const client = new Client({ name: "editor", version: "1" });
  await client.connect(
    new StdioClientTransport({
      command: "node",
      args: ["scripts/mc-cli.cjs", "mcp", "--agent", agent],
      env: {
        PATH: process.env.PATH ?? "",
        MC_URL: sharedClient().url,
        MC_API_KEY: key,
      },
      stderr: "ignore",
    }),
  );
  return {
    close: () => client.close(),
    async call(name: string, input: Record<string, unknown> = {}) {
      const result = await client.callTool({ name, arguments: input });
      return (result.content as { text: string }[])[0]?.text ?? "";
    },
  };
}

const refIn = (text: string) => text.match(/T\{id:([^,]+)/)?.[1] ?? "";
const etagIn = (text: string) => text.match(/ua:([^},]+)/)?.[1] ?? "";

test("two agents that start the bridge work one project's backlog to its end, with its key", async () => {
  const prefix = `pipe_${Date.now().toString(36)}`;
  const api = sharedClient();
  const { body } = await api.call<{ project: { id: number } }>("POST", "/api/projects", {
    name: prefix,
    ticket_prefix: prefix,
  });
  const made = await api.call<{ api_key: string }>("POST", "/api/keys", {
    name: "pipes",
    role: "operator",
    project_id: body.project.id,
  });
  const agents = [
    await connect(made.body.api_key, `${prefix}-a`),
    await connect(made.body.api_key, `${prefix}-b`),
  ] as const;
  for (const n of [1, 2, 3, 4]) {
    const created = await agents[0].call("ticket_create", { title: `Part ${n}` });
    expect(refIn(created)).toBe(`${prefix}-00${n}`);
  }
  const done: string[] = [];
  const work = async (agent: (typeof agents)[number]) => {
    for (;;) {
      const next = refIn(await agent.call("ticket_backlog"));
      if (next === "") return;
      const claimed = await agent.call("ticket_claim", { id: next });
      if (claimed.includes("ERR{code:conflict")) continue;
      const finished = await agent.call("ticket_update", {
        id: next,
        s: "dn",
        etag: etagIn(claimed),
      });
      expect(finished).toContain(",s:dn,");
      done.push(next);
    }
  };
  await Promise.all(agents.map(work));
  expect(done.sort()).toEqual([1, 2, 3, 4].map((n) => `${prefix}-00${n}`));
  expect(await agents[0].call("ticket_get", { id: "TASK-001" })).toContain("ERR{code:not_found");
  for (const agent of agents) await agent.close();
});
