import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EventHub } from "@/lib/events/hub";
import { endLongLived } from "@/lib/events/long-lived";
import { requeueStaleTasks } from "@/lib/recovery/stale";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import type { Answer, Call } from "@/lib/testing/http";
import { TEAM_SIZE } from "./make-agent";

let test: TestDatabase;
let call: Call;
/** A project of its own, for keys that are limited to it. */
let elsewhere: number;
const shared = globalThis as typeof globalThis & { __batonEventHub?: EventHub };
beforeAll(async () => {
  test = await createTestDatabase();
  call = wholeApi(test.db);
  shared.__batonEventHub = new EventHub(test.db, test.url);
  shared.__batonEventHub.start();
  const project = { name: "Elsewhere", slug: "elsewhere-profiles", prefix: "ELSP" };
  elsewhere = (await test.db.project.create({ data: project })).id;
});
afterAll(async () => {
  endLongLived();
  await shared.__batonEventHub?.stop();
  shared.__batonEventHub = undefined;
  await test.drop();
});
beforeEach(() => emptyTables(test.db, "profiles", "agents", "runs", "tasks", "events", "api_keys"));

async function done(answer: Promise<Answer>): Promise<Answer["body"]> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
const CODER = {
  name: "coder",
  role: "You write code.",
  runtime: "worker",
  model: "small",
  max_turns: 20,
  timeout_seconds: 600,
  allowed_tools: ["Read", "Edit"],
  permission_mode: "accept_edits",
  budget_usd: 5,
  work_types: ["code"],
};
const create = (more: Record<string, unknown> = {}, key?: string) =>
  call("POST", "/api/profiles", { ...CODER, ...more }, key);
const make = (profile: string, body: Record<string, unknown>, key?: string) =>
  call("POST", `/api/profiles/${profile}/agents`, body, key);

/** An agent with an open run, and that run's key. */
async function lead(
  config: Record<string, string | boolean> = { workshop_tools: true },
  more = {},
) {
  const agent = await test.db.agent.create({ data: { name: "lead", config, ...more } });
  const [run] = await test.db.$queryRaw<{ id: number }[]>`
    INSERT INTO runs (agent, trigger) VALUES ('lead', 'claim') RETURNING id`;
  const runId = (run as { id: number }).id;
  const key = await givenKey(test.db, { kind: "run", agentId: agent.id, runId });
  return { agent, key, runId };
}

describe("profiles", () => {
  it("are created, listed, read, changed by compare-and-set and removed, with events", async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(body.profile).toMatchObject({ ...CODER, project_id: null, version: 1, agents: 0 });
    expect((await create()).status).toBe(409);
    expect((await done(call("GET", "/api/profiles"))).profiles).toHaveLength(1);
    const changed = await done(call("PUT", "/api/profiles/coder", { model: null, version: 1 }));
    expect(changed.profile).toMatchObject({ model: null, max_turns: 20, version: 2 });
    const same = await done(call("PUT", "/api/profiles/coder", { max_turns: 20 }));
    expect(same.profile.version).toBe(2);
    expect((await call("PUT", "/api/profiles/coder", { model: "big", version: 1 })).status).toBe(
      409,
    );
    await done(call("DELETE", "/api/profiles/coder"));
    const gone = await call("GET", "/api/profiles/coder");
    expect(gone).toMatchObject({ status: 404, body: { error: 'Unknown profile "coder"' } });
    const events = await test.db.event.findMany({ orderBy: { id: "asc" } });
    expect(events.map(({ type }) => type)).toEqual([
      "profile.created",
      "profile.updated",
      "profile.deleted",
    ]);
    expect(events[1]?.data).toMatchObject({ changed: ["model"] });
  });

  it("of a project go before those for all", async () => {
    await create({ model: "for all" });
    await done(create({ model: "of one", project_id: elsewhere }));
    const read = async (query: string) =>
      (await done(call("GET", `/api/profiles/coder${query}`))).profile.model;
    expect(await read("")).toBe("for all");
    expect(await read(`?project_id=${elsewhere}`)).toBe("of one");
    expect(await read("?project_id=all")).toBe("for all");
    const key = await givenKey(test.db, { projectId: elsewhere });
    const own = await done(call("GET", "/api/profiles/coder", undefined, key));
    expect(own.profile.model).toBe("of one");
    const refused = await call("PUT", "/api/profiles/coder?project_id=all", { model: "x" }, key);
    expect(refused.status).toBe(403);
  });

  it("refuse what is no setting, naming it", async () => {
    for (const [field, value] of [
      ["permission_mode", "anything"],
      ["max_turns", 0],
      ["runtime", "robot"],
      ["name", "two words"],
      ["unknown", 1],
    ] as const) {
      const { status, body } = await create({ [field]: value });
      expect([status, body.error]).toEqual([400, expect.stringContaining(field)]);
    }
  });

  it("are never changed by an agent's key, and leave no trace of a refusal", async () => {
    await create();
    const { agent, key } = await lead();
    const own = await givenKey(test.db, { agentId: agent.id, role: "admin" });
    for (const by of [key, own]) {
      expect((await create({ name: "mine" }, by)).status).toBe(403);
      expect((await call("PUT", "/api/profiles/coder", { budget_usd: 9 }, by)).status).toBe(403);
      expect((await call("DELETE", "/api/profiles/coder", undefined, by)).status).toBe(403);
    }
    expect(await test.db.event.count({ where: { type: { startsWith: "profile." } } })).toBe(1);
  });
});

