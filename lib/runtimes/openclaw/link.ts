import { createHash } from "node:crypto";
import {
  type DeviceAuthTokenRecord,
  type DeviceIdentity,
  GatewayClient,
  type GatewayClientRequestOptions,
} from "@openclaw/gateway-client";
import { config } from "@/lib/core/config";
import { CallFailed } from "../http-call";
import { deviceSigning } from "./device";
import { connectFailure, isRefusal, ShutOut } from "./failure";

const PROTOCOL = 4;
const SCOPES = ["operator.read", "operator.write"];
const APPROVALS_SCOPE = "operator.approvals";
const ADMIN_SCOPE = "operator.admin";
/** An unused connection is closed after this long. */
const IDLE_MS = 60_000;
/** The minimum time between two immediate reconnects. */
const COME_BACK_MS = 1_000;

export interface LinkTarget {
  /** ws or wss. */
  url: string;
  token: string | null;
  device: DeviceIdentity;
  /** Sign as a device from the start, because the gateway is on another machine. */
  signs: boolean;
  /** People answer here what its agents need leave for. */
  approvals: boolean;
}

/** What the gateway reported about itself when it accepted us. */
export interface Hello {
  version: string | null;
  /** Changes with each start of the gateway, which then has lost what it kept in memory. */
  bootId: string | null;
}

/** An event from the gateway, for any session. */
export interface GatewayEvent {
  event: string;
  payload: Record<string, unknown>;
}

interface Waiter {
  isPatient: boolean;
  resolve(hello: Hello): void;
  reject(error: Error): void;
}

/**
 * One connection to a gateway, shared by all users in this process with the same settings. It opens when first needed,
 * reconnects while it is in use, and closes after a minute without users.
 */
export class Link {
  hello: Hello | null = null;
  private client: GatewayClient | null = null;
  private signs: boolean;
  private deviceToken: DeviceAuthTokenRecord | null = null;
  private users = 0;
  private cameBackAt = 0;
  /** The last try failed, and the client waits before the next one. */
  private isPausing = false;
  private idle: NodeJS.Timeout | undefined;
  private readonly waiters = new Set<Waiter>();
  private readonly listeners = new Set<(event: GatewayEvent) => void>();
  private readonly target: LinkTarget;

  constructor(target: LinkTarget) {
    this.target = target;
    this.signs = target.signs;
  }

  /** Keeps the connection open until the returned function is called. */
  keepOpen(): () => void {
    this.users += 1;
    clearTimeout(this.idle);
    let isUsed = true;
    return () => {
      if (!isUsed) return;
      isUsed = false;
      this.users -= 1;
      if (this.users > 0) return;
      if (this.hello === null) return this.end();
      this.idle = setTimeout(() => this.end(), IDLE_MS);
      this.idle.unref();
    };
  }

