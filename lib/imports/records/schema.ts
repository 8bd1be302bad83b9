import { z } from "zod";
import { MAX_INT, singleLine } from "@/lib/core/fields";
import { ImportedRecord } from "./kinds";

/** The most records in one request, so that it is one short transaction. */
export const MAX_RECORDS = 500;

/** Names the installation that the records come from, always the same: its address, or the id in its export. */
const Source = singleLine(300);

export const BeginRecords = z.strictObject({
  step: z.literal("begin"),
  source: Source,
  /** Refuses an installation with tasks or agents of its own. */
  empty: z.boolean().default(false),
});

export const SendRecords = z.strictObject({
  step: z.literal("records"),
  source: Source,
  records: z
    .array(ImportedRecord)
    .min(1, "must have at least one record")
    .max(MAX_RECORDS, `must have at most ${MAX_RECORDS} records`),
});
export type SendRecords = z.output<typeof SendRecords>;

const Cursor = z.int().min(0).max(MAX_INT).default(0);

/** Brings parents and readiness up to date, a part at a time: `project` and `after` are the `next` of the previous answer. */
export const FinishRecords = z.strictObject({
  step: z.literal("finish"),
  source: Source,
  project: Cursor,
  after: Cursor,
});
export type FinishRecords = z.output<typeof FinishRecords>;

export const RecordsStep = z.discriminatedUnion("step", [BeginRecords, SendRecords, FinishRecords]);
export type RecordsStep = z.output<typeof RecordsStep>;

const Deviation = z.strictObject({
  kind: z.string(),
  source_id: z.string(),
  what: z.string(),
});
export type RecordDeviation = z.infer<typeof Deviation>;

const Counts = z.record(z.string(), z.int());

export const RecordsAnswer = z.discriminatedUnion("step", [
  z.strictObject({
    step: z.literal("begin"),
    /** How many records of each kind were brought from this source before. */
    present: Counts,
  }),
  z.strictObject({
    step: z.literal("records"),
    created: Counts,
    present: Counts,
    /** What could not keep its id, with its new one. */
    renumbered: z.array(
      z.strictObject({
        kind: z.string(),
        source_id: z.string(),
        id: z.int(),
        ref: z.string().nullable(),
      }),
    ),
    deviations: z.array(Deviation),
  }),
  z.strictObject({
    step: z.literal("finish"),
    /** Parents that became done because all their children are finished. */
    finished: z.array(z.string()),
    next: z.strictObject({ project: z.int(), after: z.int() }).nullable(),
  }),
]);
export type RecordsAnswer = z.infer<typeof RecordsAnswer>;
