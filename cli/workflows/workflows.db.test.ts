import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { type CommandLine, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";
import { connect, WorkflowError, type Workshop } from "../sdk/index";

/** Declarative workflows over every surface, with agents of a model that stands in for a real one. */

const KEY = "mc_the-admin-key-of-the-tests";

let test: TestDatabase;
let line: CommandLine;
let provider: ModelProvider;
let runner: JobRunner;
let baton: Workshop;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startCommandLine(test);
  provider = await startModelProvider();
  vi.stubEnv("ANTHROPIC_BASE_URL", provider.url);
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
  provider.otherwise = ({ prompt }) => ({ text: answerTo(prompt) });
  runner = await startJobRunner(test.db, test.url);
  baton = connect({ url: line.url, key: KEY });
  for (const name of ["planner", "coder", "tester", "reviewer"])
    await baton.agent(name, `You are the ${name}.`, { runtime: "anthropic" });
  mkdirSync(path.join(line.folder, "specs"));
  writeFileSync(path.join(line.folder, "specs/feature.md"), SPEC);
  writeFileSync(path.join(line.folder, "feature.yaml"), YAML);
});
afterAll(async () => {
  await runner?.stop();
  await provider?.close();
  await line?.close();
  await test?.drop();
  vi.unstubAllEnvs();
});

const SPEC = "Herons must be counted, one by one.";

/** What the model says: which stage it was given, and what of the earlier ones it saw. */
function answerTo(prompt: string): string {
  const saw = (word: string) => prompt.includes(word);
  if (saw("Break this into tasks")) return saw(SPEC) ? "PLAN: count herons" : "PLAN: of nothing";
  if (saw("Implement the plan")) return saw("PLAN: count herons") ? "CODE: counts" : "CODE: empty";
  if (saw("Write tests")) return saw("CODE: counts") ? "TESTS: two" : "TESTS: none";
  if (saw("Review everything"))
    return saw("CODE: counts") && saw("TESTS: two") ? "REVIEW: all of it" : "REVIEW: of a part";
  return "Done.";
}

const YAML = `inputs:
  spec: {type: string}
stages:
  - {name: plan, agent: planner, prompt: Break this into tasks, from: {input: spec}}
  - {name: implement, agent: coder, prompt: Implement the plan, from: plan, type: code}
  - {name: test, agent: tester, prompt: Write tests, from: implement, type: test}
  - {name: review, agent: reviewer, prompt: Review everything, from: [implement, test], type: review}
  - {name: publish, approval: {title: Publish?}, from: review}
`;

/** What a command answers. */
async function mc(...words: string[]) {
  const { code, out, err } = await line.mc(words);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out.trim().split("\n").at(-1) ?? "");
}

const states = ({ stages }: { stages: { name: string; state: string }[] }) =>
  Object.fromEntries(stages.map(({ name, state }) => [name, state]));

