import { describe, expect, it } from "vitest";
import { isPatch, parseDiff } from "./diff-parse";

const PATCH = `diff --git a/lib/a.ts b/lib/a.ts
index 1..2 100644
--- a/lib/a.ts
+++ b/lib/a.ts
@@ -3,3 +3,4 @@ context
 same
-old
+new
+newer
 last
--- a/lib/b.ts
+++ b/lib/b.ts
@@ -1 +1 @@
-x
+y
`;

describe("parseDiff", () => {
  it("reads files, counts and line numbers", () => {
    const [a, b] = parseDiff(PATCH);
    expect(a).toMatchObject({ path: "lib/a.ts", added: 2, removed: 1 });
    expect(a?.lines.slice(1)).toEqual([
      { kind: "same", text: "same", before: 3, after: 3 },
      { kind: "removed", text: "old", before: 4 },
      { kind: "added", text: "new", after: 4 },
      { kind: "added", text: "newer", after: 5 },
      { kind: "same", text: "last", before: 5, after: 6 },
    ]);
    expect(b).toMatchObject({ path: "lib/b.ts", added: 1, removed: 1 });
  });

  it("keeps a removed line that looks like a header inside a hunk apart from the next file", () => {
    const [file] = parseDiff("--- a/q.sql\n+++ b/q.sql\n@@ -1,2 +1 @@\n--comment\n select\n");
    expect(file?.lines[1]).toEqual({ kind: "removed", text: "-comment", before: 1 });
  });
});

describe("isPatch", () => {
  it("is true for a patch and false for prose with a rule or a fenced diff", () => {
    expect(isPatch(PATCH)).toBe(true);
    expect(isPatch("Done.\n\n--- \n\nMore text")).toBe(false);
    expect(isPatch("See:\n```diff\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n```")).toBe(false);
  });
});
