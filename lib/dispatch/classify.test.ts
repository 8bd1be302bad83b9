import { describe, expect, it } from "vitest";
import { COMPLEX_SIGNALS, classify, ROUTINE_SIGNALS } from "./classify";

const task = (title: string, priority: "critical" | "high" | "medium" | "low" = "medium") => ({
  title,
  description: null as string | null,
  priority,
});

describe("the tier of a task", () => {
  it.each(Object.keys(COMPLEX_SIGNALS))("is complex for %s at every priority", (signal) => {
    for (const priority of ["critical", "high", "medium", "low"] as const) {
      expect(classify(task(`Please ${signal} this`, priority)).tier).toBe("complex");
    }
  });

  it.each(Object.keys(ROUTINE_SIGNALS))(
    "is routine for %s at medium and low priority",
    (signal) => {
      expect(classify(task(`Please ${signal} this`, "low")).tier).toBe("routine");
      expect(classify(task(`Please ${signal} this`, "medium")).tier).toBe("routine");
      expect(classify(task(`Please ${signal} this`, "high")).tier).toBe("default");
      expect(classify(task(`Please ${signal} this`, "critical")).tier).toBe("complex");
    },
  );

  it.each([
    ["Debugging the login", "complex"],
    ["Debugged twice", "complex"],
    ["Diagnosis of the outage", "complex"],
    ["Diagnosing slow queries", "complex"],
    ["Architecture of the queue", "complex"],
    ["SECURITY-AUDIT of the proxy", "complex"],
    ["Incidents of May", "complex"],
    ["Refactoring the parser", "complex"],
    ["Migrate to PostgreSQL 18", "complex"],
    ["Database migrations", "complex"],
    ["Status checks of all hosts", "routine"],
    ["Formatting of the tables", "routine"],
    ["Renaming a column", "routine"],
    ["Summarise the meeting", "routine"],
    ["Translation into French", "routine"],
    ["A minor change", "routine"],
  ])("knows the forms of the words: %s", (title, tier) => {
    expect(classify(task(title)).tier).toBe(tier);
  });

  it.each([
    "Information for shipping",
    "Reformatting is another word",
    "Simply the best",
    "Minority report",
    "Coincidental findings",
    "The platform",
    "Kampfinger",
    "Hoping for more",
    "Audit the security of it",
    "Check the status",
    "Vermigration",
  ])("takes whole words only: %s", (title) => {
    expect(classify(task(title)).tier).toBe("default");
  });

  it("puts a complex signal before a routine one", () => {
    expect(classify(task("Summarize the incident", "low")).tier).toBe("complex");
  });

  it("reads the description as well and says where the signal was", () => {
    expect(
      classify({ title: "Tuesday", description: "We must\ndebug it.", priority: "low" }),
    ).toEqual({ tier: "complex", reason: "the description says “debug”" });
    expect(classify(task("Renaming")).reason).toBe("the title says “Renaming” (rename)");
    expect(classify(task("Anything", "critical")).reason).toBe("its priority is critical");
  });
});
