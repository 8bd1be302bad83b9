import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { type CommandLine, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import {
  type ModelProvider,
  type ProviderRequest,
  type ScriptedAnswer,
  startModelProvider,
} from "@/lib/testing/model-provider";
import { connect } from "./index";

/** The patterns of docs/patterns as scripts of `mc workshop run`, against a model and programs that stand in for real ones. */

const KEY = "mc_the-admin-key-of-the-tests";

let test: TestDatabase;
let line: CommandLine;
let provider: ModelProvider;
let runner: JobRunner;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startCommandLine(test);
  provider = await startModelProvider();
  vi.stubEnv("ANTHROPIC_BASE_URL", provider.url);
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
  provider.otherwise = (request) =>
    request.system?.includes("You coordinate")
      ? coordinated(request)
      : { text: answerOf(request.system ?? "", request.prompt) };
  runner = await startJobRunner(test.db, test.url);
  const baton = connect({ url: line.url, key: KEY });
  await baton.agent("impl", "You write code.", { runtime: "anthropic" });
  await baton.agent("tests", "You write tests.", { runtime: "anthropic" });
  await baton.agent("reviewer", "You review code.", { runtime: "anthropic" });
});
afterAll(async () => {
  await runner?.stop();
  await provider?.close();
  await line?.close();
  await test?.drop();
  vi.unstubAllEnvs();
});

/** What an orchestrator calls, one tool after the other, and then says. */
const STEPS: [string, Record<string, unknown>][] = [
  ["from_profile", { profile: "coder", name: "auth_coder" }],
  ["ask", { agent: "auth_coder", prompt: "Implement caching" }],
  ["from_profile", { profile: "reviewer", name: "auth_reviewer" }],
  ["pipe", { from: "auth_coder", to: "auth_reviewer", message: "Review for correctness" }],
  ["pipe", { from: "auth_reviewer", to: "auth_coder", message: "Address the review feedback" }],
];

function coordinated({ body }: ProviderRequest): ScriptedAnswer {
  const said = (body.messages as { role: string }[]).filter(({ role }) => role === "assistant");
  const [name, input] = STEPS[said.length] ?? [];
  if (name === undefined) return { text: "The auth module is built and reviewed." };
  return { calls: [{ id: `call_${said.length}`, name, input }] };
}