describe("an agent from a profile", () => {
  it("works as the profile says, with what is given in its place, and is renewed", async () => {
    await create({ workshop_tools: true });
    const made = await make("coder", { name: "impl", max_turns: 5, model: "other" });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      created: true,
      agent: {
        name: "impl",
        profile: "coder",
        runtime: "worker",
        soul_content: "You write code.",
        budget_usd: 5,
        config: {
          model: "other",
          max_turns: 5,
          timeout_seconds: 600,
          dispatchTimeoutMinutes: 10,
          allowed_tools: ["Read", "Edit"],
          permission_mode: "accept_edits",
          work_types: ["code"],
          workshop_tools: true,
        },
      },
    });
    await done(call("PUT", "/api/profiles/coder", { role: "You test.", workshop_tools: false }));
    const again = await make("coder", { name: "impl" });
    expect(again).toMatchObject({
      status: 200,
      body: { created: false, agent: { soul_content: "You test.", config: { max_turns: 20 } } },
    });
    expect(again.body.agent.config).not.toHaveProperty("workshop_tools");
    expect((await done(call("GET", "/api/profiles/coder"))).profile.agents).toBe(1);
  });

  it("needs a profile that is there and a name that is free", async () => {
    await create();
    const unknown = await make("writer", { name: "impl" });
    expect(unknown.status).toBe(404);
    expect(unknown.body).toMatchObject({ error: 'Unknown profile "writer"' });
    await test.db.agent.create({ data: { name: "impl" } });
    expect((await make("coder", { name: "impl" })).status).toBe(409);
    expect((await make("coder", { name: "" })).status).toBe(400);
  });

  it("is heard of by the profile's worker at once, also when it goes", async () => {
    await create();
    const path = "/api/profiles/coder/agents";
    const first = await done(call("GET", path));
    expect(first.agents).toEqual([]);
    const waiting = done(call("GET", `${path}?wait=30&version=${first.version}`));
    await done(make("coder", { name: "impl" }));
    const { agents, version } = await waiting;
    expect(agents.map(({ name }: { name: string }) => name)).toEqual(["impl"]);
    const next = done(call("GET", `${path}?wait=30&version=${version}`));
    await done(call("DELETE", "/api/agents/impl"));
    expect((await next).agents).toEqual([]);
  });
});

