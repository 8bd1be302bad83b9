import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { inProject } from "@/scripts/project.mjs";
import { startWorkerLine, type WorkerLine } from "./testing/worker-line";

/** Programs that ask for leave and are told things, as Claude Code and Codex are. `npm run test:agents` has the real ones. */

let test: TestDatabase;
let line: WorkerLine;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startWorkerLine(test);
});
afterEach(() => line.endWorkers());
afterAll(async () => {
  await line?.close();
  await test?.drop();
});

const api: WorkerLine["api"] = (...call) => line.api(...call);
const taskNow: WorkerLine["taskNow"] = (ref) => line.taskNow(ref);
const runNow: WorkerLine["runNow"] = (run) => line.runNow(run);

function start(name: string, backend: string, words: string[] = []) {
  const program = inProject(`cli/worker/testing/${backend}.mjs`);
  return line.start(name, ["--backend", backend, "--program", program, "--ask", ...words]);
}

const titleOf = (file: string): string => `Do it: [[bash echo once >> ${file}]]`;
/** A task whose program appends a word to a file, for which it needs leave. */
async function task(agent: string): Promise<{ ref: string; ran: () => string }> {
  const file = path.join(line.room(), "ran");
  const ref = await line.task(agent, titleOf(file));
  return { ref, ran: () => (existsSync(file) ? readFileSync(file, "utf8") : "") };
}
async function openRequest(run: number | undefined) {
  const open = async () => (await api("GET", `requests?run_id=${run}`)).requests[0];
  await expect.poll(open, { interval: 20, timeout: 10_000 }).toBeTruthy();
  return open();
}

describe.each([
  ["claude", "Bash(echo once >> FILE)"],
  ["codex", "shell(echo once >> FILE)"],
])("%s", (backend, rule) => {
  it("waits for leave, goes on in the same program, and is not asked again where somebody said always", async () => {
    const name = `${backend}_1`;
    const { ref, ran } = await task(name);
    const worker = start(name, backend);
    const { run } = await worker.told("claimed");
    const request = await openRequest(run);
    const file = /\S+\/ran/.exec(request.title)?.[0] ?? "";
    expect(request).toMatchObject({
      ...{ kind: "permission", tool: rule.replace("FILE", file), agent: name },
      title: expect.stringContaining("echo once >>"),
    });
    expect(await runNow(run)).toMatchObject({ state: "waiting", lease_expires_at: null });
    expect(ran()).toBe("");
    const remember = { scope: "agent" };
    await api("POST", `requests/${request.id}/answer`, { option: "allow", remember });
    await worker.told("delivered");
    expect(ran()).toBe("once\n");
    expect(await taskNow(ref)).toMatchObject({ status: "review", resolution: "Ran it:" });
    expect(await runNow(run)).toMatchObject({ outcome: "succeeded" });
    if (backend === "codex") return;
    // The very same again: nobody is asked.
    await line.task(name, titleOf(file));
    await worker.told("delivered", { count: 2 });
    expect(ran()).toBe("once\nonce\n");
  });

  it("hears what people say while it works, and what is for after its turn in the same session", async () => {
    const name = `${backend}_4`;
    const { ref } = await task(name);
    const worker = start(name, backend);
    const { run } = await worker.told("claimed");
    const { id } = await openRequest(run);
    const say = (text: string, when: string) => api("POST", `runs/${run}/messages`, { text, when });
    await say("And the docs", "after_turn");
    await say("Be quick", "now");
    const messages = async () => (await api("GET", `runs/${run}/messages`)).messages;
    const states = async () => (await messages()).map(({ state }: { state: string }) => state);
    await expect
      .poll(states, { interval: 20 })
      .toEqual(["waiting", expect.not.stringMatching("waiting")]);
    await api("POST", `requests/${id}/answer`, { option: "allow" });
    await worker.told("delivered");
    expect(await states()).toEqual(["delivered", "delivered"]);
    const { resolution } = await taskNow(ref);
    expect(resolution).toMatch(/^Nothing to run\nA message from .*:\n\nAnd the docs$/);
    // Two turns of one session, each of which used its own.
    expect(await runNow(run)).toMatchObject({ tokens_in: 2000, tokens_out: 20 });
  });

  it("gets its answer in its session when its worker died while it waited", async () => {
    const name = `${backend}_2`;
    const { ref, ran } = await task(name);
    const first = start(name, backend);
    const { run } = await first.told("claimed");
    const { id } = await openRequest(run);
    // As a machine that loses its power, and as an operator.
    process.kill(first.child.pid as number, backend === "claude" ? "SIGKILL" : "SIGQUIT");
    await first.ended;
    expect(await runNow(run)).toMatchObject({ state: "waiting", outcome: null });
    const second = start(name, backend);
    await second.told("started");
    await api("POST", `requests/${id}/answer`, { option: "allow" });
    await second.told("delivered");
    expect(ran()).toBe("once\n");
    expect(await taskNow(ref)).toMatchObject({ status: "review", resolution: "Ran it:" });
    const runs = await test.db.run.findMany({ where: { taskRef: ref } });
    expect(runs.map(({ id: each, outcome }) => [each, outcome])).toEqual([[run, "succeeded"]]);
    expect(await test.db.request.count({ where: { runId: run as number } })).toBe(1);
  });
});