describe("the seed's section 4", () => {
  it("runs as written in TypeScript, with its spec read from the file", async () => {
    const file = path.join(line.folder, "feature.ts");
    writeFileSync(
      file,
      `import { runWorkflow, run_workflow, workflow, workflow_status } from "baton/sdk";
process.chdir(import.meta.dirname);
await workflow("feature", [
  ["plan", "planner", "Break this into tasks", { from: "specs/feature.md" }],
  ["implement", "coder", "Implement the plan", { from: "plan", type: "code" }],
  ["test", "tester", "Write tests", { from: "implement", type: "test" }],
  ["review", "reviewer", "Review everything", { from: ["implement", "test"], type: "review" }],
]);

const run = await run_workflow("feature");
const status = await workflow_status("feature");
console.log(run.status, status.id === run.id, status.stages.map((each) => each.name + ":" + each.status).join(" "));
console.log(status.stages.at(-1).result);
`,
    );
    const { code, out, err } = await line.mc(["workshop", "run", file]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.trim().split("\n")).toEqual([
      "succeeded true plan:done implement:done test:done review:done",
      "REVIEW: all of it",
    ]);
  });

  it("runs as YAML over the command line, which shows its stages and answers its gate", async () => {
    const yaml = path.join(line.folder, "feature.yaml");
    expect(await mc("workflows", "define", yaml, "--name", "gated")).toMatchObject({
      workflow: { name: "gated" },
      version: 1,
      is_new_version: true,
    });
    expect(await mc("workflows", "define", yaml, "--name", "gated")).toMatchObject({
      version: 1,
      is_new_version: false,
    });
    const spec = `spec=${path.join(line.folder, "specs/feature.md")}`;
    const plan = await mc("workflows", "run", "gated", "--input-file", spec, "--dry-run");
    expect(plan.dry_run.critical_path).toEqual(["plan", "implement", "test", "review", "publish"]);
    const { run } = await mc("workflows", "run", "gated", "--input-file", spec);
    const following = line.start(["workflows", "status", String(run.id), "--follow"]);
    const request = await vi.waitFor(async () => {
      const { requests } = await mc("requests", "list");
      expect(requests).toHaveLength(1);
      return requests[0];
    }, WAITING);
    expect(request).toMatchObject({ title: "Publish?", state: "open" });
    await mc("requests", "answer", String(request.id), "--option", "approve");
    const { code, out } = await following.ended;
    expect(code).toBe(0);
    const lines = out
      .trim()
      .split("\n")
      .map((each) => JSON.parse(each));
    expect(lines).toContainEqual(
      expect.objectContaining({ stage: "publish", status: "needs_person" }),
    );
    expect(lines.at(-1).run).toMatchObject({ status: "succeeded" });
    expect(states(lines.at(-1).run)).toEqual({
      plan: "succeeded",
      implement: "succeeded",
      test: "succeeded",
      review: "succeeded",
      publish: "succeeded",
    });
    expect(lines.at(-1).run.stages[3].result).toBe("REVIEW: all of it");
    const listed = await mc("workflows", "runs", "gated");
    expect(listed.runs.map(({ id }: { id: number }) => id)).toEqual([run.id]);
  });

  it("runs over the API and over MCP, and is cancelled with what it waits for", async () => {
    const defined = await baton.request("POST", "/api/workflows", {
      body: { name: "over-http", source: YAML },
    });
    expect(defined).toMatchObject({ version: 1 });
    const started = await tool("run_workflow", { name: "over-http", inputs: { spec: SPEC } });
    const [, id] = /runs as (\d+) /.exec(started) ?? [];
    const path = { id: String(id) };
    await vi.waitFor(async () => {
      const { run } = await baton.request("GET", "/api/workflow-runs/{id}", { path });
      expect(run.stages.at(-1)).toMatchObject({ name: "publish", status: "needs_person" });
    }, WAITING);
    expect(await tool("workflow_status", { name: "over-http" })).toMatch(
      /^over-http v1, run \d+: running, waits for a person\n\[done\] plan \(planner\) \S+\n[\s\S]*\n\[needs person\] publish/,
    );
    expect(await tool("workflow_cancel", { run: Number(id) })).toBe(
      `Run ${id} of over-http cancelled.`,
    );
    const { requests } = await mc("requests", "list");
    expect(requests).toEqual([]);
  });

  it("is sent the files that the workflows nested in it read, however deep", async () => {
    const inner = [
      ["plan", "planner", "Break this into tasks", { from: { file: "specs/feature.md" } }],
    ];
    await baton.workflow("innermost", inner as never);
    await baton.workflow("middle", { stages: [{ name: "deep", workflow: "innermost" }] } as never);
    const outer = path.join(line.folder, "outer.yaml");
    writeFileSync(outer, "stages: [{name: below, workflow: middle}]\n");
    const plan = async (root: string) => {
      const { id } = await test.db.task.findUniqueOrThrow({ where: { ticketRef: root } });
      const task = await test.db.task.findFirst({ where: { title: "plan", rootId: id } });
      return task?.resolution;
    };
    const byHand = await mc("workflows", "run", outer, "--wait");
    expect(byHand.run).toMatchObject({ status: "succeeded" });
    expect(await plan(byHand.run.root_ref)).toBe("PLAN: count herons");
    const inCode = await baton.runWorkflow("outer", {}, { folder: line.folder });
    expect(inCode.status).toBe("succeeded");
    expect(await plan(inCode.root_ref)).toBe("PLAN: count herons");
    // Nothing that none of them reads is kept.
    const files = { "specs/feature.md": SPEC, "other.md": "nobody's" };
    const given = await baton.runWorkflow("outer", {}, { files });
    const { files: kept } = await test.db.workflowRun.findUniqueOrThrow({
      where: { id: given.id },
    });
    expect(Object.keys(kept as object)).toEqual(["specs/feature.md"]);
    await expect(baton.runWorkflow("outer", {}, { folder: "/" })).rejects.toThrow(
      "there is no file specs/feature.md",
    );
  });

  it("is refused with the place of every mistake, on the command line as well", async () => {
    const file = path.join(line.folder, "broken.yaml");
    writeFileSync(file, YAML.replace("from: implement,", "from: implemnt,"));
    const { code, err } = await line.mc(["workflows", "check", file]);
    expect(code).toBe(2);
    const [place, shown, caret] = err.split("\n");
    expect(place).toMatch(/^\S*broken\.yaml:6:\d+: .*implemnt/);
    expect(shown).toContain("from: implemnt");
    expect(shown?.slice(caret?.indexOf("^"))).toMatch(/^implemnt/);
    const asJson = await line.mc(["workflows", "define", file, "--json"]);
    expect(JSON.parse(asJson.err)).toMatchObject({
      code: "invalid",
      problems: [expect.objectContaining({ line: 6 })],
    });
  });

  it("ends a promise with what failed, and goes on from there", async () => {
    await baton.workflow("fragile", [
      ["plan", "planner", "Break this into tasks"],
      ["ship", "coder", "Ship it", { from: "plan", on_failure: "fail_run", retry: 0 }],
    ]);
    provider.otherwise = ({ prompt }) =>
      prompt.includes("Ship it") ? { status: 400, message: "no ship" } : { text: answerTo(prompt) };
    const failed = await baton.runWorkflow("fragile").catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(WorkflowError);
    const { run, stage, code } = failed as WorkflowError;
    expect({ stage, code, status: run.status }).toEqual({
      stage: "ship",
      code: "failed",
      status: "failed",
    });
    provider.otherwise = ({ prompt }) => ({ text: answerTo(prompt) });
    const again = await baton.retryWorkflow(run.id, "ship");
    expect(states(again)).toEqual({ plan: "succeeded", ship: "succeeded" });
    const stopped = new AbortController();
    stopped.abort(new Error("enough"));
    await expect(baton.runWorkflow("fragile", {}, { signal: stopped.signal })).rejects.toThrow(
      "enough",
    );
  });
});

/** How long agents may take. */
const WAITING = { timeout: 15_000, interval: 50 };

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
