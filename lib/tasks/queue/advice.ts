/** How many agents there are, and what they are doing. An agent that was only ever seen polling does not count as online. */
export interface Crew {
  total: number;
  online: number;
  busy: number;
  idle: number;
  offline: number;
  /** Of those online, from 0 to 1. */
  busy_ratio: number;
}

export const ADVICE = ["normal", "throttle", "shed", "pause"] as const;

/** Whether to hand in more work now, for programs that create tasks. Nothing in Baton obeys it: the queue takes everything. */
export interface Advice {
  action: (typeof ADVICE)[number];
  reason: string;
  details: string[];
  submit_ok: boolean;
  suggested_delay_ms: number;
}

export const BUSY_FROM = { throttle: 0.8, shed: 0.95 };
const DELAYS_MS = { normal: 0, throttle: 2_000, shed: 10_000, pause: 30_000 };

/** Pause when nobody is online, shed or throttle when almost everybody is busy. Pure. */
export function adviceFor({ online, busy, busy_ratio }: Crew, pending: number): Advice {
  const action =
    online === 0
      ? "pause"
      : busy_ratio >= BUSY_FROM.shed
        ? "shed"
        : busy_ratio >= BUSY_FROM.throttle
          ? "throttle"
          : "normal";
  const reason =
    online === 0 ? "No agent is online" : `${busy} of ${online} agents online are busy`;
  return {
    action,
    reason,
    details: [reason, `${pending} ${pending === 1 ? "task waits" : "tasks wait"}`],
    submit_ok: action === "normal" || action === "throttle",
    suggested_delay_ms: DELAYS_MS[action],
  };
}
