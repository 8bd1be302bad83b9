import { z } from "zod";
import { AgentName, line, MAX_INT, text } from "@/lib/core/fields";
import { ProjectShape, TicketPrefix } from "@/lib/projects/schema";
import { EXEC_MODES, LINK_TYPES, PRIORITIES, TASK_TYPES } from "@/lib/tasks/schema";

/** The most tickets in one request, so that it is one short transaction and a body of at most 2 MB. */
export const MAX_TICKETS = 200;

/** The statuses an imported ticket may have: those without a holder, because nobody here holds it. */
export const IMPORT_STATUSES = ["inbox", "assigned", "blocked", "done", "cancelled"] as const;

const TicketNo = z.number().int().min(1, "must be at least 1").max(MAX_INT);
/** Unix milliseconds, so that no precision is lost. */
const Millis = z
  .number()
  .int("must be whole milliseconds")
  .min(0, "must not be negative")
  .max(4_102_444_800_000, "must be before the year 2100");

const ImportedComment = z.strictObject({
  author: line(100, "author"),
  content: line(50_000, "content"),
  created_at: Millis,
});

/** A link from this ticket to an earlier one or one in the same request; `inverse` swaps its ends. */
const ImportedLink = z.strictObject({
  to: TicketNo,
  type: z.enum(LINK_TYPES),
  inverse: z.boolean().default(false),
});

export const ImportedTicket = z.strictObject({
  number: TicketNo,
  /** The ticket's id at its source, by which an existing ticket is recognised. */
  source_id: line(200, "source_id"),
  title: line(500, "title"),
  description: text(50_000).nullable().default(null),
  status: z.enum(IMPORT_STATUSES),
  priority: z.enum(PRIORITIES),
  type: z.enum(TASK_TYPES),
  labels: z.array(line(100, "a label")).max(50, "must have at most 50 labels").default([]),
  assigned_to: AgentName.nullable().default(null),
  blocked_reason: text(2_000).nullable().default(null),
  /** The number of its parent, which was imported before or precedes it in this request. */
  parent: TicketNo.nullable().default(null),
  exec_mode: z.enum(EXEC_MODES).default("par"),
  exec_order: z.number().int().min(0).max(MAX_INT).nullable().default(null),
  archived_at: Millis.nullable().default(null),
  created_at: Millis,
  updated_at: Millis,
  comments: z.array(ImportedComment).default([]),
  links: z.array(ImportedLink).default([]),
});
export type ImportedTicket = z.output<typeof ImportedTicket>;

/** Creates the project if it is missing, and moves its ticket counter past the highest number. */
export const BeginImport = z.strictObject({
  step: z.literal("begin"),
  project: TicketPrefix,
  name: line(100, "name").optional(),
  numbers: z.array(TicketNo).max(200_000, "must name at most 200000 tickets"),
  /** A dry run: reports what exists and changes nothing. */
  dry_run: z.boolean().default(false),
});
export type BeginImport = z.output<typeof BeginImport>;

export const ImportTickets = z.strictObject({
  step: z.literal("tickets"),
  project: TicketPrefix,
  tickets: z
    .array(ImportedTicket)
    .min(1, "must have at least one ticket")
    .max(MAX_TICKETS, `must have at most ${MAX_TICKETS} tickets`),
});
export type ImportTickets = z.output<typeof ImportTickets>;

/** Updates parents and readiness, a part at a time: `after` is the `next` of the previous answer. */
export const FinishImport = z.strictObject({
  step: z.literal("finish"),
  project: TicketPrefix,
  after: z.number().int().min(0).max(MAX_INT).default(0),
});
export type FinishImport = z.output<typeof FinishImport>;

export const ImportStep = z.discriminatedUnion("step", [BeginImport, ImportTickets, FinishImport]);
export type ImportStep = z.output<typeof ImportStep>;

/** Something that Baton's rules kept out: the ticket it belongs to, and why. */
const Deviation = z.strictObject({ source_id: z.string(), what: z.string() });
export type Deviation = z.infer<typeof Deviation>;

export const ImportAnswer = z.discriminatedUnion("step", [
  z.strictObject({
    step: z.literal("begin"),
    /** Null in a dry run if the project is missing. */
    project: ProjectShape.nullable(),
    created: z.boolean(),
    /** How many of the tickets exist already. */
    present: z.int(),
  }),
  z.strictObject({
    step: z.literal("tickets"),
    created: z.int(),
    present: z.int(),
    comments: z.int(),
    links: z.int(),
    deviations: z.array(Deviation),
  }),
  z.strictObject({
    step: z.literal("finish"),
    /** How many parents became done because all their children are finished. */
    finished: z.array(z.string()),
    next: z.int().nullable(),
  }),
]);
export type ImportAnswer = z.infer<typeof ImportAnswer>;
