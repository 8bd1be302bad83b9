import { describe, expect, it } from "vitest";
import { agentSettings } from "../agent-settings";
import type { ToolCall, Verdict } from "../questions";
import { readAnswer } from "./answer";
import { claudeArgs } from "./claude";
import { ClaudeConversation } from "./claude-conversation";
import { codexArgs } from "./codex";
import { CodexConversation } from "./codex-conversation";
import type { Job, Outcome, Session, Words } from "./program";

/** The lines are those of Claude Code 2.1.197 and Codex 0.169.0 with a stand-in for their providers, without what nobody reads. */

const ENDED = { code: 0, signal: null, stopped: null };
const SESSION = "acc28bba-7fd0-41d1-8d90-a0c7054f15e7";
const THREAD = "01a202a3-ae34-75d2-bead-f5844f517c11";
const TURN = "01a202a3-b012-7cb2-a3cc-43d1878a8aea";

type Line = Record<string, unknown>;
const turned = () => new Promise((resolve) => setImmediate(resolve));

/** A job whose program is asked nothing and told nothing, unless a test says so; and what it said. */
function jobOf(fields: Partial<Job> = {}) {
  const said: [string, string][] = [];
  const sessions: string[] = [];
  const asked: ToolCall[] = [];
  let steer: (words: Words) => void = () => undefined;
  const job = {
    ...{ prompt: "Do it", system: null, model: "gpt-5.5", cwd: "/work", session: null, ask: null },
    isReadOnly: false,
    say: (kind: string, text: string) => said.push([kind, text]),
    redact: (text: string) => text,
    steer: (listener: (words: Words) => void) => {
      steer = listener;
    },
    onSession: ({ id }: Session) => sessions.push(id),
    ...fields,
  } as unknown as Job;
  return { job, said, sessions, asked, steer: (words: Words) => steer(words) };
}

/** A conversation and what the program was sent. */
function begun(conversation: ClaudeConversation | CodexConversation) {
  const sent: Line[] = [];
  const input = { isOpen: true };
  conversation.begin({
    send: (message) => sent.push(message as Line),
    end: () => {
      input.isOpen = false;
    },
  });
  return { sent, input };
}

