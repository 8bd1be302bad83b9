#!/usr/bin/env node
// Speaks as `codex app-server` 0.169.0 does: see the recorded lines in programs/conversations.test.ts. Its model does what the prompt
// says: `[[bash LINE]]` is a command that its sandbox does not allow. For the tests of workers.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

setTimeout(() => process.exit(1), 300_000).unref();

const args = process.argv.slice(2);
if (args.includes("--version")) {
  console.log("codex-cli 0.169.0");
  process.exit(0);
}
if (args[0] !== "app-server") throw new Error(`not spoken here: ${args[0]}`);
const folder = path.join(process.env.HOME ?? ".", ".codex", "sessions");
mkdirSync(folder, { recursive: true });
const fileOf = (/** @type {string} */ id) => path.join(folder, `${id}.json`);

/** @type {{ id: string, asks: boolean, command: string | null, heard: string[], tokens: number }} */
let thread;
const keep = () => writeFileSync(fileOf(thread.id), JSON.stringify(thread));
const print = (/** @type {object} */ line) => console.log(JSON.stringify(line));
const notice = (/** @type {string} */ method, /** @type {object} */ params) =>
  print({ method, params: { threadId: thread.id, turnId: "turn-1", ...params } });
/** @type {Map<number, (result: { decision: string }) => void>} */
const waiting = new Map();
let requests = 0;

/** @param {string} command @returns {Promise<boolean>} */
async function hasLeave(command) {
  if (!thread.asks) return false;
  const id = requests++;
  print({
    ...{ method: "item/commandExecution/requestApproval", id },
    params: {
      ...{
        kind: "command",
        threadId: thread.id,
        turnId: "turn-1",
        itemId: "c",
        reason: "I want it",
      },
      ...{ command: `/bin/bash -lc '${command}'`, cwd: process.cwd() },
      commandActions: [{ type: "unknown", command }],
    },
  });
  const { decision } = await new Promise((resolve) => waiting.set(id, resolve));
  return decision === "accept";
}

async function turn() {
  const [, command = null] = /\[\[bash (.*?)\]\]/.exec(thread.heard.join("\n")) ?? [];
  const before = thread.heard.length - 1;
  let said = "Nothing to run";
  if (command !== null && thread.command !== command) {
    const item = {
      ...{ type: "commandExecution", id: "c", command: `/bin/bash -lc '${command}'` },
      commandActions: [{ type: "unknown", command }],
    };
    notice("item/started", { item });
    const isAllowed = await hasLeave(command);
    thread.command = command;
    const out = isAllowed ? execFileSync("sh", ["-c", command], { encoding: "utf8" }) : "";
    const end = isAllowed ? { exitCode: 0 } : { status: "declined" };
    notice("item/completed", { item: { ...item, aggregatedOutput: out, ...end } });
    said = isAllowed ? `Ran it: ${out.trim()}` : "Denied";
  }
  const more = thread.heard.slice(before).filter((text) => text.startsWith("A message"));
  const text = [said, ...more].join("\n");
  thread.tokens += 1000;
  keep();
  notice("item/completed", { item: { type: "agentMessage", id: "m", text } });
  const total = { inputTokens: thread.tokens, outputTokens: thread.tokens / 100 };
  notice("thread/tokenUsage/updated", { tokenUsage: { total } });
  notice("turn/completed", { turn: { id: "turn-1", status: "completed", error: null } });
}

const METHODS = {
  initialize: () => ({ userAgent: "stand-in" }),
  "thread/start": (/** @type {any} */ { approvalPolicy }) => {
    thread = {
      ...{ id: randomUUID(), asks: approvalPolicy === "on-request" },
      ...{ command: null, heard: [], tokens: 0 },
    };
    keep();
    return { thread: { id: thread.id } };
  },
  "thread/resume": (/** @type {any} */ { threadId, approvalPolicy }) => {
    if (!existsSync(fileOf(threadId)))
      throw new Error(`no rollout found for thread id ${threadId}`);
    thread = JSON.parse(readFileSync(fileOf(threadId), "utf8"));
    thread.asks = approvalPolicy === "on-request";
    return { thread: { id: thread.id } };
  },
  "thread/fork": (/** @type {any} */ params) => {
    METHODS["thread/resume"](params);
    thread.id = randomUUID();
    keep();
    return { thread: { id: thread.id } };
  },
  "turn/start": (/** @type {any} */ { input }) => {
    thread.heard.push(input[0].text);
    keep();
    setImmediate(() => void turn());
    return { turn: { id: "turn-1" } };
  },
  "turn/steer": (/** @type {any} */ { input }) => {
    thread.heard.push(input[0].text);
    return { turnId: "turn-1" };
  },
};

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const { id, method, params, result } = JSON.parse(line);
  if (method === undefined) {
    waiting.get(id)?.(result);
    waiting.delete(id);
    return;
  }
  if (id === undefined) return;
  try {
    print({ id, result: METHODS[/** @type {keyof typeof METHODS} */ (method)](params) });
  } catch (error) {
    print({ id, error: { code: -32600, message: /** @type {Error} */ (error).message } });
  }
});
lines.on("close", () => process.exit(0));
