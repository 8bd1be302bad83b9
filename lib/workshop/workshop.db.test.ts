import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createAgent } from "@/lib/agents/create";
import { CreateAgent } from "@/lib/agents/schema";
import type { Context } from "@/lib/core/context";
import { EventHub } from "@/lib/events/hub";
import { endLongLived } from "@/lib/events/long-lived";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { createProfile } from "@/lib/profiles/change";
import { findTask } from "@/lib/tasks/find";
import { givenKey } from "@/lib/testing/actors";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type McpPeer, type McpTestServer, type PeerOptions, startMcp } from "@/lib/testing/mcp";
import {
  type ModelProvider,
  type ProviderRequest,
  type ScriptedAnswer,
  startModelProvider,
} from "@/lib/testing/model-provider";
import { setTurnLimits } from "@/lib/turns/limits";
import { CONTRACT_TOOLS } from "./tools";

let test: TestDatabase;
let ctx: Context;
let server: McpTestServer;
let provider: ModelProvider;
let runner: JobRunner | null = null;
const shared = globalThis as typeof globalThis & { __batonEventHub?: EventHub };
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  shared.__batonEventHub = new EventHub(test.db, test.url);
  shared.__batonEventHub.start();
  server = await startMcp(test.db);
  provider = await startModelProvider();
});
afterAll(async () => {
  await provider.close();
  await server.close();
  endLongLived();
  await shared.__batonEventHub?.stop();
  shared.__batonEventHub = undefined;
  await test.drop();
});
beforeEach(async () => {
  await emptyTables(
    test.db,
    "work_items",
    "tasks",
    "agents",
    "profiles",
    "runs",
    "conversations",
    "fans",
    "store_entries",
    "settings",
    "api_keys",
    "graphile_worker._private_jobs",
  );
  provider.reset();
  provider.otherwise = answerAs;
  vi.stubEnv("ANTHROPIC_BASE_URL", provider.url);
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
});
afterEach(async () => {
  await runner?.stop();
  runner = null;
  vi.unstubAllEnvs();
});

const WORKSHOP = "/api/mcp/workshop";
const connect = (options: PeerOptions = {}) => server.connect({ path: WORKSHOP, ...options });
const start = async () => {
  runner = await startJobRunner(test.db, test.url);
};
const profile = (name: string, role: string) =>
  createProfile(ctx, { name, role, runtime: "anthropic", model: "model-a" });

/** What the agents of these tests say: each by its role, to what it was asked last. */
function answerAs({ system, prompt }: ProviderRequest): ScriptedAnswer {
  if (system?.includes("You write code"))
    return { text: /feedback/.test(prompt) ? "Renamed x to name." : "const x = 1;" };
  if (system?.includes("You review")) return { text: "Rename x." };
  if (system?.includes("You lead")) return { text: "I lead." };
  return { status: 400, message: "no such role" };
}

