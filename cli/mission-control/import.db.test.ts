import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CommandLine, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";

const KEY = "key-of-the-old-installation";
const AT = 1_795_163_044;

let test: TestDatabase;
let line: CommandLine;
let source: Server;
let from: string;
const asked: string[] = [];
let limited = 1;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startCommandLine(test);
  source = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const send = (status: number, body: unknown, headers = {}) =>
      response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(JSON.stringify(body));
    if (request.headers["x-api-key"] !== KEY)
      return send(401, { error: "Authentication required" });
    if (limited-- > 0) return send(429, { error: "Too many requests" }, { "retry-after": "1" });
    const body = answer(new URL(request.url ?? "/", "http://source"));
    return body === null ? send(404, { error: "Not found" }) : send(200, body);
  });
  await new Promise<void>((resolve) => source.listen(0, "127.0.0.1", resolve));
  from = `http://127.0.0.1:${(source.address() as AddressInfo).port}`;
});
afterAll(async () => {
  source?.close();
  await line?.close();
  await test?.drop();
});

// The shapes are those of a recorded Mission Control 2.3.0, with all their fields.

const project = (id: number, fields: object) => ({
  id,
  workspace_id: 1,
  name: "General",
  slug: "general",
  description: "Default project for uncategorized tasks",
  ticket_prefix: "TASK",
  ticket_counter: 6,
  status: "active",
  github_repo: null,
  deadline: null,
  color: null,
  github_sync_enabled: 0,
  github_labels_initialized: 0,
  github_default_branch: "main",
  created_at: AT - 4,
  updated_at: AT,
  task_count: 4,
  assigned_agents: [],
  ...fields,
});
const projects = [
  project(1, {}),
  project(2, {
    name: "Web shop",
    slug: "web-shop",
    ticket_prefix: "SHOP",
    color: "#ff0000",
    deadline: AT + 9,
    assigned_agents: ["iris"],
  }),
  project(3, { name: "Old", slug: "old", ticket_prefix: "OLD", status: "archived" }),
];
const agent = (id: number, name: string, fields = {}) => ({
  id,
  name,
  role: "researcher",
  session_key: null,
  soul_content: null,
  status: "idle",
  last_seen: AT,
  last_activity: null,
  created_at: AT,
  updated_at: AT,
  config: {},
  workspace_id: 1,
  source: "manual",
  content_hash: null,
  workspace_path: null,
  hidden: 0,
  working_memory: "",
  runtime_type: null,
  claude_base_session_id: null,
  claude_base_session_created_at: null,
  taskStats: { total: 0, assigned: 0, in_progress: 0, quality_review: 0, done: 0, completed: 0 },
  ...fields,
});
const agents = [
  agent(2, "iris", {
    soul_content: "You are iris.",
    config: { capabilities: ["css"], apiKey: "sk-very-secret", dispatchModel: "m" },
  }),
  agent(3, "aegis", {
    role: "reviewer",
    runtime_type: "openclaw",
    session_key: "agent:aegis:main",
  }),
];
const task = (id: number, fields: object) => ({
  id,
  title: `Task ${id}`,
  description: null,
  status: "inbox",
  priority: "medium",
  assigned_to: null,
  created_by: "API Access",
  created_at: AT,
  updated_at: AT + 60,
  due_date: null,
  estimated_hours: null,
  actual_hours: null,
  tags: [],
  metadata: {},
  workspace_id: 1,
  project_id: 1,
  project_ticket_no: id,
  outcome: null,
  error_message: null,
  resolution: null,
  feedback_rating: null,
  feedback_notes: null,
  retry_count: 0,
  completed_at: null,
  github_issue_number: null,
  github_repo: null,
  github_synced_at: null,
  github_branch: null,
  github_pr_number: null,
  github_pr_state: null,
  dispatch_attempts: 0,
  project_name: "General",
  project_prefix: "TASK",
  comment_count: 0,
  ticket_ref: `TASK-${String(id).padStart(3, "0")}`,
  ...fields,
});
let tasks = [
  task(1, {
    title: "Fix login page CSS",
    status: "done",
    assigned_to: "iris",
    comment_count: 2,
    resolution: "Done",
    outcome: "success",
    completed_at: AT + 30,
    tags: ["css"],
    due_date: 1_900_000_000,
  }),
  task(2, { status: "in_progress", assigned_to: "iris", priority: "critical" }),
  task(3, { status: "awaiting_owner" }),
  task(4, { status: "quality_review", assigned_to: "iris" }),
  task(5, {
    status: "assigned",
    assigned_to: "iris",
    metadata: { recurrence: { enabled: true, cron_expr: "0 9 * * 1-5" } },
  }),
  task(6, { status: "backlog", assigned_to: "", github_issue_number: 7, github_repo: "o/r" }),
  task(7, { project_id: 2, project_ticket_no: 1, ticket_ref: "SHOP-001", estimated_hours: 2.5 }),
  ...Array.from({ length: 200 }, (_, n) => task(n + 100, {})),
];
const comments = {
  comments: [
    {
      id: 1,
      task_id: 1,
      author: "API Access",
      content: "Looks good @iris",
      created_at: AT,
      parent_id: null,
      mentions: ["iris"],
      workspace_id: 1,
      replies: [
        {
          id: 2,
          task_id: 1,
          author: "iris",
          content: "reply",
          created_at: AT,
          parent_id: 1,
          mentions: [],
          workspace_id: 1,
          replies: [],
        },
      ],
    },
  ],
  total: 2,
};
const reviews = [
  {
    id: 1,
    task_id: 1,
    reviewer: "aegis",
    status: "rejected",
    notes: "not yet",
    created_at: AT,
    workspace_id: 1,
  },
  {
    id: 2,
    task_id: 1,
    reviewer: "aegis",
    status: "approved",
    notes: "good",
    created_at: AT,
    workspace_id: 1,
  },
];
const usage = [
  {
    id: "02870bd7-7ac5-4f04-9c17-476163066dbc",
    model: "claude-sonnet-4",
    sessionId: "iris:chat",
    agentName: "iris",
    timestamp: AT * 1_000 + 239,
    inputTokens: 5000,
    outputTokens: 2000,
    totalTokens: 7000,
    cost: 0.045,
    operation: "chat_completion",
    taskId: 1,
    workspaceId: 1,
  },
];