it("is told what was denied, and why", async () => {
  const name = "claude_3";
  const { ref, ran } = await task(name);
  const worker = start(name, "claude");
  const { run } = await worker.told("claimed");
  const { id } = await openRequest(run);
  await api("POST", `requests/${id}/answer`, { option: "deny", text: "Not on Sundays" });
  await worker.told("delivered");
  expect(ran()).toBe("");
  const { resolution } = await taskNow(ref);
  expect(resolution).toMatch(/^Denied: Deny by .*: Not on Sundays$/);
});

const LONG = `Use the old protocol, ${"which every client of last year speaks, ".repeat(4)}for a while`;
const FORMAT = {
  ...{ question: "Which format?", header: "Format", multiSelect: false },
  options: [
    { label: "JSON", description: "Machines read it" },
    { label: LONG, description: "Slow", preview: "GET /old" },
  ],
};
const PARTS = {
  ...{ question: "Which parts?", header: "Parts", multiSelect: true },
  options: ["Docs", "Tests", "Bench"].map((label) => ({ label, description: `The ${label}` })),
};
const NAME = {
  ...FORMAT,
  question: `What name? ${"Think of it. ".repeat(20)}Well?`,
  header: "Name",
};

describe("what Claude Code asks with AskUserQuestion", () => {
  async function asking(agent: string, questions: { question: string }[]) {
    const description = `[[ask ${JSON.stringify({ questions })}]]`;
    const ref = await line.task(agent, "Ask before you begin", { description });
    const open = async (run: number | undefined) =>
      (await api("GET", `requests?run_id=${run}`)).requests as { id: number; title: string }[];
    const all = async (run: number | undefined) => {
      await expect.poll(() => open(run), { timeout: 10_000 }).toHaveLength(questions.length);
      const found = await open(run);
      return questions.map(({ question }) =>
        found.find(({ title }) => title.includes(question.slice(0, 10))),
      ) as { id: number; title: string }[];
    };
    const answer = (request: { id: number } | undefined, body: object) =>
      api("POST", `requests/${request?.id}/answer`, body);
    const resolution = async () => (await taskNow(ref)).resolution as string;
    return { ref, open, all, answer, resolution };
  }

  it("is a choice for each question, with its options as buttons, and the answers go back together", async () => {
    const { all, answer, resolution } = await asking("claude_q1", [FORMAT, PARTS, NAME]);
    const worker = start("claude_q1", "claude");
    const { run } = await worker.told("claimed");
    const [format, parts, name] = await all(run);
    expect(format).toMatchObject({
      ...{ kind: "choice", title: "Format: Which format?", tool: null, agent: "claude_q1" },
      body: expect.stringContaining("GET /old"),
      options: [
        { id: "1", label: "JSON", description: "Machines read it" },
        { id: "2", label: `${LONG.slice(0, 99)}…`, description: `${LONG}\nSlow` },
        { id: "decline", label: "Decline to answer" },
      ],
    });
    expect(parts).toMatchObject({
      title: "Parts: Which parts?",
      body: expect.stringContaining("1. Docs\n2. Tests\n3. Bench"),
    });
    expect(name).toMatchObject({ body: expect.stringContaining(NAME.question) });
    expect(await runNow(run)).toMatchObject({ state: "waiting" });
    await answer(format, { option: "2" });
    await answer(parts, { option: "3", text: "1" });
    expect(await runNow(run)).toMatchObject({ state: "waiting" });
    await answer(name, { text: "Call it baton" });
    await worker.told("delivered");
    expect(await resolution()).toBe(
      `Answers: "Which format?"="${LONG}", "Which parts?"="Docs, Bench", "${NAME.question}"="Call it baton"`,
    );
  });

  it("takes a note beside an option, words in place of several, and a person who declines", async () => {
    const { all, answer, resolution } = await asking("claude_q2", [FORMAT, PARTS, NAME]);
    const worker = start("claude_q2", "claude");
    const { run } = await worker.told("claimed");
    const [format, parts, name] = await all(run);
    await answer(format, { option: "1", text: "with comments" });
    await answer(parts, { text: "None of them, and certainly not the bench" });
    await answer(name, { option: "decline", text: "I do not care" });
    await worker.told("delivered");
    const said = await resolution();
    expect(said).toContain('"Which format?"="JSON"');
    expect(said).toContain('"Which parts?"="None of them, and certainly not the bench"');
    expect(said).toMatch(/"="\(no answer: Decline to answer by .*: I do not care\)"/);
    expect(said).toContain('{"Which format?":{"notes":"with comments"}}');
  });

  it("is denied with the person's words when everything is declined, and when it is withdrawn", async () => {
    const { all, answer, resolution } = await asking("claude_q3", [FORMAT, PARTS]);
    const worker = start("claude_q3", "claude");
    const { run } = await worker.told("claimed");
    const [format, parts] = await all(run);
    await answer(format, { option: "decline", text: "Decide yourself" });
    await api("POST", `requests/${parts?.id}/withdraw`, { reason: "Not my field" });
    await worker.told("delivered");
    expect(await resolution()).toMatch(
      /^Denied: Decline to answer by .*: Decide yourself\nNot my field by .*\nGo on without an answer\.$/,
    );
  });

  it("is answered in its session when its worker died between two answers, and nobody is asked twice", async () => {
    const { all, answer, resolution } = await asking("claude_q4", [FORMAT, PARTS]);
    const first = start("claude_q4", "claude");
    const { run } = await first.told("claimed");
    const [format, parts] = await all(run);
    await answer(format, { option: "1" });
    process.kill(first.child.pid as number, "SIGKILL");
    await first.ended;
    expect(await runNow(run)).toMatchObject({ state: "waiting", outcome: null });
    const second = start("claude_q4", "claude");
    await second.told("started");
    await answer(parts, { text: "2, tests" });
    await second.told("delivered");
    expect(await resolution()).toBe('Answers: "Which format?"="JSON", "Which parts?"="Tests"');
    expect(await test.db.request.count({ where: { runId: run as number } })).toBe(2);
  });
});

it("ends a program that waits for longer than it is held, takes other work, and goes on with the answer", async () => {
  const name = "claude_held";
  const { ref, ran } = await task(name);
  const worker = start(name, "claude", ["--hold", "0.2"]);
  const { run } = await worker.told("claimed");
  const { id } = await openRequest(run);
  const other = await line.task(name, "Nothing to ask");
  await worker.told("delivered");
  expect(await taskNow(other)).toMatchObject({ status: "review" });
  expect(await runNow(run)).toMatchObject({ state: "waiting" });
  await api("POST", `requests/${id}/answer`, { option: "allow" });
  await worker.told("delivered", { count: 2 });
  expect(ran()).toBe("once\n");
  expect(await taskNow(ref)).toMatchObject({ status: "review" });
});

it("refuses to ask on behalf of programs that ask for nothing", async () => {
  const { code, err } = await line.mc(["worker", "--name", "x", "--command", "cat", "--ask"]);
  expect({ code, err }).toEqual({
    code: 2,
    err: expect.stringContaining("--ask is for claude and codex"),
  });
});
