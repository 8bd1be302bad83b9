import { expect, test } from "vitest";
import { DomainError } from "@/lib/core/errors";
import { signInErrorCode, signInErrorMessage } from "./sign-in-errors";

test("a refusal reaches the sign-in page as a word, and is a sentence there", () => {
  const cases: [DomainError, RegExp][] = [
    [new DomainError("unauthenticated", "no"), /Wrong username or password/],
    [new DomainError("rate_limited", "no", { retryAfterSeconds: 42 }), /42 seconds/],
    [new DomainError("forbidden", "no", { reason: "disabled" }), /disabled/],
    [new DomainError("forbidden", "no", { reason: "no_account" }), /Ask an admin to add it/],
  ];
  for (const [error, sentence] of cases) {
    const code = signInErrorCode(error);
    expect(encodeURIComponent(code)).toBe(code);
    expect(signInErrorMessage(code)).toMatch(sentence);
  }
});

test("a defect is not told apart from an outage", () => {
  expect(signInErrorMessage(signInErrorCode(new Error("column x does not exist")))).toMatch(
    /not possible at the moment/,
  );
});

test("a word from the address never becomes text of the page", () => {
  expect(signInErrorMessage("Call 555-0100")).toMatch(/^Signing in with the provider/);
  expect(signInErrorMessage("constructor")).toMatch(/^Signing in with the provider/);
});
