import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";

const require = createRequire(import.meta.url);

/** The shapes of a client's requests, by method. */
const PARAMS: Record<string, string> = {
  connect: "ConnectParams",
  agent: "AgentParams",
  "agent.wait": "AgentWaitParams",
  "agents.list": "AgentsListParams",
  "models.list": "ModelsListParams",
  "sessions.patch": "SessionsPatchParams",
  "sessions.abort": "SessionsAbortParams",
  "chat.history": "ChatHistoryParams",
  "exec.approval.resolve": "ExecApprovalResolveParams",
};

/** The shapes of a gateway's answers, where the published schema has them. */
const RESULTS: Record<string, string> = {
  connect: "HelloOk",
  "agents.list": "AgentsListResult",
  "models.list": "ModelsListResult",
};

/** How a frame breaks the published schema of the gateway's protocol, in one line, or null. */
export interface Protocol {
  frame(frame: unknown): string | null;
  params(method: string, params: unknown): string | null;
  result(method: string, payload: unknown): string | null;
  event(name: string, payload: unknown): string | null;
}

let loaded: Protocol | undefined;

/** The protocol as `@openclaw/gateway-protocol` publishes it. */
export function openclawProtocol(): Protocol {
  loaded ??= load();
  return loaded;
}

function load(): Protocol {
  const entry = require.resolve("@openclaw/gateway-protocol");
  const file = join(dirname(entry), "..", "protocol.schema.json");
  const schema = JSON.parse(readFileSync(file, "utf8")) as { $id: string };
  const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: false });
  ajv.addSchema(schema, "protocol");
  const compiled = new Map<string, ValidateFunction>();
  const check = (name: string | undefined, value: unknown): string | null => {
    if (name === undefined) return null;
    const known = compiled.get(name) ?? ajv.compile({ $ref: `protocol#/definitions/${name}` });
    compiled.set(name, known);
    if (known(value)) return null;
    const [error] = known.errors ?? [];
    return `at ${error?.instancePath || "root"}: ${error?.message ?? "invalid"}`;
  };
  return {
    frame: (frame) => check(frameName(frame), frame),
    params: (method, params) => check(PARAMS[method], params),
    result: (method, payload) => check(RESULTS[method], payload),
    event: (name, payload) => {
      if (name === "chat") return check("ChatEvent", payload);
      if (name !== "agent") return null;
      // A real gateway names the owner of an event in three fields more than its schema has.
      const {
        sessionKey: _,
        sessionId: __,
        agentId: ___,
        ...rest
      } = payload as Record<string, unknown>;
      return check("AgentEvent", rest);
    },
  };
}

function frameName(frame: unknown): string {
  const type = (frame as { type?: unknown } | null)?.type;
  return type === "req" ? "RequestFrame" : type === "res" ? "ResponseFrame" : "EventFrame";
}
