import { z } from "zod";
import { MAX_INT, numberParam } from "@/lib/core/fields";
import { TextOrNull } from "@/lib/core/shapes";

/** Unix seconds with their fraction: a stage may take less than one. */
const Moment = z.number();
const MomentOrNull = Moment.nullable();

export const PHASES = ["inputs", "queue", "pause", "working", "review", "person"] as const;
export type PhaseKind = (typeof PHASES)[number];

const PhaseShape = z
  .strictObject({
    /**
     * `inputs`: other stages have to end first. `queue`: nobody has taken it. `pause`: a stage that waits for a time or an event.
     * `working`: an attempt, a nested run, or items. `person`: somebody was asked.
     */
    kind: z.enum(PHASES),
    start: Moment,
    /** Null while it lasts. */
    end: MomentOrNull,
    run_id: z.int().optional(),
    attempt: z.int().optional(),
    agent: z.string().optional(),
    /** How the attempt ended; null while it goes on. */
    outcome: TextOrNull.optional(),
    request_id: z.int().optional(),
    /** What ended a review, and who gave it. */
    verdict: z.string().optional(),
    by: z.string().optional(),
  })
  .meta({ id: "WorkflowPhase", description: "A time that a stage of a run spent in one way." });
export type PhaseWire = z.output<typeof PhaseShape>;

const TimelineRowShape = z
  .strictObject({
    stage: z.string(),
    /** Of a row for an item of `foreach` or an iteration of `loop`: its place, from 0. */
    item: z.int().nullable(),
    /** Oldest first, without overlaps. */
    phases: z.array(PhaseShape),
  })
  .meta({
    id: "WorkflowTimelineRow",
    description: "How the time of a stage, or of one of its items, was spent.",
  });

export const TimelineResponse = z.strictObject({
  started_at: Moment,
  finished_at: MomentOrNull,
  rows: z.array(TimelineRowShape),
});
export type TimelineWire = z.output<typeof TimelineResponse>;

export const TimelinePath = z.strictObject({ id: numberParam(1, MAX_INT) });
export const TimelineQuery = z.strictObject({
  /** The rows of this stage's items or iterations, in place of those of the stages. */
  stage: z.string().max(64).optional(),
});