function read(
  lines: readonly object[],
  { code = 0, complaints = [] as string[], session = null as Session | null } = {},
): { outcome: Outcome; said: [string, string][]; isResumeRefused: boolean } {
  const { job, said } = jobOf({ session });
  const conversation = new ClaudeConversation(job);
  begun(conversation);
  for (const line of lines) conversation.message(line as Line);
  for (const line of complaints) conversation.complaint(line);
  const outcome = conversation.outcome({ ...ENDED, code }, complaints.join("\n"));
  return { outcome, said, isResumeRefused: conversation.isResumeRefused };
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
    const { outcome, said } = read([init, calls, tells, result({})]);
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
      return read([init, last], { session }).outcome.usage.costUsd;
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
    const { outcome } = read([init, result(fields)]);
    expect(outcome).toMatchObject({ status: "failed", errorClass });
  });

  it("fails with what it complained about when it prints no result, and knows a session that is gone", () => {
    const complaints = [`No conversation found with session ID: ${SESSION}`];
    const { outcome, isResumeRefused } = read([], { code: 1, complaints });
    expect(isResumeRefused).toBe(true);
    expect(outcome).toMatchObject({
      errorClass: "agent",
      error: `claude ended with exit code 1: ${complaints[0]}`,
    });
  });

  const wants = (command: string, suggestions: object[]) => ({
    type: "control_request",
    request_id: "r-1",
    request: {
      ...{ subtype: "can_use_tool", tool_name: "Bash", display_name: "Bash" },
      ...{ input: { command, description: "Run them" }, description: "Run them" },
      ...{ permission_suggestions: suggestions, decision_reason: "This command requires approval" },
      tool_use_id: "toolu_1",
    },
  });
  const rule = (ruleContent: string) => ({
    ...{ type: "addRules", behavior: "allow", destination: "localSettings" },
    rules: [{ toolName: "Bash", ruleContent }],
  });

  it.each<[Verdict, object]>([
    [
      { isAllowed: true, note: "Allow by Ada" },
      { behavior: "allow", updatedInput: { command: "npm test", description: "Run them" } },
    ],
    [
      { isAllowed: false, note: "Deny by Ada: not now" },
      { behavior: "deny", message: "Deny by Ada: not now" },
    ],
  ])(
    "asks for leave by the rule that it would remember, and is told %o",
    async (verdict, response) => {
      const asked: ToolCall[] = [];
      const { job } = jobOf({
        ask: async (call) => {
          asked.push(call);
          return verdict;
        },
      });
      const conversation = new ClaudeConversation(job);
      const { sent, input } = begun(conversation);
      conversation.message(wants("npm test", [rule("npm test *")]));
      await turned();
      expect(asked).toEqual([
        {
          ...{ tool: "Bash(npm test *)", title: "Bash: npm test" },
          body: "Run them\n\nThis command requires approval",
          arguments: { command: "npm test", description: "Run them" },
        },
      ]);
      expect(sent.slice(1)).toEqual([
        {
          type: "control_response",
          response: { subtype: "success", request_id: "r-1", response },
        },
      ]);
      expect(input.isOpen).toBe(true);
      conversation.message(result({}));
      expect(input.isOpen).toBe(false);
    },
  );

  it.each<[string, object[], string]>([
    ["npm test -- a", [rule("npm test *")], "Bash(npm test *)"],
    ["npm test", [rule("npm test:*")], "Bash(npm test:*)"],
    ["npm test && curl x", [rule("npm test *"), rule("curl *")], "Bash(npm test && curl x)"],
    ["npm test > /etc/x", [rule("npm test")], "Bash(npm test > /etc/x)"],
    ["npm test $(curl x)", [rule("npm test *")], "Bash(npm test $(curl x))"],
    ["npm testy", [rule("npm test *")], "Bash(npm testy)"],
    ["npm test", [], "Bash(npm test)"],
  ])("names what is allowed for ever of %s with %o", async (command, suggestions, tool) => {
    const asked: string[] = [];
    const { job } = jobOf({
      ask: async (call) => {
        asked.push(call.tool);
        return { isAllowed: false, note: "" };
      },
    });
    const conversation = new ClaudeConversation(job);
    begun(conversation);
    conversation.message(wants(command, suggestions));
    await turned();
    expect(asked).toEqual([tool]);
  });

  it("takes a question back when it no longer waits for the answer", async () => {
    let taken: AbortSignal | undefined;
    const { job } = jobOf({
      ask: (_, signal) => {
        taken = signal;
        return new Promise(() => undefined);
      },
    });
    const conversation = new ClaudeConversation(job);
    begun(conversation);
    conversation.message(wants("npm test", []));
    conversation.message({ type: "control_cancel_request", request_id: "r-1" });
    expect(taken?.aborted).toBe(true);
  });

  it("is told what people say while it works, and tells that it has heard it", () => {
    const { job, steer } = jobOf();
    const conversation = new ClaudeConversation(job);
    const { sent } = begun(conversation);
    const heard: string[] = [];
    const say = (text: string) => steer({ text, heard: () => heard.push(text) });
    say("Also the docs");
    expect(sent.map(({ message }) => message)).toEqual([
      { role: "user", content: "Do it" },
      { role: "user", content: "Also the docs" },
    ]);
    const replay = (content: string) =>
      conversation.message({ type: "user", isReplay: true, message: { role: "user", content } });
    replay("Do it");
    expect(heard).toEqual([]);
    replay("Also the docs");
    expect(heard).toEqual(["Also the docs"]);
    conversation.message(result({}));
    say("Too late");
    expect(sent).toHaveLength(2);
  });

  it("adds up the tokens of its turns, and says its session as soon as it has one", () => {
    const { job, sessions } = jobOf();
    const conversation = new ClaudeConversation(job);
    begun(conversation);
    for (const line of [init, result({}), result({ total_cost_usd: 0.06 })])
      conversation.message(line as Line);
    expect(sessions).toEqual([SESSION]);
    expect(conversation.outcome(ENDED, "").usage).toMatchObject({
      ...{ tokensIn: 12_900, tokensOut: 20, costUsd: 0.06 },
    });
  });
});