/** What the model says, by who it is and what it is told. */
function answerOf(system: string, prompt: string): string {
  const who = system.includes("You review") ? "Reviewer" : "Coder";
  const [, review] = /(Looks good, but [^\n"]*)/.exec(prompt) ?? [];
  if (review) return `Addressed: ${review}`;
  if (prompt.includes("Review for correctness"))
    return `Looks good, but ${/caching in \w+\.ts/.exec(prompt)?.[0] ?? "nothing"} lacks a test.`;
  if (prompt.includes("Implement caching")) return "There is caching in users.ts now.";
  if (prompt.includes("What issues")) return `${who}: no backoff.`;
  return `${who} has done it.`;
}

const TEAM = `await agent("impl", "You write code.", { runtime: "anthropic" });
await agent("tests", "You write tests.", { runtime: "anthropic" });
await agent("reviewer", "You review code.", { runtime: "anthropic" });
`;

/** Runs a script as a person does, and gives the lines that it printed. */
async function script(name: string, source: string, ...words: string[]): Promise<string[]> {
  const file = path.join(line.folder, name);
  writeFileSync(file, source);
  const { code, out, err } = await line.mc(["workshop", "run", file, ...words]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return out.trim().split("\n");
}

describe("direct", () => {
  it("asks, casts, pipes and fans as a script", async () => {
    const printed = await script(
      "direct.ts",
      `import { ask, await_all, awaitAll, agent, cast, fan, pipe, result, status } from "baton/sdk";
${TEAM}
console.log(\`\${await ask("impl", "Implement caching for user lookups")}\`);

await cast("impl", "Implement the retry module");
await cast("tests", "Write property-based tests for lib/encoder.ts");
console.log((await status(["impl", "tests"])).map((each) => each.agent).join());
console.log((await await_all()).map(({ agent, text }) => agent + ": " + text).join(" "));

const last = await ask("impl", "Implement caching")
  .then(pipe("reviewer", "Review for correctness"))
  .then(pipe("impl", "Address the review feedback"));
console.log(last.agent, last.text, typeof last.cost, last.run.outcome);

await fan("What issues do you see in lib/retry.ts?", ["impl", "reviewer"]);
await awaitAll();
console.log(await result("impl"), await result("reviewer"));

let said = "";
for await (const chunk of ask("impl", "Implement caching")) said += chunk;
console.log(said);
`,
    );
    expect(printed).toEqual([
      "There is caching in users.ts now.",
      "impl,tests",
      "impl: There is caching in users.ts now. impl: Coder has done it. tests: Coder has done it.",
      "impl Addressed: Looks good, but caching in users.ts lacks a test. number succeeded",
      "Coder: no backoff. Reviewer: no backoff.",
      "There is caching in users.ts now.",
    ]);
  });

  it("does the same from a shell", async () => {
    const asked = await mc("ask", "impl", "Implement caching for user lookups");
    expect(asked.run).toMatchObject({ agent: "impl", output: "There is caching in users.ts now." });
    await mc("cast", "impl", "Implement the retry module");
    await mc("cast", "tests", "Write property-based tests for lib/encoder.ts");
    const { idle, results } = await mc("await", "impl", "tests");
    expect({ idle, texts: results.map(({ text }: { text: string }) => text) }).toEqual({
      idle: true,
      texts: ["Coder has done it.", "Coder has done it."],
    });
    await mc("ask", "impl", "Implement caching");
    await mc("pipe", "impl", "reviewer", "Review for correctness");
    const { run } = await mc("pipe", "reviewer", "impl", "Address the review feedback");
    expect(run.output).toBe("Addressed: Looks good, but caching in users.ts lacks a test.");
    const { fan } = await mc("fan", "What issues do you see?", "--agents", "impl,reviewer");
    expect(fan.answers.map(({ run }: { run: { output: string } }) => run.output)).toEqual([
      "Coder: no backoff.",
      "Reviewer: no backoff.",
    ]);
    expect(await mc("result", "reviewer")).toMatchObject({ text: "Reviewer: no backoff." });
  });

  it("does the same over MCP", async () => {
    expect(await tool("ask", { agent: "impl", prompt: "Implement caching" })).toBe(
      "There is caching in users.ts now.",
    );
    const review = { from: "impl", to: "reviewer", message: "Review for correctness" };
    expect(await tool("pipe", review)).toContain("lacks a test");
    const prompt = "Implement the retry module";
    expect(await tool("cast", { agent: "impl", prompt })).toBe(
      "Cast to impl. Use await to get the result.",
    );
    expect(await tool("await", { agent: "impl" })).toBe("Coder has done it.");
    const fan = { message: "What issues do you see?", agents: ["impl", "reviewer"] };
    expect(await tool("fan", fan)).toBe("Sent to impl, reviewer. Use await_all to collect.");
    expect(await tool("await_all", {})).toContain("Reviewer: no backoff.");
    expect(await tool("result", { agent: "impl" })).toBe("Coder: no backoff.");
  });

  it("rejects with what a turn failed with, and never pipes it on", async () => {
    provider.script({ status: 400, message: "this prompt is refused" });
    const calls = provider.requests.length;
    const [printed] = await script(
      "fails.ts",
      `import { TurnError, ask, pipe, result } from "baton/sdk";
const failure = await ask("tests", "Do it").then(pipe("reviewer", "Review it")).catch((error) => error);
console.log(failure instanceof TurnError, failure.code, failure.run.agent, failure.message, await result("tests"));
`,
    );
    expect(printed).toMatch(/^true invalid_request tests tests: .*this prompt is refused.* null$/);
    expect(provider.requests.length).toBe(calls + 1);
  });
});

/** What a command answers. */
async function mc(...words: string[]) {
  const { code, out, err } = await line.mc(words);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out);
}

/** Calls a tool of the workshop, as an MCP client does; gives the text of its answer. */
async function tool(name: string, args: Record<string, unknown>): Promise<string> {
  const response = await fetch(`${line.url}/api/mcp/workshop`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${KEY}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name, arguments: args },
    }),
  });
  const { result } = await response.json();
  return result.content[0].text;
}

