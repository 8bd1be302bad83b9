import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";
import { RunShape } from "@/lib/runs/shapes";
import { RunMessageShape } from "@/lib/steering/shapes";
import { RequestKind, RequestState } from "@/prisma/generated/enums";

const AnswerShape = z.strictObject({
  /** The id of an option, and what it says. */
  option: TextOrNull,
  label: TextOrNull,
  /** Words instead of an option, or a note beside it. */
  text: TextOrNull,
});

export const RequestShape = z
  .strictObject({
    id: z.int(),
    kind: z.enum(RequestKind),
    state: z.enum(RequestState),
    title: z.string(),
    body: TextOrNull,
    options: z.array(
      z.strictObject({ id: z.string(), label: z.string(), description: TextOrNull }),
    ),
    /** The id of the option that the agent would take. */
    proposed: TextOrNull,
    /** Whether words may be the answer. A permission takes one of its options. */
    free_text: z.boolean(),
    tool: TextOrNull,
    arguments: z.record(z.string(), z.unknown()).nullable(),
    run_id: z.int().nullable(),
    task_id: z.int().nullable(),
    ticket_ref: TextOrNull,
    task_title: TextOrNull,
    project_id: z.int().nullable(),
    project_name: TextOrNull,
    agent: z.string(),
    deadline_at: SecondsOrNull,
    /** What happens at the deadline, if there is one. */
    on_deadline: z.discriminatedUnion("action", [
      z.strictObject({ action: z.literal("fail") }),
      z.strictObject({ action: z.literal("answer"), option: TextOrNull, text: TextOrNull }),
    ]),
    /** The usernames and agents who may answer; every operator if it is empty. */
    may_answer: z.array(z.string()),
    /** Whether the caller may answer it. */
    mine: z.boolean(),
    answer: AnswerShape.nullable(),
    /** Who answered or withdrew it. */
    closed_by: TextOrNull,
    reason: TextOrNull,
    standing_answer_id: z.int().nullable(),
    created_at: Seconds,
    closed_at: SecondsOrNull,
  })
  .meta({
    id: "AgentRequest",
    description: "What an agent asks of people while its run waits. Times are Unix seconds.",
  });
export type RequestWire = z.output<typeof RequestShape>;

/** What an event carries of a request: the beginning of its text, and no arguments. */
export const RequestEventShape = RequestShape.omit({ arguments: true, mine: true });
export type RequestEventWire = z.output<typeof RequestEventShape>;

export const RequestResponse = z.strictObject({ request: RequestShape });
export const AskedResponse = z.strictObject({ request: RequestShape, run: RunShape });
/** A page of requests. `open` counts those that wait and that the caller may see, up to 1000. */
export const RequestListResponse = z.strictObject({
  requests: z.array(RequestShape),
  open: z.int(),
  next_cursor: TextOrNull,
});
export type RequestPage = z.output<typeof RequestListResponse>;

/** What a run gets to know of its questions, with its task. */
export const GivenAnswerShape = z
  .strictObject({
    request_id: z.int(),
    run_id: z.int().nullable(),
    kind: z.enum(RequestKind),
    title: z.string(),
    body: TextOrNull,
    state: z.enum(RequestState),
    option: TextOrNull,
    label: TextOrNull,
    text: TextOrNull,
    closed_by: TextOrNull,
    closed_at: SecondsOrNull,
  })
  .meta({
    id: "GivenAnswer",
    description: "What became of a question that was asked about the task; oldest first.",
  });
export type GivenAnswer = z.output<typeof GivenAnswerShape>;

/** A run that lives; `answers` if it was answered since its last sign of life. */
export const RunPulseResponse = z.strictObject({
  run: RunShape,
  answers: z.array(GivenAnswerShape),
  /** What people said to it while it worked, until the next sign of life says that it was heard. */
  messages: z.array(RunMessageShape),
});

export const StandingAnswerShape = z
  .strictObject({
    id: z.int(),
    tool: z.string(),
    option: z.string(),
    project_id: z.int().nullable(),
    project_name: TextOrNull,
    agent: TextOrNull,
    created_by: z.string(),
    created_at: Seconds,
    expires_at: SecondsOrNull,
    revoked_at: SecondsOrNull,
    used_count: z.int(),
    last_used_at: SecondsOrNull,
  })
  .meta({
    id: "StandingAnswer",
    description: "An answer that is given to every permission of its kind, until it is revoked.",
  });
export type StandingAnswerWire = z.output<typeof StandingAnswerShape>;

export const StandingAnswerResponse = z.strictObject({ standing_answer: StandingAnswerShape });
export const StandingAnswersResponse = z.strictObject({
  standing_answers: z.array(StandingAnswerShape),
  next_cursor: TextOrNull,
});