/** Plays the part of `codex app-server`: answers what it is asked, and tells the lines. */
async function talk(
  lines: readonly object[],
  fields: Partial<Job> = {},
  refusals: Record<string, string> = {},
) {
  const { job, said, sessions, steer } = jobOf(fields);
  const conversation = new CodexConversation(job, "workspace-write");
  const { sent, input } = begun(conversation);
  const answers: Record<string, object> = {
    ...{ initialize: {}, "turn/start": { turn: { id: TURN } }, "turn/steer": { turnId: TURN } },
    ...{ "thread/start": { thread: { id: THREAD } }, "thread/resume": { thread: { id: THREAD } } },
  };
  let at = 0;
  const answer = async () => {
    for (; at < sent.length; at++) {
      const { id, method } = sent[at] as { id?: number; method?: string };
      if (id === undefined || method === undefined) continue;
      const error = refusals[method] ? { code: -32600, message: refusals[method] } : null;
      conversation.message(error ? { id, error } : { id, result: answers[method] });
      await turned();
    }
  };
  await answer();
  for (const line of lines) {
    conversation.message(line as Line);
    await turned();
    await answer();
  }
  const calls = () => sent.map(({ method, params }) => [method, params]);
  return { conversation, sent, calls, input, said, sessions, steer, answer };
}

const notice = (method: string, params: object) => ({
  method,
  params: { threadId: THREAD, turnId: TURN, ...params },
});
const item = (what: "started" | "completed", item: object) => notice(`item/${what}`, { item });
const message = (text: string) => item("completed", { type: "agentMessage", id: "i", text });
const used = (inputTokens: number, outputTokens: number) =>
  notice("thread/tokenUsage/updated", {
    tokenUsage: { total: { inputTokens, outputTokens, cachedInputTokens: 0 } },
  });
const completed = notice("turn/completed", {
  turn: { id: TURN, status: "completed", error: null },
});

