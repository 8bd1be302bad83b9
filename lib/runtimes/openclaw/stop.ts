import { CallFailed } from "../http-call";
import { DETACH, type RuntimeRequest } from "../runtime";

/** Why a run is no longer followed. `detached`: its reader left, and it continues at the gateway. */
export type StopReason = "timeout" | "cancelled" | "detached";

/** Ends the wait for a run when the caller aborts, the deadline passes or the reader leaves. */
export class Stop {
  reason: StopReason | null = null;
  readonly deadline: number;
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly request: RuntimeRequest;

  constructor(request: RuntimeRequest) {
    this.request = request;
    this.deadline = Date.now() + request.timeoutMs;
    this.timer = setTimeout(() => this.now("timeout"), request.timeoutMs);
    request.signal.addEventListener("abort", this.cancel, { once: true });
    if (request.signal.aborted) this.cancel();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Milliseconds until the deadline, at least one. */
  get leftMs(): number {
    return Math.max(1, this.deadline - Date.now());
  }

  now(reason: StopReason): void {
    this.reason ??= reason;
    this.controller.abort();
  }

  /** The outcome of the run for us. */
  failure(): CallFailed {
    if (this.reason === "timeout") {
      const seconds = Math.round(this.request.timeoutMs / 1000);
      return new CallFailed(
        "timeout",
        `no complete answer from the gateway within ${seconds} s; the run was stopped there`,
      );
    }
    return new CallFailed("cancelled", "the call was cancelled");
  }

  end(): void {
    clearTimeout(this.timer);
    this.request.signal.removeEventListener("abort", this.cancel);
  }

  private readonly cancel = (): void =>
    this.now(this.request.signal.reason === DETACH ? "detached" : "cancelled");
}