/** A repository with one commit. */
function repository(): string {
  const repo = mkdtempSync(path.join(line.folder, "repo-"));
  const git = (...args: string[]) => execFileSync("git", ["-C", repo, ...args]);
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Ada");
  git("config", "user.email", "ada@example.com");
  git("commit", "--quiet", "--allow-empty", "-m", "Begin");
  return repo;
}

/** A program that writes a file named after its task, and says so; of a review it says what it found. */
const CODER = `sh -c 'cat > /dev/null; echo "$MC_TASK" > "$MC_TASK.txt"; echo "Wrote $MC_TASK.txt"'`;
const REVIEWER = `sh -c 'cat > /dev/null; echo "Reviewed $MC_TASK"'`;

describe("an orchestrator", () => {
  it("builds its team, works, has it reviewed and the feedback addressed, from one script", async () => {
    const printed = await script(
      "orchestrator.ts",
      `await profile("coder", "You write clean, well-tested code.", { max_turns: 15, timeout: timer.minutes(5), runtime: "anthropic" });
await profile("reviewer", "You review for correctness. Do not modify files.", { allowed_tools: ["Read", "Bash"], runtime: "anthropic" });
await agent("orchestrator", "You coordinate a team of agents to build features.", { workshop_tools: true, max_turns: 30, runtime: "anthropic" });

const run = await cast("orchestrator", "Build the auth module: implement caching with a coder, have it reviewed, address any feedback.");
const [settled] = await awaitAll();
console.log(settled?.text);
console.log((await result("auth_coder")), "|", await result("auth_reviewer"));
console.log((await request("GET", "/api/runs/{id}/tree", { path: { id: String(run.id) } })).runs.map((each) => each.agent + " " + each.depth).join());
`,
    );
    expect(printed).toEqual([
      "The auth module is built and reviewed.",
      "Addressed: Looks good, but caching in users.ts lacks a test. | Looks good, but caching in users.ts lacks a test.",
      "orchestrator 0,auth_coder 1,auth_reviewer 1,auth_coder 1",
    ]);
  });
});

