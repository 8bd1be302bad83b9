import { z } from "zod";
import { AgentName, JsonObject, line, singleLine } from "@/lib/core/fields";
import { RunLimits } from "@/lib/limits/schema";
import { Checks } from "@/lib/runs/evidence/schema";
import { Labels, OutputSchema, PRIORITIES } from "@/lib/tasks/fields";
import { isDuration } from "./durations";
import {
  FAILURE_POLICIES,
  INPUT_TYPES,
  JOINS,
  MAX_CEL,
  MAX_ITEMS,
  MAX_ITERATIONS,
  MAX_STAGES,
} from "./schema";

/** The most inputs, and the most outputs. */
const MAX_NAMED = 200;

const STAGE_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const NAME_RULE =
  "must have 1 to 64 letters, digits, dashes or underscores and start with a letter";
const StageName = z.string("must be the name of a stage").regex(STAGE_NAME, NAME_RULE);
const FieldName = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]{0,63}$/,
    "must have 1 to 64 letters, digits or underscores and start with a letter",
  );
const Cel = z
  .string("must be a CEL expression, which is text")
  .trim()
  .min(1, "must be a CEL expression")
  .max(MAX_CEL, `must have at most ${MAX_CEL} characters`);
const Duration = z
  .string("must be a duration such as 30m")
  .trim()
  .refine(isDuration, "must be a duration such as 90s, 30m, 2h or 1d, of at most 366 days");
const Words = (max: number) =>
  z.string("must be text").max(max, `must have at most ${max} characters`);
const Title = line(300, "a title");
const Template = z.string().regex(/\{\{.*\}\}/s);
/** A name, or a `{{ }}` that gives one. */
const NameOr = (schema: z.ZodType<string>) =>
  z.union([schema, Template], "must be a name, or {{ }} around an input that gives one");

const workerFields = {
  agent: NameOr(AgentName).optional(),
  profile: NameOr(AgentName).optional(),
  capability: singleLine(60).optional(),
};

const RetrySource = z.union(
  [
    z.int().min(0).max(20),
    z.strictObject({ attempts: z.int().min(1).max(20), delay: Duration.optional() }),
  ],
  "must be how often it is tried again, from 0 to 20, or {attempts, delay}",
);

const InputSource = z.strictObject({
  type: z.enum(INPUT_TYPES),
  description: Words(1_000).optional(),
  default: z.unknown().optional(),
  required: z.boolean().optional(),
  enum: z.array(z.unknown()).min(1, "must list a value").max(100).optional(),
  max_length: z.int().min(1).max(200_000).optional(),
});

const FromItemSource = z.union(
  [
    z.string().min(1).max(500),
    z.strictObject({ stage: StageName }),
    z.strictObject({ file: z.string().min(1).max(500) }),
    z.strictObject({ input: FieldName }),
  ],
  "must be the name of a stage, the path of a file, {stage}, {file} or {input}",
);

const ChoiceId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/,
    "must have 1 to 40 letters, digits, dashes or underscores",
  );
const ApprovalSource = z.strictObject({
  title: Title,
  body: Words(20_000).optional(),
  choices: z
    .array(
      z.union(
        [line(100, "a choice"), z.strictObject({ id: ChoiceId, label: line(100, "a label") })],
        "must be a text or {id, label}",
      ),
    )
    .max(20, "must have at most 20 choices")
    .optional(),
  people: z.array(singleLine(100)).max(50).optional(),
  rework: StageName.optional(),
});

const WaitSource = z
  .strictObject({
    for: Duration.optional(),
    until: Cel.optional(),
    event: z.string().min(1).max(100).optional(),
    where: Cel.optional(),
    task: z.union([z.int().positive(), Cel]).optional(),
  })
  .refine(
    (wait) =>
      [wait.for, wait.until, wait.event, wait.task].filter((given) => given !== undefined)
        .length === 1,
    "must have exactly one of for, until, event and task",
  )
  .refine((wait) => wait.where === undefined || wait.event !== undefined, {
    path: ["where"],
    message: "is for waits for an event",
  });

const EndSource = z.union(
  [
    z.enum(["succeed", "fail"]),
    z.strictObject({ result: z.enum(["succeed", "fail"]), message: Words(2_000).optional() }),
  ],
  "must be succeed, fail or {result, message}",
);

const ForeachSource = z.union(
  [Cel, z.strictObject({ stage: StageName }), z.strictObject({ list: Cel })],
  "must be the name of a stage, or a CEL expression that gives a list",
);

export const StageSource = z.strictObject({
  name: StageName,
  ...workerFields,
  prompt: Words(20_000).optional(),
  command: line(2_000, "a command").optional(),
  script: line(20_000, "a script").optional(),
  approval: ApprovalSource.optional(),
  wait: WaitSource.optional(),
  workflow: z
    .string("must be the name of a workflow")
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/, "must be the name of a workflow")
    .optional(),
  inputs: z.record(FieldName, z.unknown()).optional(),
  end: EndSource.optional(),
  from: z
    .union(
      [FromItemSource, z.array(FromItemSource).max(200, "must have at most 200 entries")],
      "must be a stage, a file, {stage}, {file} or {input}, or a list of these",
    )
    .optional(),
  when: Cel.optional(),
  join: z.enum(JOINS).optional(),
  type: singleLine(60).optional(),
  priority: z.enum(PRIORITIES).optional(),
  title: Title.optional(),
  description: Words(2_000).optional(),
  review: z.boolean().optional(),
  checks: Checks.optional(),
  timeout: Duration.optional(),
  retry: RetrySource.optional(),
  on_failure: z.enum(FAILURE_POLICIES).optional(),
  context: z
    .union(
      [z.literal("fresh"), z.strictObject({ resume: StageName })],
      "must be fresh or {resume: STAGE}",
    )
    .optional(),
  foreach: ForeachSource.optional(),
  concurrency: z.int().min(1).max(MAX_ITEMS).optional(),
  limit: z.int().min(1).max(MAX_ITEMS, `must be at most ${MAX_ITEMS}`).optional(),
  loop: z
    .strictObject({
      until: Cel,
      max: z.int().min(1).max(MAX_ITERATIONS, `must be at most ${MAX_ITERATIONS}`),
    })
    .optional(),
  output: OutputSchema.optional(),
  limits: RunLimits.optional(),
  labels: Labels.optional(),
  metadata: JsonObject.optional(),
});
export type StageSource = z.output<typeof StageSource>;

const fewOf = <T extends z.ZodRecord>(record: T): T =>
  record.refine(
    (named) => Object.keys(named).length <= MAX_NAMED,
    `must have at most ${MAX_NAMED} entries`,
  );

/** A workflow as it is written in YAML or JSON. */
export const DefinitionSource = z.strictObject({
  description: Words(4_000).optional(),
  inputs: fewOf(z.record(FieldName, InputSource)).optional(),
  outputs: fewOf(z.record(FieldName, Cel)).optional(),
  defaults: z
    .strictObject({
      ...workerFields,
      type: singleLine(60).optional(),
      priority: z.enum(PRIORITIES).optional(),
      timeout: Duration.optional(),
      retry: RetrySource.optional(),
      review: z.boolean().optional(),
    })
    .optional(),
  stages: z
    .array(StageSource)
    .min(1, "must have at least one stage")
    .max(MAX_STAGES, `must have at most ${MAX_STAGES} stages`),
});
export type DefinitionSource = z.output<typeof DefinitionSource>;
