import { free, freeGroup, offer } from "./shared";
import type { ConnectOptions, Person, Runs, Tasks, Timer, Workshop } from "./types";
import type { Fans } from "./verbs";
import { workshopOf } from "./workshop";

export { BatonError, TurnError, WorkflowError } from "./errors";
export type * from "./types";
export type * from "./verbs";
export type * from "./workflow-types";

/**
 * Opens a connection, which has every verb. The verbs that are imported on their own use the one that the program opened first, or, where it
 * opened none, what the environment and the saved profile of `mc` say.
 */
export function connect(options: ConnectOptions = {}): Workshop {
  return offer(workshopOf(options));
}

export const request: Workshop["request"] = free("request");
export const watch: Workshop["watch"] = free("watch");
export const workers: Workshop["workers"] = free("workers");
export const schedules: Workshop["schedules"] = free("schedules");
export const budget: Workshop["budget"] = free("budget");
export const ask: Workshop["ask"] = free("ask");
export const cast: Workshop["cast"] = free("cast");
export const awaitAgent: Workshop["awaitAgent"] = free("awaitAgent");
export const awaitAll: Workshop["awaitAll"] = free("awaitAll");
export const pipe: Workshop["pipe"] = free("pipe");
export const fan: Workshop["fan"] = free("fan");
export const result: Workshop["result"] = free("result");
export const status: Workshop["status"] = free("status");
export const info: Workshop["info"] = free("info");
export const history: Workshop["history"] = free("history");
export const cost: Workshop["cost"] = free("cost");
export const reset: Workshop["reset"] = free("reset");
export const dismiss: Workshop["dismiss"] = free("dismiss");
export const agent: Workshop["agent"] = free("agent");
export const agents: Workshop["agents"] = free("agents");
export const profile: Workshop["profile"] = free("profile");
export const profiles: Workshop["profiles"] = free("profiles");
export const fromProfile: Workshop["fromProfile"] = free("fromProfile");
export const work: Workshop["work"] = free("work");
export const board: Workshop["board"] = free("board");
export const workItem: Workshop["workItem"] = free("workItem");
export const awaitWork: Workshop["awaitWork"] = free("awaitWork");
export const claim: Workshop["claim"] = free("claim");
export const start: Workshop["start"] = free("start");
export const complete: Workshop["complete"] = free("complete");
export const fail: Workshop["fail"] = free("fail");
export const cancelWork: Workshop["cancelWork"] = free("cancelWork");
export const reopen: Workshop["reopen"] = free("reopen");
export const workFromResult: Workshop["workFromResult"] = free("workFromResult");
export const boardWorker: Workshop["boardWorker"] = free("boardWorker");
export const put: Workshop["put"] = free("put");
export const get: Workshop["get"] = free("get");
export const store: Workshop["store"] = free("store");
export const storeKeys: Workshop["storeKeys"] = free("storeKeys");
export const storeDelete: Workshop["storeDelete"] = free("storeDelete");
export const every: Workshop["every"] = free("every");
export const cancel: Workshop["cancel"] = free("cancel");
export const workflow: Workshop["workflow"] = free("workflow");
export const runWorkflow: Workshop["runWorkflow"] = free("runWorkflow");
export const planWorkflow: Workshop["planWorkflow"] = free("planWorkflow");
export const workflowStatus: Workshop["workflowStatus"] = free("workflowStatus");
export const awaitWorkflow: Workshop["awaitWorkflow"] = free("awaitWorkflow");
export const cancelWorkflow: Workshop["cancelWorkflow"] = free("cancelWorkflow");
export const retryWorkflow: Workshop["retryWorkflow"] = free("retryWorkflow");
export const workflows: Workshop["workflows"] = free("workflows");

export const runs: Runs = freeGroup("runs");
export const tasks: Tasks = freeGroup("tasks");
export const person: Person = freeGroup("person");
export const fans: Fans = freeGroup("fans");

export const timer: Timer = {
  seconds: (count) => count * 1_000,
  minutes: (count) => count * 60_000,
  hours: (count) => count * 3_600_000,
};

/** The names of AgentWorkshop, for whoever is used to them. */
export const await_all: Workshop["awaitAll"] = free("awaitAll");
export const board_worker: Workshop["boardWorker"] = free("boardWorker");
export const from_profile: Workshop["fromProfile"] = free("fromProfile");
export const work_item: Workshop["workItem"] = free("workItem");
export const claim_work: Workshop["claim"] = free("claim");
export const start_work: Workshop["start"] = free("start");
export const complete_work: Workshop["complete"] = free("complete");
export const fail_work: Workshop["fail"] = free("fail");
export const cancel_work: Workshop["cancelWork"] = free("cancelWork");
export const work_from_result: Workshop["workFromResult"] = free("workFromResult");
export const store_keys: Workshop["storeKeys"] = free("storeKeys");
export const store_delete: Workshop["storeDelete"] = free("storeDelete");
export const run_workflow: Workshop["runWorkflow"] = free("runWorkflow");
export const workflow_status: Workshop["workflowStatus"] = free("workflowStatus");