describe("the workshop's endpoint", () => {
  it("lists the 21 tools by their names, then those that the reference lacks", async () => {
    const { client } = await connect();
    expect(client.getServerVersion()?.name).toBe("agent-workshop");
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    expect(names.slice(0, 21).join(" ")).toBe(
      "configure create_agent from_profile agents reset dismiss ask cast await await_all pipe fan add_work board claim_work complete_work fail_work status result info cost",
    );
    expect(names.slice(21)).toEqual(
      expect.arrayContaining(["start_work", "store_get", "history", "why"]),
    );
    expect(names).toHaveLength(41);
    const only = await (await connect({ path: `${WORKSHOP}?tools=21` })).client.listTools();
    expect(only.tools).toHaveLength(CONTRACT_TOOLS.length);
    const wait = tools.find(({ name }) => name === "await");
    expect(wait?.inputSchema).toMatchObject({
      required: ["agent"],
      properties: { timeout: { default: 120_000 } },
    });
  });

  it("answers in the reference's words where there is nothing yet", async () => {
    const { call, result } = await connect();
    expect(await call("agents")).toBe("No agents.");
    expect(await call("status")).toBe("No agents.");
    expect(await call("cost")).toBe("No agents.");
    expect(await call("board")).toBe("Board is empty.");
    expect(await call("configure", { model: "model-a", context: "Be brief." })).toBe("Configured.");
    expect(await call("create_agent", { name: "impl", role: "You write code." })).toBe(
      "Agent impl created.",
    );
    expect(await call("agents")).toBe("impl");
    expect(await call("result", { agent: "impl" })).toBe("(no result)");
    const info = await result("info", { agent: "impl" });
    expect(JSON.parse(info.content[0]?.text ?? "")).toMatchObject({
      name: "impl",
      model: "model-a",
      role: "Be brief.\n\nYou write code.",
      queue_depth: 0,
    });
    expect(info.structuredContent).toMatchObject({ name: "impl" });
    expect(await call("status")).toBe("impl: idle | model=model-a | $0.0 | 0 turns");
    expect(await call("cost")).toBe("impl: $0.0 (0 turns)\nTotal: $0.0");
    expect(await call("dismiss", { agent: "impl" })).toBe("Agent impl dismissed.");
    const unknown = await result("from_profile", { profile: "writer", name: "ida" });
    expect(unknown).toMatchObject({ isError: true });
    expect(unknown.content[0]?.text).toMatch(/Unknown profile "writer".*\(not_found\)/);
  });

  it("keeps the board in the reference's words, with its terms in refusals", async () => {
    await createAgent(ctx, CreateAgent.parse({ name: "impl", role: "agent" }));
    const { call, result } = await connect({ agent: "lead" });
    expect(await call("add_work", { id: "auth", title: "Implement", type: "code" })).toBe(
      "Work item auth added.",
    );
    await call("add_work", { id: "review", title: "Review", depends_on: ["auth"], priority: 1 });
    expect(await call("board")).toBe(
      "[new] review - Review [custom] deps:[auth]\n[ready] auth - Implement [code]",
    );
    expect(await call("claim_work", { id: "auth", agent: "impl" })).toBe("impl claimed auth.");
    const twice = await result("claim_work", { id: "auth", agent: "impl" });
    expect(twice).toMatchObject({ isError: true });
    expect(twice.content[0]?.text).toContain("(invalid_transition)");
    expect(await call("start_work", { id: "auth" })).toBe("auth started.");
    expect(await call("board", { status: "in_progress" })).toBe(
      "[in_progress] auth - Implement [code] (impl)",
    );
    expect(await call("complete_work", { id: "auth", result: "Done." })).toBe("auth completed.");
    await call("claim_work", { id: "review", agent: "impl" });
    expect(await call("fail_work", { id: "review", error: "No." })).toBe(
      "review marked as failed.",
    );
    const circle = await result("add_work", { id: "x", title: "X", depends_on: ["y"] });
    expect(circle.content[0]?.text).toContain("y");
    expect(await call("store_put", { key: "port", value: { http: 8080 } })).toBe("Stored port.");
    expect(JSON.parse(await call("store_get", { key: "port" }))).toEqual({ http: 8080 });
  });

  it("asks, hands on and collects, and never gives a failed answer as a result", async () => {
    await start();
    await profile("coder", "You write code.");
    await profile("reviewer", "You review.");
    await profile("nobody", "Silent.");
    const { call, result } = await connect();
    for (const [from, name] of [
      ["coder", "impl"],
      ["reviewer", "rev"],
      ["nobody", "mute"],
    ])
      expect(await call("from_profile", { profile: from, name })).toBe(
        `Agent ${name} created from profile ${from}.`,
      );
    expect(await call("ask", { agent: "impl", prompt: "Write it" })).toBe("const x = 1;");
    expect(await call("pipe", { from: "impl", to: "rev", message: "Review it" })).toBe("Rename x.");
    expect(await call("fan", { message: "What now?", agents: ["impl", "rev"] })).toBe(
      "Sent to impl, rev. Use await_all to collect.",
    );
    const all = await call("await_all");
    expect(all).toContain("## impl\nconst x = 1;");
    expect(all).toContain("## rev\nRename x.");
    expect(await call("cast", { agent: "mute", prompt: "Speak" })).toBe(
      "Cast to mute. Use await to get the result.",
    );
    const failed = await result("await", { agent: "mute" });
    expect(failed).toMatchObject({ isError: true });
    expect(failed.content[0]?.text).toContain("no such role");
    expect((await result("pipe", { from: "mute", to: "impl" })).isError).toBe(true);
    expect((await result("result", { agent: "mute" })).isError).toBe(true);
    expect(await call("status")).toContain("impl: idle | model=model-a");
    expect(await call("history", { agent: "rev" })).toContain("Rename x.");
    expect(await call("reset", { agent: "impl" })).toBe("Agent impl reset.");
  });

  it("says that a queue is full, and what is still working", async () => {
    await profile("coder", "You write code.");
    await setTurnLimits(ctx, { queue_limit: 1 });
    const { call, result } = await connect();
    await call("from_profile", { profile: "coder", name: "impl" });
    await call("cast", { agent: "impl", prompt: "One" });
    const full = await result("cast", { agent: "impl", prompt: "Two" });
    expect(full.isError).toBe(true);
    expect(full.content[0]?.text).toContain("queue_full");
    expect(await call("await", { agent: "impl", timeout: 0 })).toBe(
      "impl is still working. Call await again later, or use status to check.",
    );
    expect(await call("await", { agent: "impl", timeout: 10 })).toBe(
      "impl timed out (still working).",
    );
    expect(await call("await_all", { timeout: 0 })).toBe(
      "## impl (still working)\n(no result yet)",
    );
  });
});

