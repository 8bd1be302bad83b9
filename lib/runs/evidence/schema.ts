import { z } from "zod";
import { line, MAX_INT, singleLine, storable, text } from "@/lib/core/fields";
import { Seconds, TextOrNull } from "@/lib/core/shapes";
import { Commit } from "@/lib/rounds/schema";
import { CheckState } from "@/prisma/generated/enums";
import { ownCheck } from "./own-checks";

/** Checks: commands that have to end well on the very commit that a run hands in. Workers run them, with `sh -c` in the worktree. */

const MAX_CHECKS = 20;
const MAX_OUTPUT = 20_000;

const Check = z.strictObject({
  name: singleLine(60),
  command: line(2_000, "command").superRefine((command, found) => {
    const own = ownCheck(command.trim());
    if (own && "rule" in own) found.addIssue({ code: "custom", message: own.rule });
  }),
  /** Patterns of paths: the check is only run when a changed file matches one. */
  paths: z
    .array(singleLine(300))
    .min(1, "must name a path, or be left out")
    .max(50, "must have at most 50 paths")
    .optional(),
  /** That the command has to end with; 0 by default. */
  exit_code: z.int("must be a whole number from 0 to 255").min(0).max(255).optional(),
});
export type Check = z.output<typeof Check>;

/** The checks of a task or a project, each name once. */
export const Checks = z
  .array(Check)
  .max(MAX_CHECKS, `must have at most ${MAX_CHECKS} checks`)
  .refine(
    (checks) => new Set(checks.map(({ name }) => name.toLowerCase())).size === checks.length,
    "must name each check once",
  );

export const CheckShape = z
  .strictObject({
    name: z.string(),
    command: z.string(),
    paths: z.array(z.string()).optional(),
    exit_code: z.int().optional(),
  })
  .meta({
    id: "Check",
    description: "A command that has to end well on the commit that is handed in.",
  });

/** What a command printed may hold anything; what cannot be stored is left out. */
const Output = z
  .string("must be text")
  .max(MAX_OUTPUT, `must have at most ${MAX_OUTPUT} characters: send the end of it`)
  .transform(storable);

/** How checks ended on a commit. They may be sent one by one; a name that was sent before for the commit is replaced. */
export const ReportChecks = z
  .strictObject({
    commit: Commit,
    checks: z
      .array(
        z.strictObject({
          name: singleLine(60),
          /** The command that was run, which has to be the one that is asked for. */
          command: line(2_000, "command"),
          /** The same as above, for clients that send results as they have them. */
          commit: Commit.optional(),
          state: z.enum(CheckState),
          exit_code: z.int().min(0).max(255).nullable(),
          output: Output.default(""),
          duration_ms: z.int().min(0).max(MAX_INT),
        }),
      )
      .min(1, "must have a check")
      .max(MAX_CHECKS, `must have at most ${MAX_CHECKS} checks`),
  })
  .refine(({ commit, checks }) => checks.every((check) => (check.commit ?? commit) === commit), {
    path: ["checks"],
    error: "must all be about the commit that is named",
  });
export type ReportChecks = z.output<typeof ReportChecks>;

const MAX_DIFF = 1_500_000;
const MAX_FILES = 5_000;
const FILE_STATUSES = ["added", "modified", "deleted", "renamed", "copied", "type"] as const;

const ChangedFile = z.strictObject({
  path: z.string().min(1).max(4_096).transform(storable),
  /** Where it was, when it was renamed or copied. */
  from: z.string().max(4_096).transform(storable).optional(),
  status: z.enum(FILE_STATUSES),
  /** Lines; null for binary files. */
  added: z.int().min(0).nullable(),
  removed: z.int().min(0).nullable(),
  binary: z.boolean(),
});

export const Files = z
  .array(ChangedFile)
  .max(MAX_FILES, `must have at most ${MAX_FILES} files`)
  .default([]);

/** The commit that a run hands in, with what it changed. */
export const ReportChange = z.strictObject({
  branch: singleLine(300).nullable().default(null),
  commit: Commit,
  base: Commit.nullable().default(null),
  files: Files,
  /** Unified, as git prints it. */
  diff: text(MAX_DIFF).nullable().default(null),
  truncated: z.boolean().default(false),
  /** What the commit changed since earlier commits of the task that were judged. */
  since: z
    .array(
      z.strictObject({
        commit: Commit,
        files: Files,
        diff: text(MAX_DIFF).nullable().default(null),
        truncated: z.boolean().default(false),
      }),
    )
    .max(3, "must have at most 3 commits")
    .refine(
      (since) => new Set(since.map(({ commit }) => commit)).size === since.length,
      "must name each commit once",
    )
    .default([]),
});
export type ReportChange = z.output<typeof ReportChange>;

export const ChangedFileShape = z
  .strictObject({
    path: z.string(),
    from: z.string().optional(),
    status: z.enum(FILE_STATUSES),
    added: z.int().nullable(),
    removed: z.int().nullable(),
    binary: z.boolean(),
  })
  .meta({ id: "ChangedFile", description: "A file that a change touches." });

const ChangeShape = z
  .strictObject({
    branch: TextOrNull,
    commit: z.string(),
    base: TextOrNull,
    files: z.array(ChangedFileShape),
    diff: TextOrNull,
    truncated: z.boolean(),
  })
  .meta({ id: "RunChange", description: "The commit that a run hands in, and what it changed." });
export type ChangeWire = z.output<typeof ChangeShape>;

/** `missing`: nothing was reported for the commit, or for another command than the one that is asked for now. */
export const STANDINGS = [...Object.values(CheckState), "missing"] as const;

const StandingShape = z
  .strictObject({
    name: z.string(),
    command: z.string(),
    paths: z.array(z.string()).nullable(),
    expected_exit_code: z.int(),
    state: z.enum(STANDINGS),
    exit_code: z.int().nullable(),
    output: z.string(),
    duration_ms: z.int().nullable(),
    /** The key or agent that reported it. */
    reported_by: TextOrNull,
    reported_at: Seconds.nullable(),
  })
  .meta({ id: "CheckStanding", description: "A check that is asked for, and how it ended." });
export type StandingWire = z.output<typeof StandingShape>;

export const EVIDENCE_STATES = ["none", "passed", "failed", "missing"] as const;

export const EvidenceShape = z
  .strictObject({
    /** `none`: no checks are asked for. `missing`: some have no result, and none is red. */
    state: z.enum(EVIDENCE_STATES),
    /** Where the checks are written down. */
    from: z.enum(["task", "project"]).nullable(),
    run_id: z.int().nullable(),
    /** The commit that is handed in, as its worker reported it. */
    commit: TextOrNull,
    branch: TextOrNull,
    checks: z.array(StandingShape),
  })
  .meta({
    id: "Evidence",
    description: "The checks of the work that a task has now: what is asked for, and how it ended.",
  });
export type EvidenceWire = z.output<typeof EvidenceShape>;

export const EvidenceResponse = z.strictObject({ evidence: EvidenceShape });
/** The same with the whole change. */
export const RunEvidenceResponse = z.strictObject({
  evidence: EvidenceShape,
  change: ChangeShape.nullable(),
});