describe("Codex", () => {
  it("is given its terms, says what it does, and ends with its last message and its tokens", async () => {
    const command = {
      ...{ type: "commandExecution", id: "c", command: "/bin/bash -lc 'echo hi'" },
      commandActions: [{ type: "unknown", command: "echo hi" }],
    };
    const changes = [{ path: "a.ts", kind: { type: "add" }, diff: "+" }];
    const { conversation, calls, said, sessions, input } = await talk(
      [
        notice("warning", { message: "Model metadata not found." }),
        item("started", command),
        item("completed", { ...command, aggregatedOutput: "hi\n", exitCode: 0 }),
        item("completed", { type: "fileChange", id: "f", changes }),
        message("Half"),
        message("All of it"),
        used(10794, 40),
        { ...completed, params: { ...completed.params, threadId: "of-a-helper" } },
        completed,
      ],
      { system: "Be neat" },
    );
    expect(calls()).toEqual([
      ["initialize", { clientInfo: expect.objectContaining({ name: "baton" }) }],
      ["initialized", undefined],
      [
        "thread/start",
        {
          ...{ cwd: "/work", sandbox: "workspace-write", approvalPolicy: "never" },
          ...{ model: "gpt-5.5", developerInstructions: "Be neat" },
        },
      ],
      ["turn/start", { threadId: THREAD, input: [{ type: "text", text: "Do it" }] }],
    ]);
    expect(said).toEqual([
      ["log", `Codex, thread ${THREAD}\n`],
      ["log", "Model metadata not found.\n"],
      ["tool", "echo hi\n"],
      ["log", "hi\n[exit code 0]\n"],
      ["file", "add a.ts\n"],
      ["text", "Half\n"],
      ["text", "All of it\n"],
    ]);
    expect(sessions).toEqual([THREAD]);
    expect(input.isOpen).toBe(false);
    expect(conversation.outcome(ENDED, "")).toEqual({
      status: "done",
      text: "All of it",
      usage: { model: "gpt-5.5", tokensIn: 10794, tokensOut: 40, costUsd: null },
      session: { id: THREAD, costUsd: null, tokensIn: 10794, tokensOut: 40 },
    });
  });

  it("used what was added to its thread", async () => {
    const session = { id: THREAD, costUsd: null, tokensIn: 10794, tokensOut: 40 };
    const lines = [message("again"), used(16342, 45), completed];
    const resumed = await talk(lines, { session });
    expect(resumed.calls()[2]).toEqual([
      "thread/resume",
      expect.objectContaining({ threadId: THREAD, excludeTurns: true }),
    ]);
    expect(resumed.conversation.outcome(ENDED, "").usage).toMatchObject({
      ...{ tokensIn: 5548, tokensOut: 5 },
    });
    const fresh = await talk(lines);
    expect(fresh.conversation.outcome(ENDED, "").usage).toMatchObject({ tokensIn: 16342 });
  });

  it.each([
    [
      '{"error":{"message":"stub forced 400","type":"invalid_request_error"}}',
      null,
      "invalid_request",
    ],
    ["exceeded retry limit, last status: 429 Too Many Requests", null, "rate_limited"],
    ["It is not known here", { httpConnectionFailed: { httpStatusCode: 401 } }, "configuration"],
    ["the model is not there", null, "agent"],
  ])("fails when its turn does: %s", async (said, codexErrorInfo, errorClass) => {
    const turn = { id: TURN, status: "failed", error: { message: said, codexErrorInfo } };
    const { conversation } = await talk([notice("turn/completed", { turn })]);
    expect(conversation.outcome(ENDED, "")).toMatchObject({ status: "failed", errorClass });
  });

  it("fails when it ends without the end of its turn, and knows a thread that is gone", async () => {
    const session = { id: THREAD, costUsd: null, tokensIn: null, tokensOut: null };
    const refusal = { "thread/resume": `no rollout found for thread id ${THREAD}` };
    const { conversation: gone } = await talk([], { session }, refusal);
    expect([gone.outcome(ENDED, "").status, gone.isResumeRefused]).toEqual(["failed", true]);
    const half = (await talk([message("Half")])).conversation.outcome({ ...ENDED, code: 1 }, "");
    expect(half).toMatchObject({ errorClass: "agent" });
    const silent = (await talk([used(1, 1), completed])).conversation.outcome(ENDED, "");
    expect(silent).toMatchObject({ errorClass: "empty_answer" });
  });

  const approval = (method: string, params: object) => ({ id: 0, ...notice(method, params) });

  it.each<[string, object, string, object]>([
    [
      "item/commandExecution/requestApproval",
      {
        ...{ itemId: "c", reason: "I want it", command: "/bin/bash -lc 'npm test'", cwd: "/work" },
        commandActions: [{ type: "unknown", command: "npm test" }],
      },
      "shell(npm test)",
      { decision: "accept" },
    ],
    [
      "item/commandExecution/requestApproval",
      { itemId: "c", networkApprovalContext: { host: "example.com", protocol: "https" } },
      "network(https://example.com)",
      { decision: "accept" },
    ],
    [
      "item/fileChange/requestApproval",
      { itemId: "f", reason: null },
      "apply_patch(/etc/x)",
      { decision: "accept" },
    ],
    [
      "item/permissions/requestApproval",
      { itemId: "p", cwd: "/work", permissions: { network: { enabled: true } } },
      'permissions({"network":{"enabled":true}})',
      { permissions: { network: { enabled: true } }, scope: "turn" },
    ],
    [
      "mcpServer/elicitation/request",
      { serverName: "dash", message: "Allow dash to run delete?", mode: "form" },
      "mcp(dash: Allow dash to run delete?)",
      { action: "accept", content: {} },
    ],
  ])("asks for leave: %s %o", async (method, params, tool, result) => {
    const asked: string[] = [];
    const ask = async (call: ToolCall) => {
      asked.push(call.tool);
      return { isAllowed: asked.length === 1, note: "Ada" };
    };
    const change = { type: "fileChange", id: "f", changes: [{ path: "/etc/x" }] };
    const { sent, calls } = await talk(
      [item("started", change), approval(method, params), approval(method, params)],
      { ask },
    );
    expect(calls()[2]?.[1]).toMatchObject({ approvalPolicy: "on-request" });
    expect(asked).toEqual([tool, tool]);
    expect(sent.slice(-2)[0]).toEqual({ id: 0, result });
    expect(JSON.stringify(sent.at(-1))).toMatch(/decline|"permissions":\{\}/);
  });

  it("refuses what it cannot answer, rather than leave it waiting", async () => {
    const { sent } = await talk([approval("item/tool/requestUserInput", { questions: [] })]);
    expect(sent.at(-1)).toMatchObject({ id: 0, error: { code: -32601 } });
  });

  it("is steered within its turn, and hears nothing after it", async () => {
    const { steer, answer, calls, conversation } = await talk([]);
    const heard: string[] = [];
    const say = async (text: string) => {
      steer({ text, heard: () => heard.push(text) });
      await answer();
    };
    await say("Also the docs");
    expect(calls().at(-1)).toEqual([
      "turn/steer",
      { threadId: THREAD, expectedTurnId: TURN, input: [{ type: "text", text: "Also the docs" }] },
    ]);
    expect(heard).toEqual(["Also the docs"]);
    conversation.message(completed);
    await say("Too late");
    expect(calls()).toHaveLength(5);
    expect(heard).toHaveLength(1);
  });
});

