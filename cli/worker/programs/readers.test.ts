import { describe, expect, it } from "vitest";
import { readAnswer } from "./answer";
import { ClaudeReader, claudeArgs } from "./claude";
import { CodexReader, codexArgs } from "./codex";
import type { Job, Outcome, Session } from "./program";

/** The lines are those of Claude Code 2.1.197 and Codex 0.169.0 with a stand-in for their providers, without what nobody reads. */

const ENDED = { code: 0, signal: null, stopped: null };
const SESSION = "acc28bba-7fd0-41d1-8d90-a0c7054f15e7";
const THREAD = "01a202a3-ae34-75d2-bead-f5844f517c11";

interface Read {
  outcome: Outcome;
  said: [string, string][];
  isResumeRefused: boolean;
}

function read(
  which: typeof ClaudeReader | typeof CodexReader,
  lines: readonly object[],
  { code = 0, complaints = [] as string[], session = null as Session | null } = {},
): Read {
  const said: [string, string][] = [];
  const reader = new which({
    model: "gpt-5.5",
    session,
    say: (kind, text) => said.push([kind, text]),
    redact: (text) => text,
  });
  for (const line of lines) reader.message(line as Record<string, unknown>);
  for (const line of complaints) reader.complaint(line);
  const outcome = reader.outcome({ ...ENDED, code }, complaints.join("\n"));
  return { outcome, said, isResumeRefused: reader.isResumeRefused };
}

const init = {
  type: "system",
  subtype: "init",
  session_id: SESSION,
  model: "claude-opus-4-8[1m]",
  mcp_servers: [{ name: "baton", status: "failed" }],
  claude_code_version: "2.1.197",
};
const calls = {
  type: "assistant",
  message: { content: [{ type: "tool_use", name: "Bash", input: { command: "echo hi" } }] },
  session_id: SESSION,
};
const result = (fields: object) => ({
  type: "result",
  subtype: "success",
  is_error: false,
  api_error_status: null,
  result: "TOOL RESULT: hi",
  session_id: SESSION,
  total_cost_usd: 0.0324,
  usage: {
    input_tokens: 6434,
    cache_creation_input_tokens: 10,
    cache_read_input_tokens: 6,
    output_tokens: 10,
  },
  modelUsage: {
    "claude-opus-4-8": {
      inputTokens: 6434,
      outputTokens: 10,
      cacheReadInputTokens: 6,
      cacheCreationInputTokens: 10,
    },
  },
  ...fields,
});

describe("Claude Code", () => {
  it("says what it does, and ends with its text, tokens, cost and session", () => {
    const tells = {
      type: "user",
      message: { content: [{ type: "tool_result", content: "hi" }] },
    };
    const { outcome, said } = read(ClaudeReader, [init, calls, tells, result({})]);
    expect(said).toEqual([
      ["log", `Claude Code 2.1.197, claude-opus-4-8, session ${SESSION}\n`],
      ["log", "MCP server baton is not reachable\n"],
      ["tool", 'Bash {"command":"echo hi"}\n'],
      ["log", "hi\n"],
    ]);
    expect(outcome).toEqual({
      status: "done",
      text: "TOOL RESULT: hi",
      usage: { model: "claude-opus-4-8", tokensIn: 6450, tokensOut: 10, costUsd: 0.0324 },
      session: { id: SESSION, costUsd: 0.0324, tokensIn: 6450, tokensOut: 10 },
    });
  });

  it("costs the difference where its total is that of the session, and the total where it is not", () => {
    const past = { id: SESSION, costUsd: 0.0324, tokensIn: 6450, tokensOut: 10 };
    const more = { total_cost_usd: 0.05, usage: { input_tokens: 3275, output_tokens: 5 } };
    const costOf = (inputTokens: number, session: Session) => {
      const last = result({ ...more, modelUsage: { m: { inputTokens, outputTokens: 5 } } });
      return read(ClaudeReader, [init, last], { session }).outcome.usage.costUsd;
    };
    expect(costOf(3275 + 6450, past)).toBe(0.0176);
    expect(costOf(3275, past)).toBe(0.05);
    expect(costOf(3275 + 6450, { ...past, id: "another" })).toBe(0.05);
    expect(costOf(3275 + 6450, { ...past, costUsd: 0.3 })).toBe(0.05);
  });

  it.each([
    [{ is_error: true, api_error_status: 401, result: "Failed to authenticate." }, "configuration"],
    [{ is_error: true, api_error_status: 429, result: "Slow down" }, "rate_limited"],
    [{ is_error: true, api_error_status: 529, result: "Overloaded" }, "overloaded"],
    [{ is_error: true, api_error_status: null, result: "No" }, "agent"],
    [{ is_error: true, subtype: "error_max_turns", errors: ["Reached it"], result: null }, "limit"],
    [{ result: " " }, "empty_answer"],
  ])("fails with %o, whatever its subtype and exit code say", (fields, errorClass) => {
    const { outcome } = read(ClaudeReader, [init, result(fields)]);
    expect(outcome).toMatchObject({ status: "failed", errorClass });
  });

  it("fails with what it complained about when it prints no result, and knows a session that is gone", () => {
    const complaints = [`No conversation found with session ID: ${SESSION}`];
    const { outcome, isResumeRefused } = read(ClaudeReader, [], { code: 1, complaints });
    expect(isResumeRefused).toBe(true);
    expect(outcome).toMatchObject({
      errorClass: "agent",
      error: `claude ended with exit code 1: ${complaints[0]}`,
    });
  });
});

