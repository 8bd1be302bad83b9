import { describe, expect, it } from "vitest";
import type { DomainError } from "@/lib/core/errors";
import { answerTo, questionOf, wordsOf } from "./rules";
import { AskBody } from "./schema";

const NOW = new Date("2026-11-22T10:00:00Z");
const question = (body: Record<string, unknown>) =>
  questionOf(AskBody.parse({ title: "Which one?", ...body }), NOW);

/** The field that a refusal names. */
function refusedField(attempt: () => unknown): string | undefined {
  try {
    attempt();
  } catch (error) {
    return (error as DomainError).details.problems?.[0]?.field;
  }
  return undefined;
}

describe("what is asked", () => {
  it.each([
    [{}, "question"],
    [{ options: ["a", "b"] }, "choice"],
    [{ tool: "Bash" }, "permission"],
    [{ kind: "budget", options: ["more", "stop"] }, "budget"],
  ])("%j is a %s", (body, kind) => {
    expect(question(body).kind).toBe(kind);
  });

  it("is a permission to allow or to deny, unless it names its own options", () => {
    expect(question({ tool: "Bash" }).options.map(({ id }) => id)).toEqual(["allow", "deny"]);
    const own = question({ tool: "Bash", options: ["once", "never"], proposed: "once" });
    expect(own).toMatchObject({ options: [{ id: "once" }, { id: "never" }], proposed: "once" });
  });

  it.each([
    [{ kind: "choice" }, "options"],
    [{ kind: "permission" }, "tool"],
    [{ kind: "question", tool: "Bash" }, "tool"],
    [{ options: ["a", "a"] }, "options.1"],
    [{ options: ["a", "b"], proposed: "c" }, "proposed"],
    [{ proposed: "c" }, "proposed"],
    [{ on_deadline: "fail" }, "on_deadline"],
    [{ deadline_at: NOW.getTime() / 1000 + 5 }, "deadline_at"],
    [{ deadline_at: NOW.getTime() / 1000 + 60, deadline_seconds: 60 }, "deadline_seconds"],
    [{ deadline_seconds: 60, on_deadline: { option: "a" } }, "on_deadline.option"],
    [{ tool: "Bash", deadline_seconds: 60, on_deadline: { text: "yes" } }, "on_deadline.option"],
    [{ tool: "Bash", deadline_seconds: 60, on_deadline: { option: "allow" } }, "on_deadline"],
    [{ kind: "budget", deadline_seconds: 60, on_deadline: { text: "more" } }, "on_deadline"],
    [{ tool: "Bash", options: ["deny", { id: "allow", label: "Deny" }] }, "options.1"],
    [{ tool: "Bash", options: [{ id: "ok", label: "deny " }, "allow"] }, "options.0"],
  ])("%j is refused at %s", (body, field) => {
    expect(refusedField(() => question(body))).toBe(field);
  });

  it("counts a deadline from now, and keeps what happens then", () => {
    expect(question({ deadline_seconds: 60 })).toMatchObject({
      deadlineAt: new Date("2026-11-22T10:01:00Z"),
      onDeadline: null,
    });
    const last = question({
      options: ["a", "b"],
      deadline_seconds: 60,
      on_deadline: { option: "b" },
    });
    expect(last.onDeadline).toEqual({ option: "b", text: null });
    const denied = { tool: "Bash", deadline_seconds: 60, on_deadline: { option: "deny" } };
    expect(question(denied).onDeadline).toEqual({ option: "deny", text: null });
  });
});

describe("an answer", () => {
  const choice = question({ options: [{ id: "pg", label: "PostgreSQL" }, "SQLite"] });
  const free = question({});
  const permission = question({ tool: "Bash" });

  it("is an option, words, or an option with a note", () => {
    expect(answerTo(choice, { option: "pg" })).toEqual({ option: "pg", text: null });
    expect(answerTo(choice, { text: " neither " })).toEqual({ option: null, text: "neither" });
    expect(answerTo(free, { text: "blue" })).toEqual({ option: null, text: "blue" });
    const noted = answerTo(permission, { option: "deny", text: "not on a Friday" });
    expect(noted).toEqual({ option: "deny", text: "not on a Friday" });
    expect(wordsOf(noted, permission.options)).toBe("Deny: not on a Friday");
    expect(wordsOf({ option: "pg", text: null }, choice.options)).toBe("PostgreSQL");
  });

  it.each([
    [choice, {}, "text"],
    [choice, { option: "MySQL" }, "option"],
    [free, { option: "a" }, "option"],
    [free, { text: "  " }, "text"],
    [permission, { text: "yes" }, "option"],
  ])("that is none is refused with the field and the way out", (asked, given, field) => {
    expect(refusedField(() => answerTo(asked, given))).toBe(field);
  });
});
