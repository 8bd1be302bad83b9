#!/usr/bin/env node
// Behaves as `openclaw agent exec` of OpenClaw 2026.9.6 does: its options, its envelope as recorded, and its exit codes. Its model does what the
// prompt says: `[[write FILE]]`, `[[fail MESSAGE]]`, `[[timeout]]`. For the tests of workers.
import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

if (process.argv[2] === "--version") {
  console.log("OpenClaw 2026.9.6 (stub)");
  process.exit(0);
}
const [agent, exec, ...rest] = process.argv.slice(2);
if (agent !== "agent" || exec !== "exec") throw new Error(`unknown command: ${agent} ${exec}`);
/** @type {{ type: "string" }} */
const text = { type: "string" };
const { values } = parseArgs({
  args: rest,
  options: {
    ...{
      "message-file": text,
      cwd: text,
      timeout: text,
      model: text,
      config: text,
      thinking: text,
    },
    json: { type: "boolean" },
  },
});
if (values["message-file"] !== "-" || !values.json || !values.cwd) throw new Error("not headless");
const prompt = readFileSync(0, "utf8");
console.error("\u001b[34m[agent/embedded]\u001b[39m embedded run start");
const [, what, about = ""] = /\[\[(\w+) ?([^\]]*)\]\]/.exec(prompt) ?? [];
if (what === "write") writeFileSync(path.join(values.cwd, about), "written\n");
const status = what === "timeout" ? "timeout" : what === "fail" ? "error" : "ok";
const final = status === "ok" ? `Done in ${values.timeout} s at most` : "";
const error =
  what === "timeout"
    ? { message: "Agent run timed out", kind: "timeout" }
    : { message: about, kind: "fallback_exhausted" };
const envelope = {
  ...{
    ok: status === "ok",
    status,
    final,
    payloads: final ? [{ text: final, mediaUrl: null }] : [],
  },
  usage: {
    input: 100,
    output: 5,
    cacheRead: 20,
    cacheWrite: 0,
    total: 125,
    cost: { total: 0.00011 },
  },
  ...{ costUsd: 0.00011, codeModeEngaged: false, assistantTurns: 1 },
  bridgeCalls: { search: 0, describe: 0, call: 0 },
  ...(status === "ok" ? {} : { error }),
  model: (values.model ?? "stub/stub-beta").split("/")[1],
  provider: (values.model ?? "stub/stub-beta").split("/")[0],
  sessionId: randomUUID(),
};
console.log(JSON.stringify(envelope, null, 2));
process.exitCode = { ok: 0, error: 1, timeout: 2 }[status];
