import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";
import { MessageState } from "@/prisma/generated/enums";
import { TIMINGS } from "./schema";

/** What the API answers about messages to runs. The wire types are derived from these; a field is added here first. */

export const RunMessageShape = z
  .strictObject({
    run_id: z.int(),
    /** From 1, in the order in which they were said to the run. */
    seq: z.int(),
    when: z.enum(TIMINGS),
    text: z.string(),
    /** It can be changed and withdrawn while it is `waiting`. */
    state: z.enum(MessageState),
    version: z.int(),
    created_by: z.string(),
    created_at: Seconds,
    changed_at: Seconds,
    delivered_at: SecondsOrNull,
    /** Who withdrew it. */
    closed_by: TextOrNull,
    /** Why it was not delivered. */
    reason: TextOrNull,
    /** The later run of the same task that was told of it instead. */
    carried_to: z.int().nullable(),
  })
  .meta({
    id: "RunMessage",
    description: "What somebody said to a run while it worked. Times are Unix seconds.",
  });
export type RunMessageWire = z.output<typeof RunMessageShape>;

export const SteeringShape = z
  .strictObject({
    now: z.boolean(),
    after_turn: z.boolean(),
    /** Why it takes neither, or only one of the two, and what to do instead. */
    reason: TextOrNull,
  })
  .meta({ id: "Steering", description: "When a run takes messages." });
export type SteeringWire = z.output<typeof SteeringShape>;

export const RunMessageResponse = z.strictObject({ message: RunMessageShape });
export const TakenMessagesResponse = z.strictObject({ messages: z.array(RunMessageShape) });
export const RunMessagesResponse = z.strictObject({
  messages: z.array(RunMessageShape),
  steering: SteeringShape,
});
