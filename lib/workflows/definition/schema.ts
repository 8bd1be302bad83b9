import type { RunLimits } from "@/lib/limits/schema";
import type { Check } from "@/lib/runs/evidence/schema";
import type { Priority } from "@/lib/tasks/fields";

// What a workflow may say, in the one form that the rest of Baton reads. `DefinitionSource` (source-schema.ts) is what people write, with
// its short forms. A normalised definition is a source as well, and normalising it (normalise.ts) changes nothing.

export const MAX_SOURCE_BYTES = 262_144;
export const MAX_STAGES = 1_000;
export const MAX_ITEMS = 1_000;
export const MAX_ITERATIONS = 50;
export const MAX_CEL = 2_000;

export const STAGE_KIND_NAMES = [
  "agent",
  "command",
  "approval",
  "wait",
  "workflow",
  "end",
] as const;
export type StageKind = (typeof STAGE_KIND_NAMES)[number];

export const INPUT_TYPES = ["string", "number", "integer", "boolean", "array", "object"] as const;
export type InputType = (typeof INPUT_TYPES)[number];

export const JOINS = ["all", "any", "settled"] as const;
export type Join = (typeof JOINS)[number];
export const FAILURE_POLICIES = ["block", "skip", "continue", "fail_run"] as const;
export type FailurePolicy = (typeof FAILURE_POLICIES)[number];

/** Something wrong with a definition, and where. */
export interface Problem {
  /** Where in the definition, such as `stages[2].from[0]`; empty for the whole. */
  path: string;
  /** From 1, in the source; 1 and 1 where it has no place there. */
  line: number;
  column: number;
  /** What is wrong, and the rule. */
  message: string;
  /** The way out. */
  fix: string;
}

export interface Input {
  type: InputType;
  description?: string;
  default?: unknown;
  /** Whether a run has to be given it: true unless there is a default. */
  required: boolean;
  enum?: unknown[];
  max_length?: number;
}

/** What a stage gets: the result of a stage, the text of a file, or an input of the run. */
export type FromItem = { stage: string } | { file: string } | { input: string };

export type Wait =
  | { for: string }
  | { until: string }
  | { event: string; where?: string }
  | { task: string | number };

export interface Approval {
  title: string;
  body?: string;
  /** Empty: approve and reject. */
  choices: { id: string; label: string }[];
  /** Who may answer; empty for every operator. */
  people: string[];
  /** The stage that a rejection sends back to work, with everything between it and this gate. */
  rework?: string;
}

/** The agent, or who it is to be; none of them is whoever takes it. */
export interface Worker {
  agent?: string;
  profile?: string;
  capability?: string;
}

/** Exactly one of approval, wait, workflow, end, command and script makes the kind of a stage; one without is done by an agent. */
export interface Stage extends Worker {
  name: string;
  prompt?: string;
  command?: string;
  script?: string;
  approval?: Approval;
  wait?: Wait;
  workflow?: string;
  /** Of a nested workflow: values, or CEL in `{{ }}`. */
  inputs?: Record<string, unknown>;
  end?: { result: "succeed" | "fail"; message?: string };
  from: FromItem[];
  when?: string;
  join: Join;
  /** The kind of work, by which agents and workers choose: code, test, review, … */
  type?: string;
  priority?: Priority;
  title?: string;
  description?: string;
  review?: boolean;
  checks?: Check[];
  timeout?: string;
  /** How often it is tried in all, and how long to wait in between. */
  retry?: { attempts: number; delay?: string };
  on_failure: FailurePolicy;
  context?: { resume: string };
  foreach?: { stage: string } | { list: string };
  /** How many items are worked on at the same time; absent for all. */
  concurrency?: number;
  /** The most items that it takes. */
  limit: number;
  loop?: { until: string; max: number };
  output?: Record<string, unknown>;
  limits?: RunLimits;
  labels?: string[];
  metadata?: Record<string, unknown>;
}

/** What stages have that do not say otherwise. */
export interface Defaults extends Worker {
  type?: string;
  priority?: Priority;
  timeout?: string;
  retry?: { attempts: number; delay?: string };
  review?: boolean;
}

/** A workflow in its normalised form, as versions keep it. */
export interface Definition {
  description?: string;
  inputs: Record<string, Input>;
  /** CEL by name. */
  outputs: Record<string, string>;
  defaults: Defaults;
  stages: Stage[];
}

/** The kind of a stage. A stage with a prompt and nothing else is an agent's. */
export function stageKind(
  stage: Pick<Stage, "command" | "script" | "approval" | "wait" | "workflow" | "end">,
): StageKind {
  if (stage.command !== undefined || stage.script !== undefined) return "command";
  if (stage.approval !== undefined) return "approval";
  if (stage.wait !== undefined) return "wait";
  if (stage.workflow !== undefined) return "workflow";
  return stage.end === undefined ? "agent" : "end";
}
