import { expect, test } from "vitest";
import { openclawProtocol } from "./openclaw-protocol";

const protocol = openclawProtocol();
const agent = { message: "hi", idempotencyKey: "k", agentId: "alpha" };

test("takes what the published protocol has, and nothing else", () => {
  expect(protocol.params("agent", agent)).toBeNull();
  expect(protocol.params("agent", { ...agent, prompt: "hi" })).toContain("additional");
  expect(protocol.params("agent", { ...agent, timeout: 1.5 })).toContain("/timeout");
  expect(protocol.params("agent", { message: "hi" })).toContain("idempotencyKey");
  expect(protocol.frame({ type: "req", id: "1", method: "agent", params: agent })).toBeNull();
  expect(protocol.frame({ type: "req", method: "agent" })).toContain("id");
  expect(protocol.frame({ type: "res", id: "1", ok: false, error: { code: "X" } })).toContain(
    "message",
  );
  expect(protocol.result("agents.list", { agents: [] })).not.toBeNull();
});

test("closes who may connect", () => {
  const client = { id: "gateway-client", version: "1", platform: "linux", mode: "backend" };
  const params = { minProtocol: 4, maxProtocol: 4, client };
  expect(protocol.params("connect", params)).toBeNull();
  expect(protocol.params("connect", { ...params, client: { ...client, id: "baton" } })).toContain(
    "/client/id",
  );
  expect(
    protocol.params("connect", { ...params, client: { ...client, mode: "operator" } }),
  ).toContain("/client/mode");
});
