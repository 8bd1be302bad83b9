import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { givenRepository, readmeChange } from "@/cli/worker/testing/readme";
import { type CommandLine, type Running, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Provider, startProvider } from "./provider";

/** Workers with the real Claude Code and Codex, which call a model on this machine (`npm run test:agents`). */

let test: TestDatabase;
let line: CommandLine;
let provider: Provider;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startCommandLine(test);
  provider = await startProvider();
});
afterAll(async () => {
  await provider?.close();
  await line?.close();
  await test?.drop();
});

async function api(method: string, route: string, body?: object) {
  const response = await fetch(`${line.url}/api/${route}`, {
    method,
    headers: {
      authorization: `Bearer ${process.env.MC_API_KEY}`,
      "content-type": "application/json",
    },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

const create = async (agent: string, title: string) =>
  (await api("POST", "tasks", { title, assigned_to: agent })).task;
const read = async (ref: string) => (await api("GET", `tasks/${ref}`)).task;
const lastRun = async (agent: string) => (await api("GET", `runs?agent=${agent}`)).runs[0];

function environment(): Record<string, string> {
  const home = mkdtempSync(path.join(line.folder, "home-"));
  mkdirSync(path.join(home, ".codex"));
  writeFileSync(
    path.join(home, ".codex", "config.toml"),
    `model = "gpt-5.5"
model_provider = "stub"
check_for_update_on_startup = false
[model_providers.stub]
name = "stub"
base_url = "${provider.url}/v1"
env_key = "OPENAI_STUB_KEY"
wire_api = "responses"
request_max_retries = 0
stream_max_retries = 0
[features]
plugins = false
[analytics]
enabled = false
`,
  );
  return {
    HOME: home,
    XDG_STATE_HOME: path.join(home, "state"),
    CLAUDE_CONFIG_DIR: path.join(home, ".claude"),
    CODEX_HOME: path.join(home, ".codex"),
    ANTHROPIC_BASE_URL: provider.url,
    ANTHROPIC_API_KEY: "dummy-key-of-the-tests",
    OPENAI_STUB_KEY: "dummy-key-of-the-tests",
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    CLAUDE_CODE_MAX_RETRIES: "1",
    DISABLE_TELEMETRY: "1",
    DISABLE_ERROR_REPORTING: "1",
    DISABLE_AUTOUPDATER: "1",
  };
}

const PROGRAMS = [
  {
    backend: "claude",
    file: process.env.CLAUDE_BIN ?? "",
    work: '[[call Write {"file_path": "FILE", "content": "made"}]]',
    gated: '[[recall Bash {"command": "node -p 1+1 > FILE"}]]',
    rule: "Bash(node -p 1+1 > FILE)",
    priced: true,
  },
  {
    backend: "codex",
    file: process.env.CODEX_BIN ?? "",
    work: '[[call exec_command {"cmd": "echo made > FILE"}]]',
    gated:
      '[[recall exec_command {"cmd": "node -p 1+1 > FILE", "sandbox_permissions": "require_escalated", "justification": "It needs it"}]]',
    rule: "shell(node -p 1+1 > FILE)",
    priced: false,
  },
] as const;

describe.each(PROGRAMS)("$backend", ({ backend, file, work, gated, rule, priced }) => {
  it("does a task, and goes on in its session when its work is rejected", async () => {
    const agent = `${backend}_1`;
    const env = environment();
    const repo = mkdtempSync(path.join(line.folder, "repo-"));
    const made = path.join(repo, "made.txt");
    const words = ["worker", "--name", agent, "--backend", backend, "--program", file];
    const once = async () => {
      const { code, err } = await line.mc([...words, "--repo", repo, "--once"], { env });
      expect({ code, err }).toEqual({ code: 0, err: "" });
    };
    const task = await create(agent, `Make it: ${work.replace("FILE", made)}`);
    await once();
    expect(readFileSync(made, "utf8").trim()).toBe("made");
    expect(await read(task.ticket_ref)).toMatchObject({
      status: "review",
      resolution: "Done, as it was asked",
    });
    const first = await lastRun(agent);
    expect(first).toMatchObject({ outcome: "succeeded", tokens_in: 2000, tokens_out: 20 });
    expect(first.cost_usd === null).toBe(!priced);

    const verdict = { taskId: task.id, status: "rejected", notes: "Say more", reviewer: "Ada" };
    await api("POST", "quality-review", verdict);
    const before = provider.calls.length;
    await once();
    expect(await read(task.ticket_ref)).toMatchObject({ status: "review" });
    expect(await lastRun(agent)).toMatchObject({ tokens_in: 1000, tokens_out: 10 });
    // The conversation went on: the model was sent the tool's result again.
    expect(JSON.stringify(provider.calls[before])).toContain("Say more");
    expect(JSON.stringify(provider.calls[before])).toMatch(/tool_result|function_call_output/);
  });

  it("fails with the class of what its provider says, and the task goes back", async () => {
    const agent = `${backend}_2`;
    const task = await create(agent, "Fail: [[refuse 429]]");
    const words = ["worker", "--name", agent, "--backend", backend, "--program", file];
    const worker = line.start(words, { env: environment() });
    for (let count = 1; ; count++) {
      const said = JSON.parse((await worker.printed(count))[count - 1] as string);
      if (said.event === "delivered") break;
    }
    worker.kill();
    const runs = (await api("GET", `runs?agent=${agent}`)).runs;
    expect(runs.at(-1)).toMatchObject({ outcome: "failed", error_class: "rate_limited" });
    expect((await read(task.ticket_ref)).dispatch_attempts).toBeGreaterThan(0);
  });

  const told = async (worker: Running, event: string, count = 1) => {
    for (let at = 1, seen = 0; ; at++) {
      const said = JSON.parse((await worker.printed(at))[at - 1] as string);
      if (said.event === event && ++seen === count) return said;
    }
  };
  const openRequest = async (run: number) => {
    const open = async () => (await api("GET", `requests?run_id=${run}`)).requests[0];
    await expect.poll(open, { timeout: 20_000 }).toBeTruthy();
    return open();
  };

  it("asks for leave, and goes on in the same session, also after its worker was killed", async () => {
    const agent = `${backend}_3`;
    const env = environment();
    const repo = mkdtempSync(path.join(line.folder, "repo-"));
    const words = ["worker", "--name", agent, "--backend", backend, "--program", file];
    const start = () => line.start([...words, "--repo", repo, "--ask", "--grace", "1"], { env });
    const made = [path.join(repo, "one.txt"), path.join(repo, "two.txt")] as const;

    const task = await create(agent, `Do it: ${gated.replace("FILE", made[0])}`);
    const first = start();
    const { run } = await told(first, "claimed");
    const request = await openRequest(run);
    expect(request).toMatchObject({ kind: "permission", tool: rule.replace("FILE", made[0]) });
    await api("POST", `requests/${request.id}/answer`, { option: "allow" });
    await told(first, "delivered");
    expect(readFileSync(made[0], "utf8")).toBe("2\n");
    expect(await read(task.ticket_ref)).toMatchObject({ status: "review" });

    const second = await create(agent, `Do it: ${gated.replace("FILE", made[1])}`);
    const { run: killed } = await told(first, "claimed", 2);
    const asked = await openRequest(killed);
    process.kill(first.child.pid as number, "SIGKILL");
    await first.ended;
    const next = start();
    await told(next, "started");
    await api("POST", `requests/${asked.id}/answer`, { option: "allow" });
    await told(next, "delivered");
    expect(readFileSync(made[1], "utf8")).toBe("2\n");
    expect(await read(second.ticket_ref)).toMatchObject({ status: "review" });
    expect((await api("GET", `runs/${killed}`)).run).toMatchObject({ outcome: "succeeded" });
    next.kill();
  });

  it("gives an orchestrator the tools of the workshop under its run's key", async () => {
    const agent = `${backend}_4`;
    const config = { workshop_tools: true };
    await api("POST", "agents", { name: agent, role: "lead", runtime: "worker", config });
    const { run } = await api("POST", `agents/${agent}/ask`, { prompt: "Who is there?" });
    const env = { ...environment(), ENABLE_TOOL_SEARCH: "false" };
    const asked: (string | undefined)[] = [];
    line.server.on("request", ({ url }) => asked.push(url));
    const words = ["worker", "--name", agent, "--backend", backend, "--program", file];
    const worker = line.start(words, { env });
    const ended = (await api("GET", `runs/${run.id}?wait=60`)).run;
    worker.kill();
    expect(ended).toMatchObject({ outcome: "succeeded", output: "Done, as it was asked" });
    // Codex keeps what it found behind a search; it would not have begun without it.
    expect(asked.some((url) => url?.startsWith("/api/mcp/workshop"))).toBe(true);
    if (backend === "claude") expect(JSON.stringify(provider.calls)).toContain("create_agent");
  });
});

it("has the questions of Claude Code's AskUserQuestion answered by people, and goes on with what they said", async () => {
  const options = ["JSON", "CSV"].map((label) => ({ label, description: `As ${label}` }));
  const shared = { options, header: "Output" };
  const questions = [
    { ...shared, question: "Which format?", multiSelect: false },
    { ...shared, question: "Which of them as well?", multiSelect: true },
    { ...shared, question: "Which name?", multiSelect: false },
  ];
  const description = `[[call AskUserQuestion ${JSON.stringify({ questions })}]]`;
  const body = { title: "Ask before you begin", description, assigned_to: "claude_5" };
  const { task } = await api("POST", "tasks", body);
  const words = ["worker", "--name", "claude_5", "--backend", "claude", "--ask"];
  const worker = line.start([...words, "--program", process.env.CLAUDE_BIN ?? ""], {
    env: environment(),
  });
  const open = async () => (await api("GET", "requests?agent=claude_5&limit=10")).requests;
  await expect.poll(async () => (await open()).length, { timeout: 60_000 }).toBe(3);
  const found: { id: number; kind: string; title: string; options: { id: string }[] }[] =
    await open();
  const named = (title: string) => found.find((request) => request.title === `Output: ${title}`);
  expect(named("Which format?")).toMatchObject({
    kind: "choice",
    options: [{ label: "JSON" }, { label: "CSV" }, { id: "decline" }],
  });
  const answer = (title: string, given: object) =>
    api("POST", `requests/${named(title)?.id}/answer`, given);
  const before = provider.calls.length;
  await answer("Which format?", { option: "1", text: "with comments" });
  await answer("Which of them as well?", { text: "1, 2" });
  await answer("Which name?", { option: "decline", text: "Any" });
  const status = async () => (await read(task.ticket_ref)).status;
  await expect.poll(status, { timeout: 60_000 }).toBe("review");
  worker.kill();
  // What its model is told that people said.
  const told = JSON.stringify(provider.calls.slice(before)).replaceAll("\\", "");
  expect(told).toContain('"Which format?"="JSON"');
  expect(told).toContain("with comments");
  expect(told).toContain('"Which of them as well?"="JSON, CSV"');
  expect(told).toMatch(/"Which name\?"="\(no answer: Decline to answer by [^"]*: Any\)"/);
});

it("does what the README shows, with the real Claude Code", async () => {
  const repo = givenRepository(line.folder);
  const call = `[[call Write ${JSON.stringify({ file_path: "hello.txt", content: "Hello" })}]]`;
  const script = readmeChange(repo)
    .replace('"work_type": "code"', `"work_type": "code", "description": ${JSON.stringify(call)}`)
    .replace("--backend claude", `--backend claude --program ${process.env.CLAUDE_BIN}`);
  const made = await api("POST", "tasks", { title: "Fix login page CSS" });
  const ref = `TASK-${String(made.task.id + 1).padStart(3, "0")}`;
  const env = Object.entries(environment()).map(([name, value]) => `export ${name}='${value}'`);
  const { code, err } = await line.startShell(
    `${env.join("\n")}\n${script.replaceAll("TASK-002", ref)}`,
  ).ended;
  expect({ code, err }).toMatchObject({ code: 0 });
  expect(readFileSync(path.join(repo, "hello.txt"), "utf8")).toBe("Hello");
  expect(await read(ref)).toMatchObject({ status: "done" });
});