const thread = { type: "thread.started", thread_id: THREAD };
const message = (text: string) => ({
  type: "item.completed",
  item: { id: "item_2", type: "agent_message", text },
});
const turn = (input_tokens: number, output_tokens: number) => ({
  type: "turn.completed",
  usage: { input_tokens, cached_input_tokens: 0, output_tokens, reasoning_output_tokens: 0 },
});

describe("Codex", () => {
  it("says what it does, and ends with its last message and its tokens", () => {
    const command = { type: "command_execution", command: "/bin/bash -lc 'echo hi'" };
    const { outcome, said } = read(CodexReader, [
      thread,
      { type: "item.completed", item: { type: "error", message: "Model metadata not found." } },
      { type: "turn.started" },
      { type: "item.started", item: command },
      { type: "item.completed", item: { ...command, aggregated_output: "hi\n", exit_code: 0 } },
      {
        type: "item.completed",
        item: { type: "file_change", changes: [{ path: "a.ts", kind: "add" }] },
      },
      message("Half"),
      message("All of it"),
      turn(10794, 40),
    ]);
    expect(said).toEqual([
      ["log", `Codex, thread ${THREAD}\n`],
      ["log", "Model metadata not found.\n"],
      ["tool", "/bin/bash -lc 'echo hi'\n"],
      ["log", "hi\n[exit code 0]\n"],
      ["file", "add a.ts\n"],
      ["text", "Half\n"],
      ["text", "All of it\n"],
    ]);
    expect(outcome).toEqual({
      status: "done",
      text: "All of it",
      usage: { model: "gpt-5.5", tokensIn: 10794, tokensOut: 40, costUsd: null },
      session: { id: THREAD, costUsd: null, tokensIn: 10794, tokensOut: 40 },
    });
  });

  it("used what was added to its thread", () => {
    const session = { id: THREAD, costUsd: null, tokensIn: 10794, tokensOut: 40 };
    const lines = [thread, message("again"), turn(16342, 45)];
    expect(read(CodexReader, lines, { session }).outcome.usage).toMatchObject({
      tokensIn: 5548,
      tokensOut: 5,
    });
    expect(read(CodexReader, lines).outcome.usage).toMatchObject({ tokensIn: 16342 });
  });

  it.each([
    ['{"error":{"message":"stub forced 400","type":"invalid_request_error"}}', "invalid_request"],
    ["exceeded retry limit, last status: 429 Too Many Requests", "rate_limited"],
    ["unexpected status 401 Unauthorized", "configuration"],
    ["the model is not there", "agent"],
  ])("fails when its turn does: %s", (said, errorClass) => {
    const failure = { type: "turn.failed", error: { message: said } };
    expect(read(CodexReader, [thread, failure], { code: 1 }).outcome).toMatchObject({ errorClass });
  });

  it("fails when it ends without the end of its turn, and knows a thread that is gone", () => {
    const complaints = ["Error: thread/resume failed: no rollout found for thread id x"];
    const { outcome, isResumeRefused } = read(CodexReader, [], { code: 1, complaints });
    expect([outcome.status, isResumeRefused]).toEqual(["failed", true]);
    expect(read(CodexReader, [thread, message("Half")]).outcome).toMatchObject({
      errorClass: "agent",
    });
    expect(read(CodexReader, [thread, turn(1, 1)]).outcome).toMatchObject({
      errorClass: "empty_answer",
    });
  });
});

it("gives both programs their model, what the agent is told, and the session, and never a key", () => {
  const session = { id: SESSION, costUsd: null, tokensIn: null, tokensOut: null };
  const env = { MC_URL: "http://baton", MC_API_KEY: "mcr_the-key" };
  const job = { model: "m", system: 'Be "neat"', session, env } as unknown as Job;
  const claude = claudeArgs(
    {
      file: "claude",
      permissionMode: "plan",
      maxTurns: 9,
      maxCostUsd: 2,
      tools: true,
      args: ["-x"],
    },
    job,
  );
  expect(claude.join(" ")).toMatch(
    /--permission-mode plan --model m --append-system-prompt Be "neat" --resume acc28bba\S+ --max-turns 9 --max-budget-usd 2 --mcp-config \{.*Bearer \$\{MC_API_KEY\}.*\} --allowedTools mcp__baton -x$/,
  );
  const codex = codexArgs({ file: "codex", sandbox: "read-only", tools: true, args: ["-y"] }, job);
  expect(codex.join(" ")).toMatch(
    /^exec --json --skip-git-repo-check --sandbox read-only --model m -c developer_instructions="Be \\"neat\\"" .*bearer_token_env_var="MC_API_KEY".* -y resume acc28bba\S+ -$/,
  );
  expect([...claude, ...codex].join(" ")).not.toContain("mcr_the-key");
});

it("reads an answer in JSON by its usual names, and takes everything else for text", () => {
  expect(readAnswer('{"output": "x", "usage": {"input_tokens": 3}}')).toMatchObject({
    text: "x",
    error: null,
    usage: { tokensIn: 3, tokensOut: null },
  });
  expect(readAnswer('{"ok": false, "error": {"message": "No"}}')?.error).toBe("No");
  expect(readAnswer('{"is_error": true, "result": "why"}')?.error).toBe("why");
  for (const text of ["{oops", "[1]", '{"a": 1}', "plain"]) expect(readAnswer(text)).toBeNull();
});
