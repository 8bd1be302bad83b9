import { z } from "zod";
import { PRESENCES } from "@/lib/agents/row";
import { reasonFields } from "@/lib/core/reasons";
import { WORKER_STATES } from "@/lib/workers/schema";

/** Why an agent works on nothing new, in the order in which it is asked; `working` to `ready` are of one that may. */
export const AGENT_CODES = [
  "paused",
  "runtime_down",
  "no_model",
  "no_worker",
  "worker_paused",
  "worker_blocked",
  "offline",
  "at_capacity",
  "budget_exceeded",
  "held",
  "waits_for_answer",
  "working",
  "ready",
  "nothing_ready",
] as const;

/** The same for a worker. */
export const WORKER_CODES = [
  "stopped",
  "lost",
  "stopping",
  "draining",
  "paused",
  "agent_paused",
  "blocked",
  "at_capacity",
  "waits_for_answer",
  "working",
  "ready",
  "nothing_ready",
] as const;

const AgentReasonShape = z
  .strictObject({ code: z.enum(AGENT_CODES), ...reasonFields })
  .meta({ id: "AgentReason", description: "Why an agent works on nothing new, or what it does." });
export type AgentReason = z.output<typeof AgentReasonShape>;
const WorkerReasonShape = z
  .strictObject({ code: z.enum(WORKER_CODES), ...reasonFields })
  .meta({ id: "WorkerReason", description: "Why a worker claims nothing new, or what it does." });
export type WorkerReason = z.output<typeof WorkerReasonShape>;

export const WhyAgentResponse = z.strictObject({
  agent: z.strictObject({ id: z.int(), name: z.string(), state: z.enum(PRESENCES) }),
  /** In the order in which they hold it up; at least one. */
  reasons: z.array(AgentReasonShape),
});
export const WhyWorkerResponse = z.strictObject({
  worker: z.strictObject({
    id: z.int(),
    agent: z.string(),
    host: z.string(),
    pid: z.int().nullable(),
    state: z.enum(WORKER_STATES),
  }),
  /** In the order in which they hold it up; at least one. */
  reasons: z.array(WorkerReasonShape),
});
