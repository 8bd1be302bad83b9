import { expect, it } from "vitest";
import { limitsOf, sessionOf, turnPrompt } from "./turn";

const LIMITS = { timeoutMs: 60_000, silenceMs: 1_000, graceMs: 10 };

it("gives a turn the time that it has left, and never more than its worker gives", () => {
  expect(limitsOf([null, null], LIMITS)).toEqual(LIMITS);
  expect(limitsOf([5, 500], LIMITS)).toEqual({ ...LIMITS, timeoutMs: 5_000 });
  expect(limitsOf([null, 500], LIMITS)).toEqual(LIMITS);
});

it("keeps a session for a conversation alone", () => {
  expect(sessionOf({ conversation: { id: 7, turn: 2 } })).toBe("conversation-7");
  expect(sessionOf({ conversation: null })).toBeNull();
});

it("tells what was said before only to a program that does not remember it, and answers to its own questions alone", () => {
  const begun = { prompt: "Go on", history: [{ prompt: "Begin", output: "Begun" }] };
  const answer = (run_id: number, label: string) => ({
    ...{ request_id: 1, run_id, kind: "choice" as const, title: "Which?", body: null },
    ...{ state: "answered" as const, option: label, label, text: null, closed_by: "Ada" },
    closed_at: 1,
  });
  const claim = { run: 3, answers: [answer(2, "Red"), answer(3, "Blue")] };
  expect(turnPrompt(begun, claim, true)).toBe('Go on\n\nAnswer of Ada to "Which?": Blue');
  expect(turnPrompt(begun, { run: 3, answers: [] }, false)).toBe(
    [
      ...["# Earlier in this conversation", "You were asked:", "Begin", "You answered:", "Begun"],
      ...["# Now", "Go on"],
    ].join("\n\n"),
  );
});
