import { expect, test } from "vitest";
import { KEY_GUESSES, KeyGuesses } from "./key-guesses";

const HERE = "203.0.113.9";
const now = new Date("2026-11-20T10:00:00.000Z");

function afterGuesses(count: number, address: string | null = HERE): KeyGuesses {
  const guesses = new KeyGuesses();
  guesses.worked(address, "mca_the key of an agent at work");
  for (let i = 0; i < count; i++) guesses.failed(address, `mc_guess-${i}`, now);
  return guesses;
}

test("a client that tried too many unknown keys is told to wait before its next one is read", () => {
  expect(() => afterGuesses(KEY_GUESSES.failures - 1).admit(HERE, "mc_next", now)).not.toThrow();
  expect(() => afterGuesses(KEY_GUESSES.failures).admit(HERE, "mc_next", now)).toThrow(
    expect.objectContaining({
      code: "rate_limited",
      details: expect.objectContaining({ retryAfterSeconds: KEY_GUESSES.windowMs / 1000 }),
    }),
  );
});

test("a key that has worked from there works on, and those of other clients too", () => {
  const guesses = afterGuesses(KEY_GUESSES.failures);
  expect(() => guesses.admit(HERE, "mca_the key of an agent at work", now)).not.toThrow();
  expect(() => guesses.admit("198.51.100.7", "mc_next", now)).not.toThrow();
});

test("a key that was revoked since is a guess like any other", () => {
  const guesses = afterGuesses(KEY_GUESSES.failures);
  guesses.failed(HERE, "mca_the key of an agent at work", now);
  expect(() => guesses.admit(HERE, "mca_the key of an agent at work", now)).toThrow();
});

test("the wait ends with the minute", () => {
  const guesses = afterGuesses(KEY_GUESSES.failures);
  const later = new Date(now.getTime() + KEY_GUESSES.windowMs);
  expect(() => guesses.admit(HERE, "mc_next", later)).not.toThrow();
});

test("without an address nobody is counted", () => {
  expect(() => afterGuesses(KEY_GUESSES.failures, null).admit(null, "mc_next", now)).not.toThrow();
});