/** Turns of the lead, by how often its model has spoken: calls of tools, then a text. */
const LEAD: ScriptedAnswer[] = [
  tools(
    ["from_profile", { profile: "coder", name: "impl" }],
    ["from_profile", { profile: "reviewer", name: "rev" }],
    ["add_work", { id: "auth", title: "Implement sign-in", type: "code" }],
    ["claim_work", { id: "auth", agent: "impl" }],
  ),
  tools(["ask", { agent: "impl", prompt: "Implement sign-in" }]),
  tools(["pipe", { from: "impl", to: "rev", message: "Review for correctness" }]),
  tools(["pipe", { from: "rev", to: "impl", message: "Address the review feedback" }]),
  tools(["complete_work", { id: "auth", result: "Renamed x to name." }]),
  { text: "Sign-in is in, reviewed and mended." },
];

function tools(...calls: [string, unknown][]): ScriptedAnswer {
  return { calls: calls.map(([name, input]) => ({ id: `${name}-1`, name, input })) };
}

const spoken = ({ body }: ProviderRequest): number =>
  (body.messages as { role: string }[]).filter(({ role }) => role === "assistant").length;

async function givenLead(): Promise<void> {
  await profile("coder", "You write code.");
  await profile("reviewer", "You review.");
  const lead = {
    name: "lead",
    role: "orchestrator",
    runtime: "anthropic",
    soul_content: "You lead.",
    config: { model: "model-a", workshop_tools: true },
  };
  await createAgent(ctx, CreateAgent.parse(lead));
}

const ended = (id: number) =>
  vi.waitFor(
    async () => {
      const task = await findTask(test.db, id);
      expect(["done", "failed", "review"]).toContain(task.status);
      return task;
    },
    { timeout: 20_000, interval: 25 },
  );