describe("an orchestrator", () => {
  it("makes a team within its rights, and renews nobody else's agents", async () => {
    await create();
    await done(make("coder", { name: "of_people" }));
    const { agent, key } = await lead({ workshop_tools: true, model: "large" }, { budgetUsd: 2 });
    const made = await make("coder", { name: "impl" }, key);
    expect(made.status).toBe(201);
    expect(made.body.agent).toMatchObject({ budget_usd: 2, config: { max_turns: 20 } });
    const row = await test.db.agent.findUniqueOrThrow({ where: { name: "impl" } });
    expect(row.madeById).toBe(agent.id);
    expect((await make("coder", { name: "impl" }, key)).status).toBe(200);
    expect((await make("coder", { name: "of_people" }, key)).status).toBe(403);
    const event = await test.db.event.findFirstOrThrow({
      where: { type: "agent.created", agent: "impl" },
    });
    expect(event.data).toMatchObject({ profile: "coder", made_by: "lead" });
  });

  it("makes none with more than its profile and its own rights", async () => {
    await create();
    await create({ name: "free", permission_mode: "bypass_permissions" });
    const { key } = await lead();
    for (const [field, value] of [
      ["max_turns", 21],
      ["max_turns", null],
      ["timeout_seconds", 601],
      ["budget_usd", 6],
      ["max_capacity", 2],
      ["allowed_tools", ["Read", "Bash"]],
      ["allowed_tools", null],
      ["permission_mode", "auto"],
      ["model", "largest"],
    ] as const) {
      const { status, body } = await make("coder", { name: "impl", [field]: value }, key);
      expect([field, status, body.error]).toEqual([field, 400, expect.stringContaining(field)]);
    }
    expect((await make("free", { name: "impl" }, key)).status).toBe(403);
    expect((await make("free", { name: "impl", permission_mode: "plan" }, key)).status).toBe(201);
  });

  it("has a team of limited size", async () => {
    await create();
    const { agent, key } = await lead();
    const team = Array.from({ length: TEAM_SIZE }, (_, at) => ({
      name: `member-${at}`,
      profile: "coder",
      madeById: agent.id,
    }));
    await test.db.agent.createMany({ data: team });
    const { status, body } = await make("coder", { name: "one-more" }, key);
    expect([status, body.error]).toEqual([409, `lead's team has ${TEAM_SIZE} agents already`]);
    expect((await make("coder", { name: "member-3" }, key)).status).toBe(200);
  });

  it("is only who people made one: other runs' keys, and agents' own keys, make nobody", async () => {
    await create();
    const { agent, key } = await lead({});
    expect((await make("coder", { name: "impl" }, key)).status).toBe(403);
    const put = { id: "auth", title: "A task" };
    expect((await call("POST", "/api/work", put, key)).status).toBe(403);
    const own = await givenKey(test.db, { agentId: agent.id });
    expect((await make("coder", { name: "impl" }, own)).status).toBe(403);
    const boss = await givenKey(test.db, { agentId: agent.id, role: "admin" });
    const raised = await call(
      "PUT",
      "/api/agents/lead",
      { config: { workshop_tools: true } },
      boss,
    );
    expect(raised.status).toBe(403);
    for (const more of [
      { budget_usd: 1_000 },
      { daily_budget_usd: 1_000 },
      { config: { permission_mode: "bypass_permissions" } },
      { config: { allowed_tools: ["Bash"] } },
    ])
      expect((await call("PUT", "/api/agents/lead", more, boss)).status).toBe(403);
    const same = { budget_usd: null, config: { note: "Mine" }, role: "lead" };
    expect((await call("PUT", "/api/agents/lead", same, boss)).status).toBe(200);
    await test.db.agent.update({ where: { name: "lead" }, data: { profile: "coder" } });
    expect((await make("coder", { name: "lead", budget_usd: 1_000 }, boss)).status).toBe(403);
    const twin = { name: "twin", role: "agent", config: { workshop_tools: true } };
    expect((await call("POST", "/api/agents", twin, boss)).status).toBe(403);
    const person = await call("PUT", "/api/agents/lead", { config: { workshop_tools: true } });
    expect(person.status).toBe(200);
    expect((await make("coder", { name: "impl" }, key)).status).toBe(201);
  });

  it("loses what it holds for others with the end of its run", async () => {
    await create();
    const { key, runId } = await lead();
    await done(make("coder", { name: "impl" }, key));
    await done(call("POST", "/api/work", { id: "auth", title: "A task" }, key));
    await done(call("POST", "/api/work/auth/claim", { agent: "impl" }, key));
    await requeueStaleTasks(contextOf(test.db));
    expect((await done(call("GET", "/api/work/auth"))).item.status).toBe("claimed");
    await test.db.run.update({ where: { id: runId }, data: { outcome: "failed" } });
    await requeueStaleTasks(contextOf(test.db));
    const { item } = await done(call("GET", "/api/work/auth"));
    expect(item).toMatchObject({ status: "ready", assigned_to: null, claimed_by: null });
  });

  it("adds work, holds it while it leads, and completes it", async () => {
    await create();
    const { key, runId } = await lead();
    await done(make("coder", { name: "impl" }, key));
    await done(call("POST", "/api/work", { id: "auth", title: "A task" }, key));
    const claimed = await done(call("POST", "/api/work/auth/claim", { agent: "impl" }, key));
    expect(claimed.item).toMatchObject({ claimed_by: "impl", assigned_to: "lead" });
    const kept = await test.db.workItem.findFirstOrThrow({ where: { key: "auth" } });
    expect(kept).toMatchObject({ leaderRunId: runId, heldBy: "lead" });
    const { item } = await done(call("POST", "/api/work/auth/complete", { result: "Done" }, key));
    expect(item).toMatchObject({ status: "done", claimed_by: "impl" });
  });

  it("leaves the tasks of its agent's other runs alone, whatever verb of the board it tries", async () => {
    await create();
    const { agent, key } = await lead();
    const own = await givenKey(test.db, { agentId: agent.id });
    const { task } = await done(
      call("POST", "/api/tasks", { title: "Another", assigned_to: "lead" }),
    );
    await done(call("POST", `/api/tasks/${task.id}/claim`, { agent: "lead" }, own));
    for (const verb of ["start", "complete", "fail", "cancel"]) {
      const { status } = await call("POST", `/api/work/${task.ticket_ref}/${verb}`, {}, key);
      expect([verb, status]).toEqual([verb, 403]);
    }
    await done(call("POST", `/api/work/${task.ticket_ref}/complete`, {}, own));
    const reopened = await call("POST", `/api/work/${task.ticket_ref}/reopen`, {}, key);
    expect(reopened.status).toBe(403);
  });
});
