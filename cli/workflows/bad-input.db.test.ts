import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { checkSource } from "@/components/workflows/editor/check-source";
import { givenKey } from "@/lib/testing/actors";
import { type CommandLine, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { MAX_SOURCE_BYTES } from "@/lib/workflows/definition/schema";

/** What no workflow may say, over the API, on the command line and in the editor. */

const KEY = "mc_the-admin-key-of-the-tests";

let test: TestDatabase;
let line: CommandLine;
let server: string;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startCommandLine(test);
  server = mkdtempSync(path.join(tmpdir(), "server-files-"));
  const { prefix } = await test.db.project.findFirstOrThrow({ where: { isDefault: true } });
  mkdirSync(path.join(server, prefix ?? ""), { recursive: true });
  writeFileSync(path.join(server, prefix ?? "", "notes.md"), "of the server");
  writeFileSync(path.join(server, "secret.md"), "a secret");
  symlinkSync(path.join(server, "secret.md"), path.join(server, prefix ?? "", "link.md"));
  vi.stubEnv("BATON_WORKFLOW_FILES", server);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await line?.close();
  await test?.drop();
  if (server) rmSync(server, { recursive: true });
});

const stages = (...lines: string[]) =>
  ["stages:", ...lines.map((each) => `  - ${each}`)].join("\n");
const first = "{name: a, prompt: x}";

/** Nine lists of nine, nine times over. */
const BOMB = ["a: &a [x, x, x, x, x, x, x, x, x]"]
  .concat(
    ..."bcdefghi".split("").map((name, at) => {
      const below = `*${"abcdefghi"[at]}`;
      return `${name}: &${name} [${Array(9).fill(below).join(", ")}]`;
    }),
  )
  .join("\n");

interface Bad {
  what: string;
  source: string;
  /** Line and column, and what is marked there. */
  at: `${number}:${number}`;
  marked: string;
  says: RegExp;
}

