export interface TimeLimit {
  /** Aborts when the time is over or the caller's own signal aborts. */
  signal: AbortSignal;
  reason: Error;
  isOver(): boolean;
  /** No time limit any more, while the caller's signal still counts. */
  stopClock(): void;
  /** To be called when the work is done. */
  end(): void;
}

/** A signal for one attempt. `AbortSignal.any` would do, but Node 18 does not have it. */
export function timeLimit(ms: number, outer?: AbortSignal): TimeLimit {
  const controller = new AbortController();
  const reason = new Error(`no answer within ${ms / 1_000} s`);
  const onOuter = () => controller.abort(outer?.reason);
  const timer = setTimeout(() => controller.abort(reason), ms);
  if (outer?.aborted) onOuter();
  else outer?.addEventListener("abort", onOuter, { once: true });
  return {
    signal: controller.signal,
    reason,
    isOver: () => controller.signal.reason === reason,
    stopClock: () => clearTimeout(timer),
    end() {
      clearTimeout(timer);
      outer?.removeEventListener("abort", onOuter);
    },
  };
}