function answer({ pathname, searchParams: query }: URL): unknown {
  const page = (name: string, rows: object[]) => {
    const limit = Math.min(200, Number(query.get("limit") ?? 50));
    const offset = Number(query.get("offset") ?? 0);
    return { [name]: rows.slice(offset, offset + limit), total: rows.length, page: 1, limit };
  };
  if (pathname === "/api/projects") return { projects };
  if (pathname === "/api/agents") return page("agents", agents);
  if (pathname === "/api/tasks") return page("tasks", tasks);
  if (pathname === "/api/tasks/1/comments") return comments;
  if (pathname === "/api/tokens" && query.get("action") === "export")
    return { usage, summary: {}, models: {}, sessions: {} };
  const ids = query.get("taskIds")?.split(",");
  if (pathname === "/api/quality-review" && ids) {
    const latest = { status: "approved", reviewer: "aegis", created_at: AT };
    return { latest: Object.fromEntries(ids.map((id) => [id, id === "1" ? latest : null])) };
  }
  if (pathname === "/api/quality-review") return { reviews };
  return null;
}

const move = (...words: string[]) =>
  line.mc(["import", "mission-control", "--from", from, ...words], {
    env: { MISSION_CONTROL_KEY: KEY },
  });

describe("mc import mission-control", () => {
  it("says with --dry-run what it would bring, and changes nothing on either side", async () => {
    const { code, out, err } = await move("--dry-run");
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining("tasks") });
    expect(out).toContain("3 projects, 2 agents, 207 tasks, 2 comments, 2 reviews, 1 run");
    expect(await test.db.task.count()).toBe(0);
    expect(asked.every((each) => each.startsWith("GET "))).toBe(true);
  });

  it("brings everything with its ids, numbers and times, and says what became otherwise and what was left out", async () => {
    const { code, out, err } = await move("--json");
    expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
    const outcome = JSON.parse(out);
    expect(outcome).toMatchObject({
      created: { project: 3, agent: 2, task: 207, comment: 2, review: 2, run: 1 },
      renumbered: [],
      left_out: expect.arrayContaining([expect.stringContaining("API keys")]),
    });
    const told = outcome.deviations.map(
      ({ kind, source_id, what }: Record<string, string>) => `${kind} ${source_id} ${what}`,
    );
    expect(told.join("\n")).toMatch(/agent 2 apiKey of its settings may be secret/);
    expect(told.join("\n")).toMatch(/agent 3 ran on openclaw/);
    expect(told.join("\n")).toMatch(/task 2 was in progress/);
    expect(told.join("\n")).toMatch(/task 5 is the template of recurring work/);

    const done = await test.db.task.findUniqueOrThrow({
      where: { id: 1 },
      include: { comments: { orderBy: { id: "asc" } }, reviews: { orderBy: { id: "asc" } } },
    });
    expect(done).toMatchObject({
      ticketRef: "TASK-001",
      status: "done",
      labels: ["css"],
      resolution: "Done",
      commentCount: 2,
      createdAt: new Date(AT * 1_000),
      completedAt: new Date((AT + 30) * 1_000),
      dueAt: new Date(1_900_000_000_000),
      comments: [
        { id: 1, author: "API Access", authorKind: "user" },
        { id: 2, author: "iris", authorKind: "agent", parentId: 1 },
      ],
      reviews: [{ status: "rejected" }, { status: "approved", reviewerKind: "agent" }],
    });
    const statuses = await test.db.task.findMany({
      where: { id: { lt: 10 } },
      orderBy: { id: "asc" },
      select: { status: true, ticketRef: true, assignedTo: true },
    });
    expect(
      statuses.map(({ status, ticketRef, assignedTo }) => `${ticketRef} ${status} ${assignedTo}`),
    ).toEqual([
      "TASK-001 done iris",
      "TASK-002 assigned iris",
      "TASK-003 blocked null",
      "TASK-004 review iris",
      "TASK-005 blocked iris",
      "TASK-006 inbox null",
      "SHOP-001 inbox null",
    ]);
    const iris = await test.db.agent.findUniqueOrThrow({
      where: { name: "iris" },
      include: { projects: true },
    });
    expect(iris).toMatchObject({
      id: 2,
      soulContent: "You are iris.",
      capabilities: ["css"],
      config: { dispatchModel: "m" },
      projects: [{ projectId: 2 }],
    });
    const everything = await test.db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM agents WHERE to_jsonb(agents)::text ~ 'secret|agent:aegis'`;
    expect(everything).toEqual([{ n: 0 }]);
    const costs = JSON.parse((await line.mc(["tokens", "agent-costs"])).out);
    expect(costs.agents.iris.stats).toMatchObject({ totalTokens: 7_000, totalCost: 0.045 });
    const polled = JSON.parse((await line.mc(["tasks", "queue", "--agent", "iris"])).out);
    expect(polled.task).toMatchObject({ ticket_ref: "TASK-002" });
  });

  it("brings only what is new the second time, under new ids where they were taken meanwhile", async () => {
    const made = JSON.parse((await line.mc(["tasks", "create", "Made here"])).out).task;
    expect(made.id).toBe(300);
    tasks = [...tasks, task(made.id, { title: "Made there", project_ticket_no: made.id })];
    await test.db.task.update({ where: { id: 6 }, data: { title: "Changed here" } });
    const outcome = JSON.parse((await move("--json")).out);
    expect(outcome).toMatchObject({
      created: { task: 1 },
      present: { project: 3, agent: 2, task: 207, comment: 2, review: 2, run: 1 },
      renumbered: [
        { kind: "task", source_id: "300", id: 301, ref: expect.stringMatching(/^TASK-\d+$/) },
      ],
    });
    expect(
      await test.db.task.count({
        where: { title: { in: ["Changed here", "Made there", "Made here"] } },
      }),
    ).toBe(3);
  });

  it("says what is wrong with a key, an address, and a server that is none", async () => {
    const failed = async (words: string[], key = KEY) => {
      const { code, err } = await line.mc(["import", "mission-control", ...words, "--json"], {
        env: { MISSION_CONTROL_KEY: key },
      });
      return `${code} ${JSON.parse(err).code}`;
    };
    expect(await failed(["--from", from], "wrong")).toBe("3 source_refused");
    expect(await failed(["--from", "http://127.0.0.1:1"])).toBe("5 network");
    expect(await failed(["--from", line.url])).toBe("2 usage");
    expect(await failed(["--from", `${from}/nowhere`])).toBe("6 not_mission_control");
  });
});
