import { z } from "zod";
import { AgentName, MAX_INT, numberParam, PageLimit, Words } from "@/lib/core/fields";

const EventId = z
  .string()
  .regex(/^\d{1,18}$/, "must be an event's id")
  .transform((value) => BigInt(value));

const filter = {
  types: Words.optional(),
  project_id: numberParam(1, MAX_INT).optional(),
  task_id: numberParam(1, MAX_INT).optional(),
};

/** `since` starts after that event; the header Last-Event-ID wins over it. */
export const StreamEvents = z.strictObject({
  ...filter,
  since: EventId.optional(),
});

export const ListActivities = z.strictObject({
  ...filter,
  type: Words.optional(),
  agent: AgentName.optional(),
  limit: PageLimit,
  before: EventId.optional(),
});
