import type { DeviceIdentity } from "@openclaw/gateway-client";
import { CallFailed } from "../http-call";
import type {
  Capabilities,
  ErrorClass,
  Probe,
  Reach,
  RunRef,
  Runtime,
  RuntimeEvent,
  RuntimeRequest,
  Watched,
} from "../runtime";
import { configuredAs, type RuntimeSettings } from "../settings";
import { gatewayAddress } from "./address";
import { failedOutcome, modelName } from "./answer";
import { agentsOf, modelsOf } from "./catalog";
import { isRefusal, NoWebSocket, refusalFailure, said } from "./failure";
import { overHttp, probeHttp } from "./http";
import { type Link, linkTo } from "./link";
import { abortNow, follow } from "./run";

const CONNECT_MS = 20_000;
/** How long a test and a watch wait for the gateway: it is near, or reached by a tunnel. */
const REACH_MS = 2_000;
/** How often a watch asks a gateway whose connection is open, and how long it may take to answer. */
const PING_EVERY_MS = 5_000;
const PING_MS = 5_000;
const HTTP_CHECK_MS = 5_000;
const TAG_LENGTH = 8;

const CAPABILITIES: Capabilities = {
  editsFiles: true,
  streams: true,
  resumes: true,
  cancels: true,
  reportsUsage: true,
  reportsCost: true,
  systemPrompt: true,
  parks: false,
  asksLeave: false,
  // Decision 0160: what it acknowledges is not what its run heard.
  steersNow: false,
  steersAfterTurn: false,
  needsModel: false,
};
const UNREADABLE_DEVICE =
  "the key of this installation's device cannot be read with its secret; put the secret back that made it, or run `npm run migrate -- --new-secret` to make a new device, which has to be approved";
/** Over HTTP, a run ends with its connection and reports no cost. */
const OVER_HTTP: Capabilities = { ...CAPABILITIES, resumes: false, reportsCost: false };

/**
 * The agents of an OpenClaw gateway. Runs go over its WebSocket, where they outlive this process, or over its HTTP
 * endpoint when the settings say so or only HTTP works. `device` identifies this installation; null when the settings
 * are incomplete or the stored key cannot be read.
 */
export function openclawRuntime(settings: RuntimeSettings, device: DeviceIdentity | null): Runtime {
  return new Openclaw(settings, device);
}

class Openclaw implements Runtime {
  readonly name = "openclaw";
  readonly capabilities: Capabilities;
  private readonly settings: RuntimeSettings;
  private readonly identity: DeviceIdentity | null;

  constructor(settings: RuntimeSettings, device: DeviceIdentity | null) {
    this.settings = settings;
    this.identity = device;
    const { mode, approvals } = settings.options;
    this.capabilities = mode === "http" ? OVER_HTTP : { ...CAPABILITIES, asksLeave: approvals };
  }

  configured() {
    const configured = configuredAs(this.settings);
    if (!configured.ok || this.identity !== null) return configured;
    return { ok: false as const, reason: UNREADABLE_DEVICE };
  }

  async probe(signal: AbortSignal): Promise<Probe> {
    const configured = this.configured();
    if (!configured.ok)
      return { ok: false, errorClass: "configuration", reason: configured.reason };
    if (this.settings.options.mode === "http") return probeHttp(this.http(), signal);
    const link = this.link();
    const release = link.keepOpen();
    try {
      const hello = await link.ready({ isPatient: false, timeoutMs: REACH_MS, signal });
      const [agents, models] = await Promise.all([agentsOf(link, true), modelsOf(link, true)]);
      const names = models.flatMap((model) => modelName(model.provider, model.id) ?? []);
      return { ok: true, version: hello.version, agents, models: names.slice(0, 500) };
    } catch (error) {
      if (error instanceof NoWebSocket && this.settings.options.mode === "auto") {
        const found = await probeHttp(this.http(), signal);
        if (found.ok) return found;
      }
      const failure = this.failure(error);
      return { ok: false, errorClass: failure.errorClass, reason: failure.message };
    } finally {
      release();
    }
  }

  watch(): Watched {
    if (this.settings.options.mode === "http") return { check: () => this.reachHttp(), end() {} };
    const link = this.link();
    const release = link.keepOpen();
    let askedAt = Date.now();
    const check = async (): Promise<Reach> => {
      try {
        const signal = AbortSignal.timeout(REACH_MS + 1_000);
        const isOpen = link.hello !== null;
        await link.ready({ isPatient: false, timeoutMs: REACH_MS, signal });
        if (isOpen && Date.now() - askedAt >= PING_EVERY_MS) {
          askedAt = Date.now();
          await link.request("agents.list", {}, { timeoutMs: PING_MS });
        }
        return { ok: true };
      } catch (error) {
        if (error instanceof NoWebSocket && this.settings.options.mode === "auto")
          return this.reachHttp();
        const { errorClass, message } = this.failure(error);
        return { ok: false, errorClass, reason: message };
      }
    };
    return { check, end: release };
  }

