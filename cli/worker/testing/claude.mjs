#!/usr/bin/env node
// Speaks as Claude Code 2.1.197 does with `--input-format stream-json`: see the recorded lines in programs/conversations.test.ts. Its model
// does what the prompt says: `[[bash LINE]]` is a command that needs leave, and `[[ask JSON]]` puts the questions of AskUserQuestion. For the
// tests of workers.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

setTimeout(() => process.exit(1), 300_000).unref();

const args = process.argv.slice(2);
if (args.includes("--version")) {
  console.log("2.1.197 (Claude Code)");
  process.exit(0);
}
const option = (/** @type {string} */ name) =>
  args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
// A session belongs to the folder that it was in: from another one it is found by its file alone.
const projects = path.join(process.env.HOME ?? ".", ".claude", "projects");
const folder = path.join(projects, process.cwd().replace(/[^a-zA-Z0-9]/g, "-"));
mkdirSync(folder, { recursive: true });
const fileOf = (/** @type {string} */ id) => path.join(folder, `${id}.jsonl`);
const named = option("--resume");
const from = named?.endsWith(".jsonl") ? named : named && fileOf(named);
const resumed = from && path.basename(from, ".jsonl");
const session = resumed && !args.includes("--fork-session") ? resumed : randomUUID();
const file = fileOf(session);
if (from && !existsSync(from)) {
  console.error(`No conversation found with session ID: ${resumed}`);
  process.exit(1);
}
/** @type {{ command: string | null, heard: string[], cost: number }} */
const state = from ? JSON.parse(readFileSync(from, "utf8")) : { command: null, heard: [], cost: 0 };
const keep = () => writeFileSync(file, JSON.stringify(state));

const print = (/** @type {object} */ line) =>
  console.log(JSON.stringify({ ...line, session_id: session }));
/** @type {Map<string, (response: Leave) => void>} */
const waiting = new Map();
/** @type {string[]} */
const queue = [];
let isWorking = false;

/** @typedef {{ behavior: string, message?: string, updatedInput?: any }} Leave */

/** @param {string} command @returns {Promise<Leave>} */
async function leaveFor(command) {
  if (option("--permission-prompt-tool") !== "stdio")
    return { behavior: "deny", message: "This command requires approval" };
  const [first = ""] = command.split(" ");
  const suggestion = {
    ...{ type: "addRules", behavior: "allow", destination: "localSettings" },
    rules: [{ toolName: "Bash", ruleContent: `${first} *` }],
  };
  return requested("Bash", { command }, [suggestion]);
}

/** @param {string} tool_name @param {object} input @param {object[]} permission_suggestions @returns {Promise<Leave>} */
function requested(tool_name, input, permission_suggestions) {
  const id = randomUUID();
  const reason = { decision_reason: "This command requires approval" };
  print({
    type: "control_request",
    request_id: id,
    request: { subtype: "can_use_tool", tool_name, input, permission_suggestions, ...reason },
  });
  return new Promise((resolve) => waiting.set(id, resolve));
}

/** What the tool's result says of the answers. @param {string} asked */
async function answersTo(asked) {
  const input = JSON.parse(asked);
  print({
    type: "assistant",
    message: { content: [{ type: "tool_use", name: "AskUserQuestion", input }] },
  });
  const { behavior, message, updatedInput } = await requested("AskUserQuestion", input, []);
  if (behavior !== "allow") return `Denied: ${message}`;
  const { answers, annotations } = updatedInput;
  const said = Object.entries(answers).map(([question, answer]) => `"${question}"="${answer}"`);
  return `Answers: ${said.join(", ")}${annotations ? ` ${JSON.stringify(annotations)}` : ""}`;
}

/** One turn. What comes meanwhile is heard between two of its steps. */
async function work() {
  isWorking = true;
  const first = hear();
  const asked = state.heard.join("\n");
  const [, questions = null] = /\[\[ask (.*?\})\]\]/.exec(asked) ?? [];
  const [, command = null] = /\[\[bash (.*?)\]\]/.exec(asked) ?? [];
  let said = "Nothing to run";
  if (questions !== null) said = await answersTo(questions);
  if (command !== null && state.command !== command) {
    print({
      type: "assistant",
      message: { content: [{ type: "tool_use", name: "Bash", input: { command } }] },
    });
    const leave = await leaveFor(command);
    // What it was denied it does not try again by itself.
    state.command = command;
    said =
      leave.behavior === "allow"
        ? `Ran it: ${execFileSync("sh", ["-c", command], { encoding: "utf8" }).trim()}`
        : `Denied: ${leave.message}`;
    print({ type: "user", message: { content: [{ type: "tool_result", content: said }] } });
  }
  const more = hear();
  state.cost += 0.25;
  keep();
  isWorking = false;
  print({
    ...{ type: "result", subtype: "success", is_error: false, total_cost_usd: state.cost },
    result: [said, ...[...first, ...more].filter((text) => text.startsWith("A message"))].join(
      "\n",
    ),
    usage: { input_tokens: 1000, output_tokens: 10 },
  });
}

function hear() {
  const heard = queue.splice(0);
  for (const content of heard) {
    state.heard.push(content);
    print({ type: "user", isReplay: true, message: { role: "user", content } });
  }
  keep();
  return heard;
}

let hasBegun = false;
const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const message = JSON.parse(line);
  if (message.type === "control_response") {
    const { request_id: id, response } = message.response;
    waiting.get(id)?.(response);
    waiting.delete(id);
    return;
  }
  if (message.type !== "user") return;
  if (!hasBegun)
    print({
      ...{ type: "system", subtype: "init", model: "claude-opus-4-8[1m]" },
      claude_code_version: "2.1.197",
    });
  hasBegun = true;
  queue.push(message.message.content);
  if (!isWorking) void work();
});
lines.on("close", () => {
  if (queue.length > 0 && !isWorking) void work();
});
