import { randomUUID } from "node:crypto";
import type { ConnectParams, FakeGateway } from "./openclaw-gateway";
import { openclawProtocol } from "./openclaw-protocol";
import type { ServerSocket } from "./websocket-server";

interface RequestFrame {
  type: string;
  id: string;
  method: string;
  params?: Record<string, unknown>;
}

/** One client of the fake gateway: its handshake, its rights and its requests. */
export class FakeConnection {
  private readonly protocol = openclawProtocol();
  private readonly nonce = randomUUID();
  private scopes: string[] | null = null;
  private unwatch = (): void => undefined;
  private seq = 0;
  private readonly gateway: FakeGateway;
  private readonly socket: ServerSocket;
  private readonly hasOrigin: boolean;

  constructor(gateway: FakeGateway, socket: ServerSocket, hasOrigin: boolean) {
    this.gateway = gateway;
    this.socket = socket;
    this.hasOrigin = hasOrigin;
    const unlisten = gateway.runs.listen((event, payload) => {
      if (this.scopes?.includes("operator.read")) this.event(event, payload, ++this.seq);
    });
    socket.onClose = () => {
      unlisten();
      this.unwatch();
    };
    socket.onText = (text) => this.hear(JSON.parse(text) as RequestFrame);
    this.event("connect.challenge", { nonce: this.nonce, ts: Date.now() });
  }

  private event(event: string, payload: Record<string, unknown>, seq?: number): void {
    this.check(this.protocol.event(event, payload), `event ${event}`);
    this.send({ type: "event", event, payload, ...(seq ? { seq } : {}) });
  }

  private send(frame: Record<string, unknown>): void {
    this.check(this.protocol.frame(frame), "frame out");
    this.socket.send(JSON.stringify(frame));
  }

  private check(problem: string | null, what: string): void {
    if (problem !== null) this.gateway.violations.push(`${what} ${problem}`);
  }

  private hear(frame: RequestFrame): void {
    this.check(this.protocol.frame(frame), "frame in");
    const { id, method, params = {} } = frame;
    this.gateway.received.push({ method, params });
    const refuse = (code: string, message: string, more: Record<string, unknown> = {}): void =>
      this.send({ type: "res", id, ok: false, error: { code, message, ...more } });
    const problem = this.protocol.params(method, params);
    if (problem !== null) {
      this.check(problem, `params of ${method}`);
      refuse("INVALID_REQUEST", `invalid ${method} params: ${problem}`);
      return;
    }
    if (this.scopes === null) {
      this.connect(id, params as unknown as ConnectParams, refuse);
      return;
    }
    const isApproval = method.includes(".approval.");
    const needed = isApproval
      ? "operator.approvals"
      : ["agents.list", "models.list", "chat.history"].includes(method)
        ? "operator.read"
        : "operator.write";
    if (!this.scopes.includes(needed)) {
      const details = { code: "MISSING_SCOPE", missingScope: needed };
      refuse("FORBIDDEN", `missing scope: ${needed}`, { details });
      return;
    }
    void this.answer(id, method, params, refuse);
  }

  private connect(
    id: string,
    params: ConnectParams,
    refuse: (code: string, message: string, more?: Record<string, unknown>) => void,
  ): void {
    const admitted = this.gateway.admit(params, this.nonce, this.hasOrigin);
    if ("code" in admitted) {
      const { code, message, ...more } = admitted;
      refuse(code, message, more);
      this.socket.close(this.gateway.refusedClose, admitted.message);
      return;
    }
    this.scopes = admitted.scopes;
    if (params.caps?.includes("approvals") && this.scopes.includes("operator.admin"))
      this.unwatch = this.gateway.runs.approvals.watch((payload) =>
        this.event("exec.approval.requested", payload, ++this.seq),
      );
    const hello = {
      type: "hello-ok",
      protocol: 4,
      server: { version: "2026.9.6", bootId: this.gateway.runs.bootId, connId: randomUUID() },
      features: { methods: ["agent", "agent.wait", "agents.list"], events: ["agent", "chat"] },
      snapshot: { presence: [], health: {}, stateVersion: { presence: 1, health: 1 }, uptimeMs: 1 },
      auth: { role: "operator", scopes: admitted.scopes },
      policy: { maxPayload: 26_214_400, maxBufferedBytes: 52_428_800, tickIntervalMs: 30_000 },
    };
    this.check(this.protocol.result("connect", hello), "hello-ok");
    this.send({ type: "res", id, ok: true, payload: hello });
  }

