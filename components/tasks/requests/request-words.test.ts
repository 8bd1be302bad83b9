import { expect, test } from "vitest";
import { aRequest } from "@/components/sync/requests/request-fixture";
import { ASK_AGAIN, optionAnswer } from "./answer";
import { atDeadline, callInLine, endInWords, waitsFor } from "./request-words";

test("an open request says whom it waits for", () => {
  expect(waitsFor({ mine: true, may_answer: [] })).toBe("Waits for you");
  expect(waitsFor({ mine: false, may_answer: [] })).toBe("Waits for a person");
  expect(waitsFor({ mine: false, may_answer: ["ada"] })).toBe("Waits for ada");
  expect(waitsFor({ mine: false, may_answer: ["ada", "bob", "eve"] })).toBe(
    "Waits for ada, bob or eve",
  );
});

test.each([
  [{ closed_by: "Ada Byron" }, "You answered “Redis”"],
  [{ closed_by: "Dana" }, "Dana answered “Redis”"],
  [{ closed_by: "rule 3" }, "Answered “Redis” by a standing answer"],
  [{ closed_by: "baton" }, "Nobody answered in time: “Redis” was taken"],
  [{ closed_by: "Dana", answer: { option: null, label: null, text: "Ask Tom." } }, "Dana answered"],
  [{ state: "withdrawn", closed_by: "scout", reason: "Found it." }, "scout withdrew it: Found it."],
  [{ state: "expired", reason: null }, "Nobody answered in time"],
] as const)("what %o came to is said in a sentence", (special, words) => {
  const answer = { option: "redis", label: "Redis", text: null };
  const request = aRequest({ state: "answered", answer, ...special });
  expect(endInWords(request, "Ada Byron")).toBe(words);
});

test("the deadline says what happens without an answer", () => {
  expect(atDeadline(aRequest())).toBe("the run fails");
  const taken = { action: "answer", option: "redis", text: null } as const;
  expect(atDeadline(aRequest({ on_deadline: taken }))).toBe("“Redis” is taken");
});

test("a tool is shown in one line with what it would be called with", () => {
  const call = { tool: "Bash", arguments: { command: "rm -rf\n  build", timeout: 5 } };
  expect(callInLine(aRequest(call))).toBe("Bash: rm -rf build, 5");
  expect(callInLine(aRequest({ tool: "Read", arguments: {} }))).toBe("Read");
  expect(callInLine(aRequest())).toBeNull();
});

test("an option takes what was typed along as a note, and is remembered for as long as was said", () => {
  expect(optionAnswer("redis", "  ", ASK_AGAIN, 0)).toEqual({ option: "redis" });
  expect(optionAnswer("redis", " for now ", ASK_AGAIN, 0)).toEqual({
    option: "redis",
    text: "for now",
  });
  expect(optionAnswer("allow", "", { scope: "agent", days: 7 }, 1_000)).toEqual({
    option: "allow",
    remember: { scope: "agent", expires_at: 1 + 7 * 86_400 },
  });
  expect(optionAnswer("allow", "", { scope: "project", days: 0 }, 1_000)).toEqual({
    option: "allow",
    remember: { scope: "project" },
  });
});
