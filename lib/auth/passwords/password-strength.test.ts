import { expect, test } from "vitest";
import { weaknessOf } from "./password-strength";

test.each([
  ["weakweakweak", "weak", "must not be the username"],
  ["Ada.Lovelace", "ada.lovelace", "must not be the username"],
  ["jonathan-2024", "jonathan", "must not be the username"],
  ["aaaaaaaaaaaa", "ada", "must not be one character or a sequence"],
  ["123456789012", "ada", "must not be one character or a sequence"],
  ["987654321098", "ada", "must not be one character or a sequence"],
  ["abcdefghijkl", "ada", "must not be one character or a sequence"],
  ["abcabcabcabc", "ada", "must not repeat a few characters"],
  ["passwordpassword", "ada", expect.stringContaining("commonest")],
  ["Password2024!!", "ada", expect.stringContaining("commonest")],
  ["1qaz2wsx3edc", "ada", expect.stringContaining("commonest")],
  ["qwertyqwerty", "ada", expect.stringContaining("commonest")],
  ["administrator", "ada", expect.stringContaining("commonest")],
])("%s of %s is refused", (password, username, reason) => {
  expect(weaknessOf(password, username)).toEqual(reason);
});

test.each([
  "correct horse battery",
  "tr0ub4dor&3-and-more",
  "my password is long",
  "ada likes trains",
])("%s is taken", (password) => {
  expect(weaknessOf(password, "ada")).toBeNull();
});
