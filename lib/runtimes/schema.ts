import { z } from "zod";
import { TIERS, type Tier } from "@/lib/agents/tiers";
import { emptyIsNull, text } from "@/lib/core/fields";
import { MODES, SETTABLE } from "./settings";

export const RuntimePath = z.strictObject({ name: z.enum(SETTABLE) });

/** A key is sent in a header: printable characters without spaces. */
const ApiKey = z
  .string()
  .trim()
  .max(4_000, "must have at most 4000 characters")
  .regex(/^[\x21-\x7e]+$/, "must be printable characters without spaces, as the provider gave it");

const connection = {
  base_url: emptyIsNull(text(500).transform((address) => address.trim())),
  api_key: emptyIsNull(ApiKey),
  mode: z.enum(MODES).nullable().optional(),
  approvals: z.boolean().nullable().optional(),
};

/** A change of a runtime's settings: absent fields stay, `null` falls back to the environment. */
export const UpdateRuntime = z.strictObject(connection);
export type UpdateRuntime = z.output<typeof UpdateRuntime>;

/** Settings to try in place of the stored ones, without storing them. */
export const TestRuntime = z.strictObject(connection);
export type TestRuntime = z.output<typeof TestRuntime>;

const ModelName = emptyIsNull(
  z
    .string()
    .trim()
    .max(200, "must have at most 200 characters")
    .regex(/^[\x21-\x7e]+$/, "must be the model's name, without spaces"),
);
const models = Object.fromEntries(TIERS.map((tier) => [tier, ModelName])) as Record<
  Tier,
  typeof ModelName
>;
const ModelsOfRuntime = z.strictObject(models).nullable().optional();

/** A change of the tiers' models: absent fields stay, `null` falls back to the environment. */
export const UpdateTiers = z.strictObject({
  ...models,
  openclaw: ModelsOfRuntime,
  anthropic: ModelsOfRuntime,
  openai: ModelsOfRuntime,
});
export type UpdateTiers = z.output<typeof UpdateTiers>;
