import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import {
  Client,
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type Transport,
} from "@modelcontextprotocol/client";
import { expect, test } from "playwright/test";
import { sharedClient } from "./client";

const run = promisify(execFile);
const inspector = createRequire(import.meta.url).resolve(
  "@modelcontextprotocol/inspector/clients/launcher/build/index.js",
);

/** A project of its own for each test, by its ticket prefix. */
async function givenProject(): Promise<string> {
  const prefix = `m${Date.now().toString(36)}${Math.floor(Math.random() * 1e4)}`;
  const { status } = await sharedClient().call("POST", "/api/projects", {
    name: prefix,
    ticket_prefix: prefix,
  });
  expect(status).toBe(201);
  return prefix;
}

/** One run of the MCP inspector's command line, as a person looks at a server by hand. */
async function inspect(path: string, transport: "http" | "sse", project: string, args: string[]) {
  const { url } = sharedClient();
  const { stdout } = await run(process.execPath, [
    inspector,
    "--cli",
    `${url}${path}`,
    "--transport",
    transport,
    "--header",
    `Authorization: Bearer ${process.env.MC_API_KEY}`,
    `x-project: ${project}`,
    ...args,
  ]);
  return JSON.parse(stdout);
}

const callOf = (tool: string, ...args: string[]) => [
  "--method",
  "tools/call",
  "--tool-name",
  tool,
  ...(args.length > 0 ? ["--tool-arg", ...args] : []),
];

async function connect(transport: Transport, mode: "auto" | "legacy"): Promise<Client> {
  const client = new Client(
    { name: "journey", version: "1.0.0" },
    { versionNegotiation: { mode } },
  );
  await client.connect(transport);
  return client;
}

const textOf = async (client: Client, name: string, args: Record<string, unknown> = {}) =>
  ((await client.callTool({ name, arguments: args })).content[0] as { text: string }).text;

test("the inspector lists the tools and works on a ticket, over both transports", async () => {
  const project = await givenProject();
  const { tools } = await inspect("/api/mcp", "http", project, [
    "--strict",
    "--method",
    "tools/list",
  ]);
  expect(tools).toHaveLength(19);
  const made = await inspect("/api/mcp", "http", project, callOf("ticket_create", "title=By hand"));
  expect(made.content[0].text).toContain(`TOON/1 T{id:${project}-001,t:"By hand",s:bk`);
  const why = await inspect("/api/mcp", "http", project, callOf("why", `what=${project}-001`));
  expect(why.content[0].text).toBe(
    `${project}-001 is inbox: By hand\n- Nothing holds it up: the next poll for work may get it.`,
  );
  const listed = await inspect("/sse", "sse", project, callOf("ticket_backlog"));
  expect(listed.content[0].text).toContain(`${project}-001`);
});

test("agents on every transport work on one backlog, and what they do is on the API at once", async () => {
  const project = await givenProject();
  const { url, call } = sharedClient();
  const requestInit = (agent: string) => ({
    requestInit: {
      headers: {
        authorization: `Bearer ${process.env.MC_API_KEY}`,
        "x-project": project,
        "x-agent-name": agent,
      },
    },
  });
  const mcp = new URL("/api/mcp", url);
  const [modern, legacy, older] = (await Promise.all([
    connect(new StreamableHTTPClientTransport(mcp, requestInit("modern")), "auto"),
    connect(new StreamableHTTPClientTransport(mcp, requestInit("legacy")), "legacy"),
    connect(new SSEClientTransport(new URL("/sse", url), requestInit("older")), "legacy"),
  ])) as [Client, Client, Client];
  await textOf(modern, "ticket_create", { t: "Raced", p: "h" });
  const claims = await Promise.all(
    [modern, legacy, older].map((client) =>
      textOf(client, "ticket_claim", { id: `${project}-001` }),
    ),
  );
  expect(claims.filter((text) => text.includes(",s:ip,"))).toHaveLength(1);
  expect(
    claims.filter(
      (text) => text === `TOON/1 ERR{code:conflict,msg:"${project}-001 already claimed"}`,
    ),
  ).toHaveLength(2);
  const { body } = await call<{ task: { status: string; assigned_to: string } }>(
    "GET",
    `/api/tasks/${project}-001`,
  );
  expect(body.task.status).toBe("in_progress");
  expect(["modern", "legacy", "older"]).toContain(body.task.assigned_to);
  await Promise.all([modern, legacy, older].map((client) => client.close()));
});
