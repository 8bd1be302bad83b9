import { describe, expect, it } from "vitest";
import { toolCall } from "./tool-call";

describe("a call of a tool", () => {
  it("is its name and what it is about, with all arguments folded away", () => {
    expect(
      toolCall('Bash {"command":"npm test","description":"Run the tests","timeout":120000}'),
    ).toEqual({
      name: "Bash",
      summary: "npm test",
      details: "command: npm test\ndescription: Run the tests\ntimeout: 120000",
    });
  });

  it("has nothing to unfold where the summary says all", () => {
    expect(toolCall('Read {"file_path":"lib/retry.ts"}')).toEqual({
      name: "Read",
      summary: "lib/retry.ts",
      details: null,
    });
    expect(toolCall("mcp__baton__status {}")).toEqual({
      name: "mcp__baton__status",
      summary: "",
      details: null,
    });
  });

  it("shows texts of several lines with their lines", () => {
    const { summary, details } = toolCall('Bash {"command":"cd x &&\\n  make"}');
    expect(summary).toBe("cd x && ⏎ make");
    expect(details).toBe("command:\n  cd x &&\n    make");
  });

  it("shows arguments that were cut as they are", () => {
    const line = 'Write {"file_path":"a.ts","content":"const x = [4000 characters';
    expect(toolCall(line)).toMatchObject({ name: "Write", details: line.slice(6) });
  });

  it("takes a line without arguments for a command", () => {
    expect(toolCall("bash -lc 'npm test'")).toEqual({
      name: "",
      summary: "bash -lc 'npm test'",
      details: null,
    });
  });
});
