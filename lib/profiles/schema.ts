import { z } from "zod";
import { RUNTIMES } from "@/lib/agents/schema";
import {
  AgentName,
  MAX_INT,
  numberParam,
  RowId,
  singleLine,
  text,
  UsDollars,
} from "@/lib/core/fields";

/** What a program may do without being asked, from the least to the most. */
export const PERMISSION_MODES = [
  "plan",
  "default",
  "dont_ask",
  "accept_edits",
  "auto",
  "bypass_permissions",
] as const;
export type PermissionMode = (typeof PERMISSION_MODES)[number];

const clearable = <T extends z.ZodType>(schema: T) => schema.nullable().optional();

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
const NAME_RULE = "must have 1 to 63 letters, digits, dots, dashes or underscores";
export const ProfileName = z.string().regex(NAME, NAME_RULE);

/** `all` is the profile for every project; left out, the one that new work would use. */
const Scope = z.union([z.literal("all"), numberParam(1, MAX_INT)]);
export const ProfilePath = z.strictObject({ name: text(100) });
export const ProfileQuery = z.strictObject({ project_id: Scope.optional() });
export type ProfileScope = z.output<typeof Scope>;

const whole = (least: number, most: number) =>
  z.number().int().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`);

const AllowedTools = z.array(singleLine(200)).max(200, "must have at most 200 tools");

/** How an agent that is made from a profile works. */
const settings = {
  model: clearable(singleLine(200)),
  max_turns: clearable(whole(1, 10_000)),
  timeout_seconds: clearable(whole(5, 86_400)),
  allowed_tools: clearable(AllowedTools),
  permission_mode: clearable(z.enum(PERMISSION_MODES)),
  budget_usd: clearable(UsDollars),
  daily_budget_usd: clearable(UsDollars),
};

const fields = {
  ...settings,
  description: clearable(text(2_000)),
  role: clearable(text(50_000)),
  runtime: z.enum(RUNTIMES).optional(),
  workshop_tools: z.boolean().optional(),
  work_types: z
    .array(singleLine(60))
    .max(20, "must have at most 20 kinds of work")
    .transform((words) => [...new Set(words)])
    .optional(),
  max_capacity: whole(1, 20).optional(),
};

export const CreateProfile = z.strictObject({
  name: ProfileName,
  project_id: RowId.nullable().optional(),
  ...fields,
});
export type CreateProfile = z.output<typeof CreateProfile>;

/** What is absent stays, `null` clears. With `version` it is refused if the profile has changed since. */
export const UpdateProfile = z.strictObject({ ...fields, version: whole(1, MAX_INT).optional() });
export type UpdateProfile = z.output<typeof UpdateProfile>;
export type ProfileFields = Omit<CreateProfile, "name" | "project_id">;

export const MakeAgent = z.strictObject({
  name: AgentName,
  ...settings,
  /** In place of the profile's. */
  role: clearable(text(50_000)),
  max_capacity: whole(1, 20).optional(),
});
export type MakeAgent = z.output<typeof MakeAgent>;

export const AgentsOfProfile = ProfileQuery.extend({
  wait: numberParam(0, 60).default(0),
  /** That of the last answer: with `wait` it answers once there is another. */
  version: z.string().max(100).optional(),
});
