import type { components } from "@/client/generated/api";
import type { AnswerTo, CallOptions, WaitOptions } from "./types";

type WorkflowShapes = components["schemas"];
export type WorkflowRun = WorkflowShapes["WorkflowRun"];
export type WorkflowRunSummary = WorkflowShapes["WorkflowRunSummary"];
export type WorkflowStage = WorkflowShapes["WorkflowStage"];
export type WorkflowPlan = WorkflowShapes["WorkflowDryRun"];
/** A workflow, its version, and whether this version is new. */
export type DefinedWorkflow = AnswerTo<"POST", "/api/workflows">;
export type WorkflowSummary = AnswerTo<"GET", "/api/workflows">["workflows"][number];

/** What a stage begins with: the result of another one, a file, or an input of the workflow. */
export type StageSource = string | { stage: string } | { file: string } | { input: string };

/** What a stage may say besides who does what: docs/patterns/workflows.md lists it. */
export interface StageOptions {
  from?: StageSource | readonly StageSource[];
  type?: string;
  priority?: string | number;
  when?: string;
  join?: "all" | "any" | "settled";
  foreach?: string;
  checks?: readonly { name: string; command: string }[];
  review?: boolean;
  timeout?: string;
  [field: string]: unknown;
}

/** A stage as AgentWorkshop writes it: its name, its agent, what it is to do, and the rest. */
export type StageTuple = readonly [
  name: string,
  agent: string,
  prompt: string,
  options?: StageOptions,
];
export type Stage = StageTuple | (StageOptions & { name: string });

export interface WorkflowDefinition {
  description?: string;
  inputs?: Record<string, { type: string; default?: unknown; [field: string]: unknown }>;
  outputs?: Record<string, string>;
  defaults?: Record<string, unknown>;
  stages: readonly Stage[];
}

export interface StartOptions extends CallOptions {
  /** The texts of files that the definition reads, by their paths in it. Others are read from `folder`. */
  files?: Record<string, string>;
  /** Where those files are; the current folder unless it is set. Nothing outside of it is read. */
  folder?: string;
  /** Works on the stages that name nobody. */
  agent?: string;
  version?: number;
  priority?: WorkflowShapes["Task"]["priority"];
  /** How long to wait for its end, in milliseconds. The run goes on after that. */
  within?: number;
}

/** A run that was started: `await` it for its end. It rejects with a `WorkflowError` if it does not succeed. */
export interface StartedWorkflow extends Promise<WorkflowRun> {
  /** The run as it began. */
  readonly started: Promise<WorkflowRun>;
}

export interface Workflows {
  /** Defines a workflow by its stages; one of that name gets a new version, if anything is new. A text is YAML or JSON. */
  workflow(
    name: string,
    definition: readonly Stage[] | WorkflowDefinition | string,
    options?: CallOptions & { description?: string; note?: string },
  ): Promise<DefinedWorkflow>;
  /** Starts a workflow with its inputs. The files that it reads are read here. */
  runWorkflow(
    name: string,
    inputs?: Record<string, unknown>,
    options?: StartOptions,
  ): StartedWorkflow;
  /** What a run would do, without starting it. */
  planWorkflow(
    name: string,
    inputs?: Record<string, unknown>,
    options?: StartOptions,
  ): Promise<WorkflowPlan>;
  /** A run by its number, or the latest run of a workflow, with its stages as they are now. */
  workflowStatus(workflow: string | number, options?: CallOptions): Promise<WorkflowRun>;
  /** Waits until a run is over, or `within`; resolves to it as it is then, also if it failed. */
  awaitWorkflow(run: number, options?: WaitOptions): Promise<WorkflowRun>;
  cancelWorkflow(run: number, reason?: string, options?: CallOptions): Promise<WorkflowRun>;
  /** Runs a stage of a failed run again, and what comes after it, with changed inputs if they are given. */
  retryWorkflow(
    run: number,
    stage: string,
    options?: CallOptions & { inputs?: Record<string, unknown>; within?: number },
  ): StartedWorkflow;
  workflows(options?: CallOptions): Promise<WorkflowSummary[]>;
}
