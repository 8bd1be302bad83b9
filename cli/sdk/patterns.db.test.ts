import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { type CommandLine, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";

/** The patterns of docs/patterns as scripts of `mc workshop run`, against a model and programs that stand in for real ones. */

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
  provider.otherwise = ({ system, prompt }) => ({ text: answerOf(system ?? "", prompt) });
  runner = await startJobRunner(test.db, test.url);
});
afterAll(async () => {
  await runner?.stop();
  await provider?.close();
  await line?.close();
  await test?.drop();
  vi.unstubAllEnvs();
});

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
async function script(name: string, source: string): Promise<string[]> {
  const file = path.join(line.folder, name);
  writeFileSync(file, source);
  const { code, out, err } = await line.mc(["workshop", "run", file]);
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

describe("board workers", () => {
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
});
