import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** The metrics a process collects about itself; `GET /metrics` adds those that come from the database. */
function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: "baton_http_request_duration_seconds",
      help: "Duration of HTTP requests until the last byte; `route` is a pattern, or `page`, `static` or `none`",
      labelNames: ["method", "route", "status"] as const,
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60],
      registers,
    }),
    openRequests: new Gauge({
      name: "baton_http_requests_open",
      help: "Requests being answered; those of /api/tasks/queue are mostly waiting polls, those of /api/events streams",
      labelNames: ["route"] as const,
      registers,
    }),
    openStreams: new Gauge({
      name: "baton_event_streams_open",
      help: "Open event streams of any path",
      registers,
    }),
    claims: new Counter({
      name: "baton_claims_total",
      help: "Tasks claimed: by the poll or by name",
      labelNames: ["how"] as const,
      registers,
    }),
    handIns: new Counter({
      name: "baton_hand_ins_total",
      help: "Work handed in, by the status the task went to: review, done or failed",
      labelNames: ["to"] as const,
      registers,
    }),
    runs: new Counter({
      name: "baton_runs_ended_total",
      help: "Runs that ended, by what started them and how they ended",
      labelNames: ["trigger", "outcome"] as const,
      registers,
    }),
    verdicts: new Counter({
      name: "baton_verdicts_total",
      help: "Verdicts recorded",
      labelNames: ["verdict", "reviewer_kind"] as const,
      registers,
    }),
    webhookAttempts: new Counter({
      name: "baton_webhook_attempts_total",
      help: "Attempts to deliver to a webhook, by what became of the message: delivered, retrying, queued or failed",
      labelNames: ["outcome"] as const,
      registers,
    }),
    notificationAttempts: new Counter({
      name: "baton_notification_attempts_total",
      help: "Attempts to send a notification, by kind of channel and outcome: sent, failed or gone",
      labelNames: ["channel", "outcome"] as const,
      registers,
    }),
    jobs: new Histogram({
      name: "baton_job_duration_seconds",
      help: "Duration of background jobs; `outcome` is done or failed",
      labelNames: ["job", "outcome"] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 300],
      registers,
    }),
    jobWaits: new Histogram({
      name: "baton_job_wait_seconds",
      help: "Time from when a job was due to when it began",
      labelNames: ["pool"] as const,
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300],
      registers,
    }),
  };
}

const singleton = globalThis as typeof globalThis & {
  __batonMetrics?: ReturnType<typeof createMetrics>;
};

/** The metrics of this process, created once however often this module is loaded. */
export const metrics = (): ReturnType<typeof createMetrics> => {
  singleton.__batonMetrics ??= createMetrics();
  return singleton.__batonMetrics;
};
