import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";
import { ReviewShape } from "@/lib/reviews/schema";
import { Seen, TEXT_FIELDS } from "@/lib/rounds/schema";
import { AnchorShape, PlacedCommentShape } from "@/lib/rounds/shapes";
import { ChangedFileShape, EVIDENCE_STATES, EvidenceShape } from "@/lib/runs/evidence/schema";

const RoundShape = z
  .strictObject({
    number: z.int(),
    run_id: z.int().nullable(),
    agent: TextOrNull,
    commit: TextOrNull,
    branch: TextOrNull,
    handed_in_at: SecondsOrNull,
    /** Whether a verdict now would be about this round. */
    is_current: z.boolean(),
    checks: z.enum(EVIDENCE_STATES),
    /** Changed files, and lines. */
    files: z.int(),
    added: z.int(),
    removed: z.int(),
    /** Oldest first. */
    verdicts: z.array(ReviewShape),
    /** How many comments that were sent in this round are in each state. */
    comments: z.strictObject({ open: z.int(), answered: z.int(), resolved: z.int() }),
  })
  .meta({ id: "Round", description: "A hand-in of a task, with the verdicts on it." });
export type RoundWire = z.output<typeof RoundShape>;

export const RoundsResponse = z.strictObject({ rounds: z.array(RoundShape) });

/** How a file's change differs from that of the round before; null without one, or without both diffs. */
const SINCE = ["new", "changed", "unchanged"] as const;

const RoundFileShape = z.strictObject({
  ...ChangedFileShape.shape,
  hash: z.string(),
  viewed: z.boolean(),
  since: z.enum(SINCE).nullable(),
});
export type RoundFileWire = z.output<typeof RoundFileShape>;

const RoundSinceShape = z.strictObject({
  round: z.int(),
  run_id: z.int().nullable(),
  commit: TextOrNull,
  /** Whether a worker reported the diff between both commits. */
  reported: z.boolean(),
  files: z.array(ChangedFileShape),
  /** The files that the change no longer touches. */
  gone: z.array(z.string()),
  text_changed: z.boolean(),
});
export type RoundSinceWire = z.output<typeof RoundSinceShape>;

export const RoundResponse = z.strictObject({
  round: RoundShape,
  /** To be sent with a verdict, which is refused if the work has changed since. */
  seen: Seen,
  evidence: EvidenceShape,
  files: z.array(RoundFileShape),
  texts: z.array(
    z.strictObject({
      field: z.enum(TEXT_FIELDS),
      paragraphs: z.array(z.strictObject({ index: z.int(), hash: z.string(), text: z.string() })),
    }),
  ),
  since: RoundSinceShape.nullable(),
  comments: z.array(PlacedCommentShape),
});
export type RoundWhole = z.output<typeof RoundResponse>;

export const SinceResponse = z.strictObject({
  from: z.string(),
  to: z.string(),
  diff: TextOrNull,
  truncated: z.boolean(),
  files: z.array(ChangedFileShape),
});
export type SinceWire = z.output<typeof SinceResponse>;

const DraftShape = z
  .strictObject({
    id: z.int(),
    task_id: z.int(),
    /** The round that it is about. */
    round: z.int().nullable(),
    anchor: AnchorShape,
    quote: TextOrNull,
    body: z.string(),
    /** Whether the work was handed in again since: then it has to be moved or removed before it can be sent. */
    superseded: z.boolean(),
    /** Of a superseded one: where its lines are in the work as it is now, if they are there. */
    moved_anchor: AnchorShape.nullable(),
    created_at: Seconds,
    updated_at: Seconds,
  })
  .meta({ id: "ReviewDraft", description: "A comment of the caller that is not sent yet." });
export type DraftWire = z.output<typeof DraftShape>;

export const DraftsResponse = z.strictObject({ drafts: z.array(DraftShape) });
export const DraftResponse = z.strictObject({ draft: DraftShape });
export const Done = z.strictObject({ success: z.literal(true) });