  private async answer(
    id: string,
    method: string,
    params: Record<string, unknown>,
    refuse: (code: string, message: string) => void,
  ): Promise<void> {
    const reply = (payload: unknown): void => {
      this.check(this.protocol.result(method, payload), `result of ${method}`);
      this.send({ type: "res", id, ok: true, payload });
    };
    const { runs, options } = this.gateway;
    switch (method) {
      case "agents.list":
        return reply({
          defaultId: options.agents[0] ?? "main",
          mainKey: "main",
          scope: "per-sender",
          agents: options.agents.map((agent) => ({
            id: agent,
            name: `${agent.slice(0, 1).toUpperCase()}${agent.slice(1)}`,
            model: { primary: options.models[0] },
          })),
        });
      case "models.list":
        return reply({
          models: options.models.map((model) => {
            const [provider = "", name = ""] = model.split("/");
            return { id: name, name, provider, available: true };
          }),
        });
      case "sessions.patch":
        return this.patch(params, reply, refuse);
      case "sessions.abort":
        return reply(runs.abort(params as { key?: string; runId?: string }));
      case "chat.history":
        return reply(runs.history(params as { sessionKey: string; inputRunIds?: string[] }));
      case "agent.wait":
        return reply(await runs.wait(params as { runId: string; timeoutMs?: number }));
      case "exec.approval.list":
        return reply(runs.approvals.list());
      case "plugin.approval.list":
        return reply([]);
      case "exec.approval.resolve":
        return runs.approvals.resolve(String(params.id), String(params.decision))
          ? reply({ ok: true })
          : refuse("INVALID_REQUEST", "approval already resolved");
      case "agent":
        return this.agent(id, params, reply, refuse);
      default:
        return refuse("FORBIDDEN", "missing scope: operator.admin");
    }
  }

  private patch(
    params: Record<string, unknown>,
    reply: (payload: unknown) => void,
    refuse: (code: string, message: string) => void,
  ): void {
    const [, agent] = String(params.key).split(":");
    if (!this.gateway.options.agents.includes(agent ?? "")) {
      refuse("UNAVAILABLE", "Session patch failed unexpectedly. Retry the request.");
      return;
    }
    const provider = String(params.model).split("/")[0];
    if (!this.gateway.options.models.some((model) => model.startsWith(`${provider}/`))) {
      refuse("INVALID_REQUEST", `Unknown provider "${provider}"`);
      return;
    }
    this.gateway.runs.session(String(params.key).toLowerCase()).model = String(params.model);
    reply({ ok: true, key: params.key });
  }

  private agent(
    id: string,
    params: Record<string, unknown>,
    reply: (payload: unknown) => void,
    refuse: (code: string, message: string) => void,
  ): void {
    if (!this.gateway.options.agents.includes(String(params.agentId))) {
      refuse("INVALID_REQUEST", `invalid agent params: unknown agent id "${params.agentId}"`);
      return;
    }
    if (params.model !== undefined) {
      refuse("INVALID_REQUEST", "provider/model overrides are not authorized for this caller.");
      return;
    }
    this.gateway.runs.begin(params, {
      accepted: reply,
      final: (answer) => this.send({ type: "res", id, ...answer }),
      drop: () => this.socket.drop(),
    });
  }
}
