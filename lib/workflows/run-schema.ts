import { z } from "zod";
import {
  AgentName,
  anyOf,
  BROKEN_CURSOR,
  MAX_INT,
  numberParam,
  PageLimit,
  RowId,
  text,
  Words,
} from "@/lib/core/fields";
import { isShallow, isStorable, NESTING_RULE, STORABLE_RULE } from "@/lib/core/json";
import { PRIORITIES } from "@/lib/tasks/fields";
import { BULK_ACTIONS, RUN_ATTENTIONS, RUN_STATUSES } from "./shapes";

const KILOBYTE = 1_024;
const MAX_INPUTS_KB = 256;
const MAX_FILE_KB = 256;
const MAX_FILES = 50;
const MAX_ALL_FILES_KB = 1_024;

/** A workflow in a path or a body: its name. */
export const WorkflowName = z
  .string("must be the name of a workflow")
  .trim()
  .regex(
    /^[a-z0-9][a-z0-9_.-]{0,79}$/i,
    "must have 1 to 80 letters, digits, dots, dashes or underscores and start with a letter or digit",
  );
export const WorkflowPath = z.strictObject({ name: WorkflowName });

/** The values of a workflow's inputs. Whether they fit them is checked when the run starts. */
export const RunInputs = z
  .record(z.string(), z.unknown())
  .refine(isShallow, { message: NESTING_RULE, abort: true })
  .refine(
    (inputs) => JSON.stringify(inputs).length <= MAX_INPUTS_KB * KILOBYTE,
    `must be at most ${MAX_INPUTS_KB} KB of JSON`,
  )
  .refine(isStorable, STORABLE_RULE);

/** A path as definitions write it: relative, and never out of its folder. */
const FilePath = z
  .string()
  .min(1)
  .max(500)
  .refine(
    (path) => !/^([/\\]|[a-z]:)/i.test(path) && !path.split(/[/\\]/).includes(".."),
    "must be a relative path without ..",
  );

/** The texts of the files that the definition names, read by whoever starts the run. */
export const RunFiles = z
  .record(FilePath, text(MAX_FILE_KB * KILOBYTE))
  .refine((files) => Object.keys(files).length <= MAX_FILES, `must be at most ${MAX_FILES} files`)
  .refine(
    (files) =>
      Object.values(files).reduce((sum, content) => sum + content.length, 0) <=
      MAX_ALL_FILES_KB * KILOBYTE,
    `must be at most ${MAX_ALL_FILES_KB} KB together`,
  );

/** A start, a dry run (`dry_run`), or a copy of an earlier run (`copy_of`), which keeps what came of the stages before `from`. */
export const StartRun = z
  .strictObject({
    inputs: RunInputs.optional(),
    files: RunFiles.optional(),
    /** Works on the stages that name nobody. */
    agent: AgentName.optional(),
    version: RowId.optional(),
    project_id: RowId.optional(),
    priority: z.enum(PRIORITIES).optional(),
    dry_run: z.boolean().default(false),
    copy_of: RowId.optional(),
    from: z.string().min(1).max(64).optional(),
  })
  .refine(({ from, copy_of }) => from === undefined || copy_of !== undefined, {
    message: "is for copies: send copy_of beside it",
    path: ["from"],
  })
  .refine(({ dry_run, copy_of }) => !dry_run || copy_of === undefined, {
    message: "is for new runs, not for copies",
    path: ["dry_run"],
  });
export type StartRun = z.output<typeof StartRun>;

export const RunPath = z.strictObject({ id: numberParam(1, MAX_INT) });
export const StagePath = RunPath.extend({ stage: z.string().min(1).max(64) });

const Stage = z
  .string("must be the name of a stage")
  .trim()
  .min(1, "is required")
  .max(64, "must have at most 64 characters");

/** `inputs` replaces the inputs that it names. */
export const RetryRun = z.strictObject({ stage: Stage, inputs: RunInputs.optional() });
export const SkipStage = z.strictObject({ stage: Stage });
const Reason = text(2_000).nullable().optional();
export const CancelRun = z.strictObject({ reason: Reason });

const MOST_IN_BULK = 200;
export const BulkRuns = z.strictObject({
  action: z.enum(BULK_ACTIONS),
  runs: z
    .array(RowId)
    .min(1, "must name a run")
    .max(MOST_IN_BULK, `must have at most ${MOST_IN_BULK} entries; send the rest separately`),
  /** Why they are cancelled. */
  reason: Reason,
});
export type BulkRuns = z.output<typeof BulkRuns>;

const Cursor = z
  .string()
  .regex(/^\d{1,10}$/, BROKEN_CURSOR)
  .refine((cursor) => Number(cursor) <= MAX_INT, BROKEN_CURSOR)
  .transform(Number)
  .optional();

export const RunsPage = z.strictObject({
  status: anyOf(RUN_STATUSES).optional(),
  /**
   * Of those that run, only the ones that somebody has to see to: `blocked` behind a failure, or `person`, which ask people something.
   * Without `status` no others are found.
   */
  attention: anyOf(RUN_ATTENTIONS).optional(),
  limit: PageLimit,
  cursor: Cursor,
});
export const ListRuns = RunsPage.extend({
  workflow: WorkflowName.optional(),
  project_id: numberParam(1, MAX_INT).optional(),
  /** The names of those who started them. */
  started_by: Words.optional(),
});
export type ListRuns = z.output<typeof ListRuns>;

export const ItemsPage = z.strictObject({ limit: PageLimit, cursor: Cursor });
export type ItemsPage = z.output<typeof ItemsPage>;

/** What a workflow that is made of a task is called. */
export const TaskToWorkflow = z.strictObject({
  name: WorkflowName,
  description: text(4_000).optional(),
  note: text(2_000).optional(),
});