describe("board workers", () => {
  it("drain when the script that started them fails", async () => {
    const file = path.join(line.folder, "stops.ts");
    writeFileSync(
      file,
      `const { pid } = await boardWorker("dev_0", "other", { command: "true" });
console.log(pid);
throw new Error("no more");
`,
    );
    const { code, out, err } = await line.mc(["workshop", "run", file]);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining("no more") });
    const isAlive = () => {
      try {
        return process.kill(Number(out), 0);
      } catch {
        return false;
      }
    };
    await expect.poll(isAlive).toBe(false);
    const workers = await line.mc(["workers", "list", "--agent", "dev_0", "--ended"]);
    expect(JSON.parse(workers.out).workers).toMatchObject([{ state: "stopped" }]);
  });

  it("take what is posted in the order of its dependencies, each in a worktree", async () => {
    const printed = await script(
      "board.ts",
      `import type { WorkItem } from "baton/sdk";
await profile("coder", "You write clean code.", { maxTurns: 15, runtime: "worker" });
await profile("reviewer", "Review only.", { model: "opus", runtime: "worker" });

const repo = ${JSON.stringify(repository())};
const coding = { profile: "coder", interval: timer.seconds(1), worktree: true, repo, command: ${JSON.stringify(CODER)} };
const team = await Promise.all([
  board_worker("dev_1", "code", coding),
  board_worker("dev_2", "code", coding),
  board_worker("rev_1", "review", { profile: "reviewer", interval: timer.seconds(1), command: ${JSON.stringify(REVIEWER)} }),
]);

await work("auth", "Implement auth module", { type: "code", priority: 1, spec: "JWT-based auth with login/logout endpoints" });
await work("auth_review", "Review auth", { type: "review", depends_on: ["auth"] });
await work("api", "Implement API routes", { type: "code", priority: 2, spec: "REST endpoints for users and posts" });
await work("api_review", "Review API", { type: "review", dependsOn: ["api"] });

const ids = ["auth", "auth_review", "api", "api_review"];
const seen: string[] = [];
const ended = awaitWork(ids);
const items: WorkItem[] = await ended;
for (const { id, status, claimed_by } of items) console.log(id, status, claimed_by);
console.log((await board({ status: "done" })).length, "done");
console.log((await workers()).map(({ agent, state }) => agent + " " + state).sort().join(", "));
console.log((await Promise.all(team.map((each) => each.stop()))).join());
`,
    );
    expect(printed).toEqual([
      expect.stringMatching(/^auth done dev_[12]$/),
      "auth_review done rev_1",
      expect.stringMatching(/^api done dev_[12]$/),
      "api_review done rev_1",
      "4 done",
      expect.stringMatching(/^dev_1 \w+, dev_2 \w+, rev_1 \w+$/),
      "0,0,0",
    ]);
  });

  it("do the same over MCP", async () => {
    await tool("add_work", { id: "notes", title: "Write the notes", type: "notes" });
    const behind = { title: "Review the notes", type: "proof", depends_on: ["notes"] };
    expect(await tool("add_work", { id: "notes_review", ...behind })).toBe(
      "Work item notes_review added.",
    );
    const lines = async () =>
      (await tool("board", {})).split("\n").filter((each) => /notes/.test(each));
    expect(await lines()).toEqual([
      expect.stringContaining("[ready] notes - Write the notes"),
      expect.stringContaining("[new] notes_review - Review the notes"),
    ]);
    const working = ["worker", "--type", "notes", "--once", "--repo", line.folder];
    await line.mc([...working, "--name", "noter", "--command", REVIEWER]);
    expect(await lines()).toEqual([
      expect.stringContaining("[done] notes"),
      expect.stringContaining("[ready] notes_review"),
    ]);
  });

  it("do the same from a shell", async () => {
    await mc("profiles", "create", "writer", "--role", "You write docs.", "--runtime", "worker");
    await mc("profiles", "make", "writer", "--name", "doc_1");
    await mc("work", "add", "guide", "Write the guide", "--type", "docs", "--priority", "1");
    const behind = ["--type", "docs", "--depends-on", "guide"];
    await mc("work", "add", "index", "List the guide", ...behind);
    const working = ["worker", "--name", "doc_1", "--type", "docs", "--once"];
    await line.mc([...working, "--repo", line.folder, "--command", REVIEWER]);
    const { items } = await mc("board", "--type", "docs");
    expect(items).toMatchObject([
      { id: "guide", status: "done", claimed_by: "doc_1" },
      { id: "index", status: "done", depends_on: ["guide"] },
    ]);
  });
});

describe("the examples of docs/sdk.md", () => {
  const blocks = [...readFileSync("docs/sdk.md", "utf8").matchAll(/^```ts\n(.*?)^```/gms)];
  /** What an example needs to be there, and what stands for the names in it. */
  const prepare = `${TEAM}for (let n = 1; n <= 14; n++) await tasks.create({ title: "Task " + n });
await tasks.cancel("shop-014");
await request("POST", "/api/agents/register", { body: { name: "deployer" } });
const deploy = await tasks.create({ title: "Deploy", assigned_to: "deployer" });
const claimed = await request("POST", "/api/tasks/{id}/claim", { path: { id: deploy.ticket_ref }, body: { agent: "deployer" } });
process.env.MC_RUN = String(claimed.run.id);
void (async () => {
  for await (const event of watch({ types: ["request.created"], since: 0 }))
    if (event.type === "request.created") return person.answer(event.data.request.id, "Yes");
})();
`;

  it("run as they stand, one after the other", async () => {
    expect(blocks.length).toBeGreaterThan(7);
    const files = blocks.map(([, text = ""], n) => {
      const here = text.replace("https://baton.example", line.url).replace("mc_…", KEY);
      writeFileSync(path.join(line.folder, `example-${n}.ts`), here);
      return `await import("./example-${n}.ts"); console.log("\\nexample ${n}");`;
    });
    await line.mc(["projects", "create", "Shop", "--ticket-prefix", "shop"]);
    const source = [prepare, ...files].join("\n");
    const printed = (await script("examples.ts", source, "--project", "shop")).join("\n");
    for (const n of blocks.keys()) expect(printed).toContain(`example ${n}\n`.trim());
    expect(printed).toContain("Addressed: Looks good, but caching in users.ts lacks a test.");
    expect(printed).toContain("[ 'auth: done', 'auth_docs: done' ]");
    expect(printed).toContain("deploying");
  });
});
