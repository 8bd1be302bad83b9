import { z } from "zod";
import {
  AgentName,
  anyOf,
  BoolParam,
  JsonObject,
  line,
  MAX_INT,
  numberParam,
  PageLimit,
  RowId,
  singleLine,
  text,
  UnixSeconds,
  Words,
} from "@/lib/core/fields";
import { RequestKind, RequestState } from "@/prisma/generated/enums";

const LONGEST_DEADLINE_SECONDS = 30 * 24 * 60 * 60;

const OptionId = singleLine(100);
const MOST_OPTIONS = 10;
const MOST_NAMES = 50;

/** An answer: an option of the request, words, or an option with a note. */
const given = { option: OptionId.optional(), text: text(20_000).optional() };

export const AskBody = z.strictObject({
  kind: z.enum(RequestKind).optional(),
  title: line(200, "title"),
  body: text(20_000).nullish(),
  /** Each a text, or an object with an id of its own. */
  options: z
    .array(
      z.union([
        OptionId,
        z.strictObject({
          id: OptionId.optional(),
          label: OptionId,
          description: text(1_000).optional(),
        }),
      ]),
    )
    .min(2, "must have at least two options")
    .max(MOST_OPTIONS, `must have at most ${MOST_OPTIONS} options`)
    .optional(),
  /** The id of the option that the agent would take. */
  proposed: OptionId.optional(),
  /** What a permission is for, and what it would be called with. */
  tool: singleLine(200).optional(),
  arguments: JsonObject.optional(),
  deadline_at: UnixSeconds.optional(),
  deadline_seconds: z.int().min(10).max(LONGEST_DEADLINE_SECONDS).optional(),
  /** What happens at the deadline: the run fails, or this answer counts. */
  on_deadline: z.union([z.literal("fail"), z.strictObject(given)]).optional(),
  /** The usernames and agents who may answer; every operator when left out. */
  may_answer: z.array(singleLine(100)).max(MOST_NAMES).optional(),
});
export type AskBody = z.output<typeof AskBody>;

export const RequestPath = z.strictObject({ id: numberParam(1, MAX_INT) });

export const ReadRequest = z.strictObject({
  /** How many seconds to wait for the answer. */
  wait: numberParam(0, 60).default(0),
});

/** `before` continues after a page. */
export const ListRequests = z.strictObject({
  status: anyOf(Object.values(RequestState)).default(["open"]),
  kind: anyOf(Object.values(RequestKind)).optional(),
  agent: Words.optional(),
  project_id: numberParam(1, MAX_INT).optional(),
  task_id: numberParam(1, MAX_INT).optional(),
  run_id: numberParam(1, MAX_INT).optional(),
  /** Only those that the caller may answer. */
  mine: BoolParam.optional(),
  limit: PageLimit,
  cursor: numberParam(1, MAX_INT).optional(),
});
export type ListRequests = z.output<typeof ListRequests>;

export const AnswerBody = z.strictObject({
  ...given,
  /** Of a permission: answers the next ones like it in the same way. */
  remember: z
    .strictObject({
      /** This tool for every agent of the project, or only for the agent that asks. */
      scope: z.enum(["project", "agent"]),
      expires_at: UnixSeconds.nullish(),
    })
    .optional(),
});
export type AnswerBody = z.output<typeof AnswerBody>;

export const WithdrawBody = z.strictObject({ reason: text(2_000).optional() });

export const StandingAnswerPath = z.strictObject({ id: numberParam(1, MAX_INT) });
export const ListStandingAnswers = z.strictObject({
  project_id: numberParam(1, MAX_INT).optional(),
  /** Only those that still answer: neither revoked nor expired. */
  active: BoolParam.default(true),
  limit: PageLimit,
  cursor: numberParam(1, MAX_INT).optional(),
});
export type ListStandingAnswers = z.output<typeof ListStandingAnswers>;

export const CreateStandingAnswer = z.strictObject({
  tool: singleLine(200),
  option: OptionId,
  /** Every project when left out. */
  project_id: RowId.nullish(),
  /** Every agent when left out. */
  agent: AgentName.nullish(),
  expires_at: UnixSeconds.nullish(),
});
export type CreateStandingAnswer = z.output<typeof CreateStandingAnswer>;
