import { createHash, createPublicKey, randomUUID, verify } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { FakeConnection } from "./openclaw-connection";
import { answerHttp } from "./openclaw-http";
import type { Ask, Play } from "./openclaw-play";
import { FakeRuns } from "./openclaw-runs";
import { acceptWebSocket, type ServerSocket } from "./websocket-server";

export interface FakeGatewayOptions {
  token?: string;
  /** Clients are on another machine: a bare token gets no rights, a device has to be approved. */
  isRemote?: boolean;
  /** The rights that the gateway grants, whatever was asked for. */
  scopes?: string[];
  /** How many connections it refuses because it has only just been started. */
  startsFor?: number;
  hasWebSocket?: boolean;
  hasHttp?: boolean;
  agents?: string[];
  /** As provider/id. */
  models?: string[];
}

const REFUSED_1008 = 1008;

/** An error answer to a handshake. */
interface Refusal {
  code: string;
  message: string;
  details: Record<string, unknown>;
  retryable?: boolean;
  retryAfterMs?: number;
}

/**
 * An OpenClaw gateway on loopback that speaks protocol 4 as version 2026.9.6 was measured to, with every frame in and out
 * checked against the published schema, and whose agents give the answers that the test sets. `violations` lists what broke the schema.
 */
export class FakeGateway {
  readonly violations: string[] = [];
  readonly runs: FakeRuns;
  /** Every frame that clients sent. */
  readonly received: { method: string; params: Record<string, unknown> }[] = [];
  readonly options: Required<Omit<FakeGatewayOptions, "scopes">> & { scopes: string[] | null };
  private readonly server: Server;
  private readonly sockets = new Set<ServerSocket>();
  private readonly approved = new Set<string>();
  private readonly requests = new Map<string, string>();
  private port = 0;

  constructor(options: FakeGatewayOptions) {
    this.options = {
      token: "gateway-token",
      isRemote: false,
      startsFor: 0,
      hasWebSocket: true,
      hasHttp: true,
      agents: ["alpha", "beta"],
      models: ["stub/stub-alpha", "stub/stub-beta"],
      ...options,
      scopes: options.scopes ?? null,
    };
    this.runs = new FakeRuns(this.options.models[0] ?? "stub/stub-alpha");
    this.server = createServer((request, response) => {
      void answerHttp(this, request, response);
    });
    this.server.on("upgrade", (request, stream) => this.upgrade(request, stream));
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, "127.0.0.1", resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Breaks every connection, as a network does. */
  drop(): void {
    for (const socket of [...this.sockets]) socket.drop();
  }

  /** Shuts down; its agents stop working, unless `keepsRuns`. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    this.drop();
    await closed;
  }

  /** As after a crash: the keys are forgotten, the sessions are not, and interrupted turns continue unless told otherwise. */
  async restart(options: { resumes?: boolean } = {}): Promise<void> {
    await this.stop();
    this.runs.forget();
    await this.listen();
    if (options.resumes !== false) this.runs.resumeInterrupted();
  }

  /** What a person does with `openclaw devices approve`. */
  approve(requestId: string): void {
    const device = this.requests.get(requestId);
    if (device === undefined) throw new Error(`no pairing request ${requestId}`);
    this.approved.add(device);
  }

  /** The turns that agents were really given, in order. */
  get asks(): Ask[] {
    return this.runs.asks;
  }

  script(...plays: Play[]): void {
    this.runs.scripted.push(...plays);
  }

  private upgrade(request: IncomingMessage, stream: Duplex): void {
    if (!this.options.hasWebSocket) {
      stream.end("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      return;
    }
    const socket = acceptWebSocket(request, stream);
    this.sockets.add(socket);
    new FakeConnection(this, socket, request.headers.origin !== undefined);
    const onClose = socket.onClose;
    socket.onClose = () => {
      this.sockets.delete(socket);
      onClose();
    };
  }

  /** The rights a client gets, or the refusal it gets instead. */
  admit(params: ConnectParams, nonce: string, hasOrigin: boolean): { scopes: string[] } | Refusal {
    if (this.options.startsFor > 0) {
      this.options.startsFor -= 1;
      const details = { reason: "startup-sidecars" };
      const message = "gateway is starting";
      return { code: "UNAVAILABLE", message, details, retryable: true, retryAfterMs: 100 };
    }
    const mismatch = "unauthorized: gateway token mismatch (provide gateway auth token)";
    if (params.maxProtocol < 4 || params.minProtocol > 4) {
      const details = { code: "PROTOCOL_MISMATCH", expectedProtocol: 4 };
      return { code: "INVALID_REQUEST", message: "protocol mismatch", details };
    }
    const token = params.auth?.token ?? params.auth?.password;
    if (token === undefined && !params.device) {
      const details = { code: "DEVICE_IDENTITY_REQUIRED" };
      return { code: "NOT_PAIRED", message: "device identity required", details };
    }
    if (token !== this.options.token) {
      const details = { code: "AUTH_TOKEN_MISMATCH", authReason: "token_mismatch" };
      return { code: "INVALID_REQUEST", message: mismatch, details };
    }
    const asked = params.scopes ?? [];
    if (this.options.scopes) return { scopes: this.options.scopes };
    if (!params.device) {
      const isTrusted = !this.options.isRemote && !hasOrigin && params.client.mode === "backend";
      return { scopes: isTrusted ? asked : [] };
    }
    if (!isSigned(params, nonce)) {
      const details = { code: "DEVICE_AUTH_SIGNATURE_INVALID" };
      return { code: "INVALID_REQUEST", message: "device signature invalid", details };
    }
    if (!this.options.isRemote || this.approved.has(params.device.id)) return { scopes: asked };
    return this.pairing(params.device.id);
  }

  private pairing(deviceId: string): Refusal {
    const known = [...this.requests].find(([, device]) => device === deviceId)?.[0];
    const requestId = known ?? randomUUID();
    this.requests.set(requestId, deviceId);
    return {
      code: "NOT_PAIRED",
      message: "pairing required: device is not approved yet",
      details: { code: "PAIRING_REQUIRED", reason: "not-paired", requestId, deviceId },
    };
  }

  get refusedClose(): number {
    return REFUSED_1008;
  }
}

/** A gateway that listens. */
export async function startFakeGateway(options: FakeGatewayOptions = {}): Promise<FakeGateway> {
  const gateway = new FakeGateway(options);
  await gateway.listen();
  return gateway;
}

export interface ConnectParams {
  minProtocol: number;
  maxProtocol: number;
  client: { id: string; mode: string; platform: string; deviceFamily?: string };
  role?: string;
  scopes?: string[];
  caps?: string[];
  auth?: { token?: string; password?: string };
  device?: { id: string; publicKey: string; signature: string; signedAt: number; nonce: string };
}

/** Whether the device signed this very challenge, with the key that its id is the fingerprint of. */
function isSigned(params: ConnectParams, nonce: string): boolean {
  const { device, client } = params;
  if (!device || device.nonce !== nonce) return false;
  const raw = Buffer.from(device.publicKey, "base64url");
  if (createHash("sha256").update(raw).digest("hex") !== device.id) return false;
  const key = createPublicKey({
    key: Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw]),
    format: "der",
    type: "spki",
  });
  const text = [
    "v3",
    device.id,
    client.id,
    client.mode,
    params.role ?? "operator",
    (params.scopes ?? []).join(","),
    device.signedAt,
    params.auth?.token ?? "",
    nonce,
    client.platform,
    client.deviceFamily ?? "",
  ].join("|");
  return verify(null, Buffer.from(text, "utf8"), key, Buffer.from(device.signature, "base64url"));
}