const PLAIN = {
  ...{ maxTurns: null, timeoutSeconds: null, tools: null, permissionMode: null },
  workshopUrl: null,
};

it("narrows what a program may do by its agent's profile, and gives an orchestrator its tools", () => {
  const settings = {
    ...{ max_turns: 5, timeout_seconds: null, allowed_tools: ["Read", "Bash(git *)"] },
    permission_mode: "plan",
  };
  const workshop = { mcp_path: "/api/mcp/workshop?project=SHOP", tools: [] };
  const agent = agentSettings({ settings, workshop }, "http://baton");
  const env = { MC_URL: "http://baton" };
  const job = {
    ...{ model: null, system: null, session: null, isForked: false, env, ask: null },
    agent,
  };
  const options = {
    ...{ file: "claude", permissionMode: null, maxTurns: 9, maxCostUsd: null, tools: false },
    args: [],
  };
  const claude = claudeArgs(options, { ...job, isReadOnly: false }).join(" ");
  expect(claude).toMatch(/--permission-mode plan --max-turns 5 --tools Read,Bash --mcp-config/);
  expect(claude).toContain('"agent-workshop":{"type":"http","url":"http://baton/api/mcp/workshop');
  expect(claude).toMatch(/--allowedTools mcp__agent-workshop$/);
  const own = { ...options, permissionMode: "bypassPermissions" };
  expect(claudeArgs(own, { ...job, isReadOnly: false })).toContain("bypassPermissions");
  expect(claudeArgs(own, { ...job, isReadOnly: true })).toContain("dontAsk");
  for (const permission_mode of ["bypass_permissions", "auto", null]) {
    const wide = agentSettings({ settings: { ...settings, permission_mode }, workshop }, "");
    expect(wide.permissionMode).toBeNull();
  }
  const codex = codexArgs({ file: "codex", sandbox: "read-only", tools: false, args: [] }, job);
  expect(codex).toContain(
    'mcp_servers.agent-workshop.url="http://baton/api/mcp/workshop?project=SHOP"',
  );
});

it("gives both programs what they are started with, and never a key", () => {
  const session = { id: SESSION, costUsd: null, tokensIn: null, tokensOut: null };
  const env = { MC_URL: "http://baton", MC_API_KEY: "mcr_the-key" };
  const job = {
    model: "m",
    system: 'Be "neat"',
    session,
    isForked: false,
    env,
    ask: null,
    isReadOnly: false,
    agent: PLAIN,
  };
  const options = {
    ...{ file: "claude", permissionMode: "plan", maxTurns: 9, maxCostUsd: 2, tools: true },
    args: ["-x"],
  };
  const claude = claudeArgs(options, job);
  expect(claude.join(" ")).toMatch(
    /--permission-mode plan --model m --append-system-prompt Be "neat" --resume acc28bba\S+ --max-turns 9 --max-budget-usd 2 --mcp-config \{.*Bearer \$\{MC_API_KEY\}.*\} --allowedTools mcp__baton -x$/,
  );
  expect(claude).not.toContain("--permission-prompt-tool");
  const asking = claudeArgs(options, { ...job, ask: async () => ({ isAllowed: true, note: "" }) });
  expect(asking.join(" ")).toContain("--permission-prompt-tool stdio");
  const codex = codexArgs({ file: "codex", sandbox: "read-only", tools: true, args: ["-y"] }, job);
  expect(codex.join(" ")).toMatch(/^app-server -c .*bearer_token_env_var="MC_API_KEY".* -y$/);
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
