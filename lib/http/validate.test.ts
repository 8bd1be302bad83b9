import { expect, it } from "vitest";
import { z } from "zod";
import type { DomainError } from "@/lib/core/errors";
import { parse } from "./validate";

const Schema = z.strictObject({
  title: z.string().min(3).max(5),
  labels: z.array(z.string()).max(1).optional(),
  turns: z.int().min(10).optional(),
  wanted: z.boolean().optional(),
  late: z.union([z.literal("fail"), z.strictObject({ text: z.string() })]).optional(),
  own: z.string("must be text").optional(),
});

/** What is said about a body that breaks one rule. */
function ruleFor(field: string, value: unknown): string | undefined {
  try {
    parse(Schema, { title: "four", [field]: value }, "body");
    return undefined;
  } catch (error) {
    return (error as DomainError).details.problems?.[0]?.rule;
  }
}

it.each([
  ["title", undefined, "is required"],
  ["title", 5, "must be text"],
  ["title", "ab", "must have at least 3 characters"],
  ["title", "abcdef", "must have at most 5 characters"],
  ["labels", "a", "must be a list"],
  ["labels", ["a", "b"], "must have at most 1 entries"],
  ["turns", 5, "must be at least 10"],
  ["turns", 10.5, "must be a whole number"],
  ["turns", "ten", "must be a number"],
  ["wanted", "yes", "must be true or false"],
  ["late", "now", "must be one of fail, or must be an object"],
  ["own", 5, "must be text"],
  ["other", 5, "is not a known field of the body"],
])("says of %s that is %j: %s", (field, value, rule) => {
  expect(ruleFor(field, value)).toBe(rule);
});