  /**
   * Resolves once the gateway has accepted us with the rights we need. Rejects with CallFailed: at once when only other
   * settings can help, at the first failed try unless `isPatient`, and after `timeoutMs`.
   */
  ready(options: { isPatient: boolean; timeoutMs: number; signal: AbortSignal }): Promise<Hello> {
    if (this.hello) return Promise.resolve(this.hello);
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.waiters.delete(waiter);
        clearTimeout(timer);
        options.signal.removeEventListener("abort", stopWaiting);
      };
      const waiter: Waiter = {
        isPatient: options.isPatient,
        resolve: (hello) => {
          settle();
          resolve(hello);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      };
      const stopWaiting = (): void =>
        waiter.reject(new CallFailed("cancelled", "the call was cancelled"));
      const seconds = Math.round(options.timeoutMs / 1000);
      const timer = setTimeout(
        () =>
          waiter.reject(new CallFailed("network", `the gateway was not ready within ${seconds} s`)),
        options.timeoutMs,
      );
      options.signal.addEventListener("abort", stopWaiting, { once: true });
      this.waiters.add(waiter);
      if (options.signal.aborted) stopWaiting();
      else if (this.client === null) this.connect();
      // Whoever wants to know now does not wait for the client's next try, which may be half a minute away.
      else if (!options.isPatient && this.isPausing) this.again();
    });
  }

  /** Sends a request to the gateway; rejects with its refusal (`isRefusal`) or with the connection's failure. */
  request(
    method: string,
    params: Record<string, unknown>,
    options: GatewayClientRequestOptions = {},
  ): Promise<Record<string, unknown>> {
    if (!this.client || !this.hello) return Promise.reject(new Error("gateway not connected"));
    return this.client.request(method, params, options);
  }

  /** Receives every event of the gateway until the returned function is called. */
  listen(listener: (event: GatewayEvent) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Closes the connection and rejects its waiters. */
  end(): void {
    clearTimeout(this.idle);
    const client = this.client;
    this.client = null;
    this.hello = null;
    client?.stop();
    const closed = new CallFailed("network", "the connection to the gateway was closed");
    for (const waiter of [...this.waiters]) waiter.reject(closed);
  }

  private connect(): void {
    const isMine = (): boolean => this.client === client;
    const client: GatewayClient = new GatewayClient({
      url: this.target.url,
      ...(this.target.token ? { token: this.target.token } : {}),
      minProtocol: PROTOCOL,
      maxProtocol: PROTOCOL,
      role: "operator",
      scopes: this.scopes,
      caps: this.target.approvals ? ["approvals"] : [],
      clientDisplayName: "Baton",
      clientVersion: config.version,
      deviceIdentity: this.signs ? this.target.device : null,
      hostDeps: {
        ...deviceSigning,
        loadDeviceAuthToken: () => this.deviceToken,
        storeDeviceAuthToken: ({ token, scopes }) => {
          this.deviceToken = { token, scopes };
        },
        clearDeviceAuthToken: () => {
          this.deviceToken = null;
        },
      },
      onHelloOk: (hello) => {
        if (isMine()) this.accepted(hello);
      },
      onConnectError: (error) => {
        if (isMine()) this.refused(error);
      },
      onClose: () => {
        if (isMine()) this.dropped();
      },
      onEvent: (event) => {
        const payload = event.payload;
        if (!isMine() || typeof payload !== "object" || payload === null) return;
        const heard = { event: event.event, payload: payload as Record<string, unknown> };
        for (const listener of [...this.listeners]) listener(heard);
      },
    });
    this.client = client;
    this.isPausing = false;
    try {
      client.start();
    } catch (error) {
      if (isMine()) this.refused(error as Error);
    }
  }

  /**
   * The client waits at least a second before it reconnects; after a connection that worked, an immediate try is worth
   * it.
   */
  private dropped(): void {
    const wasOpen = this.hello !== null;
    this.hello = null;
    this.isPausing = true;
    if (this.users === 0 && this.waiters.size === 0) {
      this.end();
      return;
    }
    if (!wasOpen || Date.now() - this.cameBackAt < COME_BACK_MS) return;
    this.cameBackAt = Date.now();
    this.again();
  }

  private accepted(hello: {
    server?: { version?: string; bootId?: string };
    auth?: { scopes?: string[] };
  }): void {
    const scopes = hello.auth?.scopes ?? [];
    const missing = this.scopes.filter(
      (scope) => !scopes.includes(scope) && !scopes.includes(ADMIN_SCOPE),
    );
    if (missing.length > 0) {
      // A bare token gets no rights from another machine, but a device may.
      if (!this.signs) {
        this.asDevice();
        return;
      }
      this.failConnection(
        new CallFailed(
          "configuration",
          `the gateway grants this Baton no ${missing.join(" and ")}: approve its device with these scopes, or connect from the gateway's own machine`,
        ),
      );
      return;
    }
    this.hello = { version: hello.server?.version ?? null, bootId: hello.server?.bootId ?? null };
    for (const waiter of [...this.waiters]) waiter.resolve(this.hello);
  }

  private refused(error: Error): void {
    const code = isRefusal(error) ? (error.details as { code?: string } | undefined)?.code : null;
    if (code === "DEVICE_IDENTITY_REQUIRED" && !this.signs) {
      this.asDevice();
      return;
    }
    const failure = connectFailure(error, this.target.token);
    if (failure.errorClass === "configuration") {
      this.failConnection(failure);
      return;
    }
    this.isPausing = true;
    for (const waiter of [...this.waiters]) if (!waiter.isPatient) waiter.reject(failure);
    if (this.users === 0 && this.waiters.size === 0) this.end();
  }

  /**
   * The rights that are asked for. Approvals of turns that others began, as ours are to the gateway's own client that runs them, are shown
   * to administrators alone.
   */
  private get scopes(): string[] {
    if (!this.target.approvals) return SCOPES;
    return [...SCOPES, APPROVALS_SCOPE, ADMIN_SCOPE];
  }

  private asDevice(): void {
    this.signs = true;
    this.again();
  }

  private again(): void {
    const client = this.client;
    this.client = null;
    client?.stop();
    this.connect();
  }

  private failConnection(failure: CallFailed): void {
    const { errorClass, message, retryAfterMs } = failure;
    const shutOut = new ShutOut(errorClass, message, retryAfterMs);
    for (const waiter of [...this.waiters]) waiter.reject(shutOut);
    this.end();
  }
}

const singleton = globalThis as typeof globalThis & { __batonOpenclawLinks?: Map<string, Link> };

/** This process's connection to a gateway with these settings. */
export function linkTo(target: LinkTarget): Link {
  singleton.__batonOpenclawLinks ??= new Map();
  const id = createHash("sha256")
    .update(
      `${target.url}\n${target.token ?? ""}\n${target.device.deviceId}${target.approvals ? "\napprovals" : ""}`,
    )
    .digest("hex");
  const link = singleton.__batonOpenclawLinks.get(id) ?? new Link(target);
  singleton.__batonOpenclawLinks.set(id, link);
  return link;
}

/** Closes every connection of this process. */
export function closeLinks(): void {
  for (const link of singleton.__batonOpenclawLinks?.values() ?? []) link.end();
  singleton.__batonOpenclawLinks?.clear();
}