  private async reachHttp(): Promise<Reach> {
    const found = await probeHttp(this.http(), AbortSignal.timeout(REACH_MS));
    return found.ok ? { ok: true } : found;
  }

  async *start(request: RuntimeRequest): AsyncGenerator<RuntimeEvent> {
    const { mode } = this.settings.options;
    const configured = this.configured();
    if (!configured.ok) {
      yield failed("configuration", configured.reason);
      return;
    }
    const ours = this.ours(request);
    if (mode === "http" || (mode === "auto" && (await this.isHttpOnly(request)))) {
      yield* overHttp(this.http(), ours);
      return;
    }
    // A turn that waited for leave goes on at the gateway.
    yield* this.follow(ours, request.continued != null);
  }

  async *attach(request: RuntimeRequest, ref: RunRef): AsyncGenerator<RuntimeEvent> {
    const configured = this.configured();
    if (!configured.ok) {
      yield failed("configuration", configured.reason);
      return;
    }
    const joined = { ...request, ...this.ours(ref) };
    if (isOverHttp(ref, joined.key) || this.settings.options.mode === "http") {
      yield failed("lost", "the run ended with the connection that it was begun over");
      return;
    }
    yield* this.follow(joined, true);
  }

  private follow(request: RuntimeRequest, joins: boolean): AsyncGenerator<RuntimeEvent> {
    const { asksLeave } = this.capabilities;
    const isWork = request.purpose === "task";
    return follow({
      link: this.link(),
      request,
      joins,
      asksLeave: asksLeave && isWork,
      secret: this.settings.apiKey,
    });
  }

  /**
   * A gateway that refuses our settings cannot be asked, and one that does not know the run or the agent runs nothing
   * for us. After any other failure the run may still be active, so it is thrown.
   */
  async cancel(ref: RunRef): Promise<void> {
    if (this.settings.options.mode === "http" || !this.configured().ok) return;
    const named = this.ours(ref);
    if (isOverHttp(ref, named.key)) return;
    const link = this.link();
    const release = link.keepOpen();
    try {
      await abortNow(link, named);
    } catch (error) {
      if (error instanceof NoWebSocket && (await this.answersOverHttp())) return;
      const failure = this.failure(error);
      if (!STOPS_NOTHING.includes(failure.errorClass)) throw failure;
    } finally {
      release();
    }
  }

  /**
   * The names of runs and sessions include this installation, because another one at the same gateway also counts from
   * one.
   */
  private ours<T extends Pick<RuntimeRequest, "key" | "sessionKey">>(named: T): T {
    const tag = this.device.deviceId.slice(0, TAG_LENGTH);
    const sessionKey = named.sessionKey === null ? null : `${named.sessionKey}-${tag}`;
    return { ...named, key: `${named.key}-${tag}`, sessionKey };
  }

  private get device(): DeviceIdentity {
    if (this.identity === null) throw new Error(UNREADABLE_DEVICE);
    return this.identity;
  }

  private link(): Link {
    const { ws, isLoopback } = gatewayAddress(this.settings.baseUrl);
    return linkTo({
      url: ws,
      token: this.settings.apiKey,
      device: this.device,
      signs: !isLoopback,
      approvals: this.settings.options.approvals,
    });
  }

  private http() {
    return { url: gatewayAddress(this.settings.baseUrl).http, token: this.settings.apiKey };
  }

  /** The address does not accept WebSockets but answers as a gateway over HTTP. */
  private async isHttpOnly(request: RuntimeRequest): Promise<boolean> {
    const link = this.link();
    const release = link.keepOpen();
    try {
      const timeoutMs = request.connectTimeoutMs ?? CONNECT_MS;
      await link.ready({ isPatient: false, timeoutMs, signal: request.signal });
      return false;
    } catch (error) {
      return error instanceof NoWebSocket && (await this.answersOverHttp(request.signal));
    } finally {
      release();
    }
  }

  private async answersOverHttp(signal?: AbortSignal): Promise<boolean> {
    const within = AbortSignal.timeout(HTTP_CHECK_MS);
    const both = signal ? AbortSignal.any([signal, within]) : within;
    return (await probeHttp(this.http(), both)).ok;
  }

  private failure(error: unknown): CallFailed {
    if (error instanceof CallFailed) return error;
    if (isRefusal(error)) return refusalFailure(error, this.settings.apiKey);
    const message = error instanceof Error ? error.message : String(error);
    return new CallFailed(
      "network",
      `the connection to the gateway broke: ${said(message, this.settings.apiKey)}`,
    );
  }
}

/** A run started over HTTP ended with its process; the gateway gave it a name of its own. */
const isOverHttp = ({ providerRunId }: RunRef, key: string): boolean =>
  providerRunId !== null && providerRunId !== key;

/** Refusals after which a retry would stop nothing: bad settings, or a run the gateway does not know. */
const STOPS_NOTHING: readonly ErrorClass[] = ["configuration", "invalid_request"];

const failed = (errorClass: ErrorClass, reason: string): RuntimeEvent => ({
  type: "outcome",
  outcome: failedOutcome(new CallFailed(errorClass, reason)),
});