const BAD: Bad[] = [
  {
    what: "an unknown stage in from",
    source: stages(first, "{name: b, prompt: x, from: ax}"),
    at: "3:32",
    marked: "ax",
    says: /there is no stage ax/,
  },
  {
    what: "a circle",
    source: stages("{name: a, prompt: x, from: b}", "{name: b, prompt: x, from: a}"),
    at: "3:32",
    marked: "a",
    says: /b → a → b is a circle/,
  },
  {
    what: "a name that is there twice",
    source: stages(first, "{name: b, prompt: x}", "{name: A, prompt: x}"),
    at: "4:12",
    marked: "A",
    says: /there is a stage a already/,
  },
  {
    what: "a bad expression",
    source: stages(first, "{name: b, prompt: x, from: a, when: 'stages.a.status = 1'}"),
    at: "3:41",
    marked: "'stages.a.status = 1'",
    says: /unexpected character: =/,
  },
  {
    what: "a condition that is a text",
    source: stages(first, "{name: b, prompt: x, from: a, when: stages.a.result}"),
    at: "3:41",
    marked: "stages.a.result",
    says: /this gives text and not true or false/,
  },
  {
    what: "an expression that is too deep",
    source: stages(`{name: a, prompt: x, when: '${"(".repeat(900)}true${")".repeat(900)}'}`),
    at: "2:32",
    marked: `'${"(".repeat(900)}true${")".repeat(900)}'`,
    says: /maxDepth/,
  },
  {
    what: "inputs without number",
    source: `inputs:\n${Array.from({ length: 5_000 }, (_, at) => `  i${at}: {type: string}`).join("\n")}\n${stages(first)}`,
    at: "2:3",
    marked: "i0: {type: string}",
    says: /inputs must have at most 200 entries/,
  },
  {
    what: "a default that is too long",
    source: `inputs: {s: {type: string, max_length: 5, default: longer}}\n${stages(first)}`,
    at: "1:52",
    marked: "longer",
    says: /the default of s must have at most 5 characters/,
  },
  {
    what: "a prompt that is too long",
    source: stages(`{name: a, prompt: ${"x".repeat(20_001)}}`),
    at: "2:23",
    marked: "x".repeat(20_001),
    says: /prompt must have at most 20000 characters/,
  },
  {
    what: "foreach over the text of a stage",
    source: stages(first, "{name: b, prompt: x, from: a, foreach: stages.a.result}"),
    at: "3:44",
    marked: "stages.a.result",
    says: /this gives text and not a list/,
  },
  {
    what: "foreach over a number of an output",
    source: stages(
      "{name: a, prompt: x, output: {type: object, properties: {n: {type: integer}}}}",
      "{name: b, prompt: x, from: a, foreach: stages.a.output.n}",
    ),
    at: "3:44",
    marked: "stages.a.output.n",
    says: /this gives integer and not a list/,
  },
  {
    what: "foreach over a number",
    source: stages("{name: b, prompt: x, foreach: 1 + 2}"),
    at: "2:35",
    marked: "1 + 2",
    says: /this gives int and not a list/,
  },
  {
    what: "a first stage that is a gate",
    source: stages("{name: a, approval: {title: Go?}}", "{name: b, prompt: x, from: a}"),
    at: "2:5",
    marked: "{name: a, approval: {title: Go?}}",
    says: /a comes first, with nothing before it to approve/,
  },
  {
    what: "a first gate that only reads a file",
    source: stages("{name: a, approval: {title: Go?}, from: specs/a.md}"),
    at: "2:5",
    marked: "{name: a, approval: {title: Go?}, from: specs/a.md}",
    says: /a comes first, with nothing before it to approve/,
  },
  ...[
    ["a path that leads out", "../secret.md"],
    ["a path that leads out on its way", "specs/../../secret.md"],
    ["an absolute path", "/etc/passwd"],
    ["a path of another system", "C:\\secret.md"],
    ["a path of another system that leads out", "specs\\..\\..\\secret.md"],
    ["a path of a home", "~/.ssh/id_rsa"],
  ].map(
    ([what, file]): Bad => ({
      what: what as string,
      source: stages(`{name: a, prompt: x, from: [{file: '${file}'}]}`),
      at: "2:33",
      marked: `{file: '${file}'}`,
      says: /is outside of the folder that files are read from/,
    }),
  ),
  {
    what: "a definition that is too long",
    source: `${stages(first)}\n# ${"x".repeat(MAX_SOURCE_BYTES)}`,
    at: "1:1",
    marked: "stages",
    says: /has 257 KB, and 256 KB are the most/,
  },
  {
    what: "aliases that explode",
    source: `${BOMB}\n${stages("{name: a, prompt: x, metadata: {b: *i}}")}`,
    at: "3:8",
    marked: "*b",
    says: /more than 100 aliases/,
  },
  {
    what: "an alias of itself",
    source: stages("&a {name: a, prompt: x, metadata: {self: *a}}"),
    at: "2:46",
    marked: "*a",
    says: /a contains itself/,
  },
  {
    what: "merge keys",
    source: stages("&a {name: a, prompt: x}", "{<<: [*a, *a], name: b, prompt: x}"),
    at: "3:10",
    marked: "[*a, *a]",
    says: /<< is not a field of stages\[1\]/,
  },
  {
    what: "levels without number",
    source: stages(`{name: a, prompt: x, metadata: {a: ${"[".repeat(9_999)}${"]".repeat(9_999)}}}`),
    at: "2:108",
    marked: "[",
    says: /nested deeper than 64 levels/,
  },
];

async function post(where: string, body: unknown, key = KEY) {
  const response = await fetch(`${line.url}${where}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}

/** How much of workflows there is. */
const kept = async () => ({
  workflows: await test.db.workflow.count(),
  versions: await test.db.workflowVersion.count(),
  runs: await test.db.workflowRun.count(),
  tasks: await test.db.task.count(),
});

describe("a definition with a mistake is refused at its place", () => {
  it.each(BAD)("$what", async ({ source, at, marked, says }) => {
    const [row, column] = at.split(":").map(Number);
    const before = await kept();
    const { status, answer } = await post("/api/workflows", { name: "bad", source });
    expect(status).toBe(400);
    expect(answer.problems[0]).toMatchObject({
      ...{ field: "source", line: row, column },
      rule: expect.stringMatching(says),
    });
    expect(answer.problems[0].fix ?? answer.fix).toMatch(/\w/);

    const file = path.join(line.folder, "bad.yaml");
    writeFileSync(file, source);
    const { code, err } = await line.mc(["workflows", "define", file]);
    expect(code).toBe(2);
    const [place = "", shown = "", caret = ""] = err.split("\n");
    expect(place).toContain(`bad.yaml:${at}: `);
    expect(place).toMatch(says);
    // In a terminal's line there is not room for all that is marked.
    const shownPart = shown.slice(caret.indexOf("^"));
    expect(marked.startsWith(shownPart) || shownPart.startsWith(marked)).toBe(true);

    const [mark] = checkSource(source).marks;
    expect(mark).toMatchObject({ line: row, column, severity: "error" });
    expect(mark?.message).toMatch(says);
    expect(source.slice(mark?.from, mark?.to)).toBe(marked);
    expect(await kept()).toEqual(before);
  });

  it("also one of 2 MB, of which the command line sends nothing", async () => {
    const file = path.join(line.folder, "huge.yaml");
    writeFileSync(file, `${stages(first)}\n# ${"x".repeat(2_000_000)}`);
    for (const verb of ["define", "check", "run"]) {
      const { code, err } = await line.mc(["workflows", verb, file]);
      expect([verb, code]).toEqual([verb, 2]);
      expect(err).toMatch(/huge\.yaml:1:1: the definition has 1954 KB, and 256 KB are/);
    }
    const source = "x".repeat(2_000_000);
    expect((await post("/api/workflows", { name: "huge", source })).status).toBe(400);
  });
});

