import { expect, it } from "vitest";
import { AskBody } from "@/lib/requests/schema";
import { questionIn } from "./question";

it.each([
  [
    { title: "Which?", options: ["a", "b"], proposed: "b" },
    { options: ["a", "b"], proposed: "b" },
  ],
  [{ question: "Which?" }, { title: "Which?" }],
  [{ title: "Which?", options: ["a"] }, { title: "Which?" }],
  [{ title: "Which?", options: [{ label: "a" }, { label: "b\nb" }] }, { options: ["a", "b b"] }],
  [{ title: "Which?", options: ["a", "b"], proposed: "c" }, { options: ["a", "b"] }],
  [null, { title: "The agent asks, and did not say what" }],
  ["why", { title: "The agent asks, and did not say what" }],
  [{ title: `${"x".repeat(300)}` }, { title: "x".repeat(200), body: "x".repeat(300) }],
  [
    { title: "a\0b", body: "c\0d" },
    { title: "ab", body: "cd" },
  ],
])("reads the question that a model means in %j", (input, expected) => {
  const question = questionIn(input);
  expect(question).toMatchObject(expected);
  expect(AskBody.safeParse(question).success).toBe(true);
});