describe("an orchestrator that Baton calls", () => {
  it("makes a coder and a reviewer, works, reviews, addresses the feedback and ends", async () => {
    await givenLead();
    provider.otherwise = (request) =>
      request.system?.includes("You lead")
        ? (LEAD[spoken(request)] as ScriptedAnswer)
        : answerAs(request);
    await start();
    const task = await givenTask(ctx, {
      title: "Build sign-in",
      assigned_to: "lead",
      review_required: false,
    });
    const done = await ended(task.id);
    expect(done).toMatchObject({
      status: "done",
      resolution: "Sign-in is in, reviewed and mended.",
    });
    const peer: McpPeer = await connect();
    expect(await peer.call("board")).toBe("[done] auth - Implement sign-in [code] (impl)");
    const leads = await test.db.run.findFirstOrThrow({ where: { taskId: task.id } });
    const turns = await test.db.$queryRaw<{ agent: string; parent_run_id: number }[]>`
      SELECT agent, parent_run_id FROM runs WHERE queued_at IS NOT NULL ORDER BY id`;
    expect(turns).toEqual(
      ["impl", "rev", "impl"].map((agent) => ({ agent, parent_run_id: leads.id })),
    );
    const team = await test.db.agent.findMany({ where: { madeById: { not: null } } });
    expect(team.map(({ name }) => name).sort()).toEqual(["impl", "rev"]);
    expect(leads.tokensIn).toBeGreaterThan(0);
    const sent = provider.requests.filter(({ system }) => system?.includes("You lead"));
    expect(sent).toHaveLength(LEAD.length);
    expect(JSON.stringify(sent.at(-1)?.body)).toContain("auth completed.");
  });

  it("hears a refusal as a tool's answer, and goes on", async () => {
    await givenLead();
    const script = [
      tools(["claim_work", { id: "nothing", agent: "lead" }], ["configure", { model: "larger" }]),
      tools(["no_such_tool", {}]),
    ];
    provider.otherwise = (request) => script[spoken(request)] ?? { text: "I could not." };
    await start();
    const task = await givenTask(ctx, {
      title: "Try",
      assigned_to: "lead",
      review_required: false,
    });
    await provider.calls(2);
    const heard = JSON.stringify(provider.requests[1]?.body);
    expect(heard).toContain("There is no work item");
    expect(heard).toContain("(not_found)");
    expect(heard).toContain("(forbidden)");
    await test.db.task.update({ where: { id: task.id }, data: { archivedAt: new Date() } });
  });

  it("has no tools without leave, and its run's key none of the workshop either", async () => {
    await start();
    const plain = {
      name: "lead",
      role: "agent",
      runtime: "anthropic",
      config: { model: "model-a" },
    };
    await createAgent(ctx, CreateAgent.parse({ ...plain, soul_content: "You lead." }));
    const task = await givenTask(ctx, {
      title: "Try",
      assigned_to: "lead",
      review_required: false,
    });
    await ended(task.id);
    const told = provider.requests[0]?.body.tools as { name: string }[] | undefined;
    const names = told?.map(({ name }) => name);
    expect(names).toEqual(["ask_person"]);
    const { id: agentId } = await test.db.agent.findFirstOrThrow({ where: { name: "lead" } });
    const [run] = await test.db.$queryRaw<{ id: number }[]>`
      INSERT INTO runs (agent, trigger) VALUES ('lead', 'claim') RETURNING id`;
    const key = await givenKey(test.db, {
      kind: "run",
      agentId,
      runId: (run as { id: number }).id,
    });
    const { result } = await connect({ key });
    for (const [tool, args] of [
      ["create_agent", { name: "impl" }],
      ["ask", { agent: "lead", prompt: "Hello" }],
      ["add_work", { id: "auth", title: "A task" }],
      ["store_put", { key: "x", value: 1 }],
      ["configure", { model: "x" }],
    ] as const) {
      const answer = await result(tool, args);
      expect([tool, answer.isError, answer.content[0]?.text]).toEqual([
        tool,
        true,
        expect.stringContaining("(forbidden)"),
      ]);
    }
  });
});