/** Defines a workflow as the administrator. */
async function defined(name: string, source: string, key = KEY) {
  const { status, answer } = await post("/api/workflows", { name, source }, key);
  expect([status, answer.problems]).toEqual([201, undefined]);
}

describe("a run with what does not fit is refused, and leaves nothing", () => {
  it.each([
    ["too much text", { s: "x".repeat(300_000) }, /must be at most 256 KB of JSON/],
    ["a longer text than it may", { s: "x".repeat(11) }, /must have at most 10 characters/],
    ["another type", { s: 3 }, /must be text/],
    ["an unknown input", { s: "a", t: 1 }, /is not an input of this workflow/],
    ["none at all", {}, /is required/],
    ["too many levels", { s: JSON.parse(`${"[".repeat(900)}${"]".repeat(900)}`) }, /nested/],
  ])("%s", async (what, inputs, says) => {
    const name = `inputs-${what.replaceAll(" ", "-")}`;
    await defined(name, `inputs: {s: {type: string, max_length: 10}}\n${stages(first)}`);
    const before = await kept();
    const { status, answer } = await post(`/api/workflows/${name}/runs`, { inputs });
    expect(status).toBe(400);
    expect(answer.problems[0]).toMatchObject({
      field: expect.stringMatching(/^(inputs|body)/),
      rule: expect.stringMatching(says),
    });
    expect(await kept()).toEqual(before);
  });

  it("files that lie outside, by path or over a link", async () => {
    await defined("reading", stages("{name: a, prompt: x, from: [link.md]}"));
    const before = await kept();
    const read = await post("/api/workflows/reading/runs", {});
    expect([read.status, read.answer.problems[0].field]).toEqual([400, "files.link.md"]);
    const sent = await post("/api/workflows/reading/runs", {
      files: { "link.md": "x", "../b.md": "y" },
    });
    expect(sent.status).toBe(400);
    symlinkSync(path.join(server, "secret.md"), path.join(line.folder, "link.md"));
    const file = path.join(line.folder, "reading.yaml");
    writeFileSync(file, stages("{name: a, prompt: x, from: [link.md]}"));
    const { code, err } = await line.mc(["workflows", "run", file]);
    expect(code).toBe(2);
    expect(err).toMatch(/link\.md lies outside of/);
    expect(await kept()).toEqual(before);
  });
});

describe("files of the server", () => {
  const READING = stages("{name: a, prompt: x, from: [notes.md]}");
  const started = async (name: string, key: string) => {
    const { status, answer } = await post(`/api/workflows/${name}/runs`, {}, key);
    if (status === 201) return "read";
    const [problem] = answer.problems ?? [];
    return problem ? `${problem.field} ${problem.rule}` : answer.detail;
  };

  it("are read for what people wrote and start, and for nothing that an agent wrote or starts", async () => {
    const agent = await test.db.agent.create({
      data: { name: "scout", config: { workshop_tools: true } },
    });
    const scout = await givenKey(test.db, { agentId: agent.id });
    const refused = "files.notes.md is read by a stage: send its text";
    await defined("by-people", READING);
    await defined("by-agent", READING, scout);
    await defined("around-people", stages("{name: n, workflow: by-people}"), scout);
    expect(await started("by-people", KEY)).toBe("read");
    expect(await started("by-people", scout)).toBe(refused);
    expect(await started("by-agent", KEY)).toBe(refused);
    expect(await started("by-agent", scout)).toBe(refused);
    const { answer } = await post("/api/workflows/around-people/runs", {}, scout);
    const { run } = answer;
    expect(run.status).toBe("failed");
    expect(run.error).toContain(refused);
    const texts = await test.db.workflowRun.findMany({ select: { files: true, startedBy: true } });
    const withText = texts.filter(({ files }) => JSON.stringify(files).includes("of the server"));
    expect(withText.map(({ startedBy }) => startedBy)).not.toContain("scout");
    expect(withText).toHaveLength(1);
  });
});
