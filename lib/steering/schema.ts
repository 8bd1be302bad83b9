import { z } from "zod";
import { line, MAX_INT, numberParam } from "@/lib/core/fields";

/** When a message is to be heard: in the middle of the work, or when the agent would otherwise have been done. */
export const TIMINGS = ["now", "after_turn"] as const;
export type Timing = (typeof TIMINGS)[number];

const Seq = z.int().positive().max(MAX_INT);
const Seqs = z.array(Seq).max(200, "must have at most 200 numbers");
const Said = line(20_000, "text");

export const RunMessagePath = z.strictObject({
  id: numberParam(1, MAX_INT),
  seq: numberParam(1, MAX_INT),
});

/** Without `when`, as soon as the run can hear it. */
export const SteerBody = z.strictObject({ text: Said, when: z.enum(TIMINGS).optional() });
export type SteerBody = z.output<typeof SteerBody>;

/** `version` is the one that was read: if it is another by now, nothing is changed. */
export const ChangeMessageBody = z.strictObject({
  text: Said.optional(),
  when: z.enum(TIMINGS).optional(),
  version: Seq.optional(),
});
export type ChangeMessageBody = z.output<typeof ChangeMessageBody>;

export const TakeBody = z.strictObject({
  /** `running` takes what is to be heard now; `ended`, at the end of a turn, everything that waits. */
  turn: z.enum(["running", "ended"]),
  /** What was taken before and has been heard since. */
  delivered: Seqs.default([]),
});
export type TakeBody = z.output<typeof TakeBody>;

/** In a sign of life for one run: what was heard of the messages that came with the one before. */
export const HeardSeqs = Seqs.optional();

/** The same for several runs. */
export const HeardMessages = z
  .array(z.strictObject({ run_id: Seq, seq: Seq }))
  .max(200, "must have at most 200 messages")
  .optional();
