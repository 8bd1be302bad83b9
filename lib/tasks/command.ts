import { z } from "zod";
import { line, text } from "@/lib/core/fields";
import { ATTEMPT_LIMITS } from "./lifecycle";

/**
 * What a worker that was started with `--commands` runs for a task, in place of a program with a prompt: one line of the shell, or a
 * script of several. Values that come from inputs and results are passed in `env` and never spliced into the text.
 */

const MAX_RUN = 4_000;
const MAX_SCRIPT = 64_000;
const MAX_VARIABLES = 100;
/** Linux takes 128 KB for one variable. */
const MAX_VALUE_BYTES = 120_000;
const MAX_ENV_BYTES = 500_000;
/** A day. */
const MAX_SECONDS = 86_400;

const bytesOf = (value: string): number => new TextEncoder().encode(value).length;

const Variables = z
  .record(
    z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, "must be a variable's name"),
    text(MAX_VALUE_BYTES).refine(
      (value) => bytesOf(value) <= MAX_VALUE_BYTES,
      `must have at most ${MAX_VALUE_BYTES} bytes`,
    ),
  )
  .refine(
    (env) => Object.keys(env).length <= MAX_VARIABLES,
    `must have at most ${MAX_VARIABLES} variables`,
  )
  .refine(
    (env) => Object.values(env).reduce((sum, value) => sum + bytesOf(value), 0) <= MAX_ENV_BYTES,
    `must have at most ${MAX_ENV_BYTES} bytes in all`,
  );

const common = {
  /** The shell, a name or path; `sh` by default. */
  shell: z
    .string()
    .regex(/^[A-Za-z0-9._/-]{1,100}$/, "must be the name or path of a shell, such as bash")
    .optional(),
  /** After which it is stopped and has failed. A worker stops it earlier if its own --timeout is shorter. */
  timeout_seconds: z
    .int("must be whole seconds")
    .min(1, "must be at least 1")
    .max(MAX_SECONDS, `must be at most ${MAX_SECONDS}`)
    .optional(),
  env: Variables.optional(),
  /** How often it is tried if it fails; once by default. */
  attempts: z
    .int("must be whole")
    .min(1, "must be at least 1")
    .max(ATTEMPT_LIMITS.dispatchAttempts, `must be at most ${ATTEMPT_LIMITS.dispatchAttempts}`)
    .optional(),
};

export const TaskCommand = z.union(
  [
    z.strictObject({ run: line(MAX_RUN, "run"), ...common }),
    z.strictObject({ script: text(MAX_SCRIPT, 1), ...common }),
  ],
  'must be {"run": "npm test"} or {"script": "several lines"}, with shell, timeout_seconds and env if needed',
);
export type TaskCommand = z.output<typeof TaskCommand>;

const shared = {
  shell: z.string().optional(),
  timeout_seconds: z.int().optional(),
  env: z.record(z.string(), z.string()).optional(),
  attempts: z.int().optional(),
};

export const TaskCommandShape = z
  .union([
    z.strictObject({ run: z.string(), ...shared }),
    z.strictObject({ script: z.string(), ...shared }),
  ])
  .meta({
    id: "TaskCommand",
    description: "What a worker started with --commands runs for the task, without a model.",
  });
