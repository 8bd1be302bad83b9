import { expect, it } from "vitest";
import { brokenReferences } from "./references.mjs";

const tree = {
  "docs/domain.md": "# The domain\n\n## Dispatch, review, recovery\n",
  "docs/decisions/0012-one-change-at-a-time.md": "# 12\n",
  "lib/tasks/queue/claim.ts": "export async function claimTask() {}\n",
  "app/api/tasks/[id]/claim/route.ts": "export const POST = 1;\n",
};

/** @param {string} file @param {string} text */
function broken(file, text) {
  const texts = new Map(Object.entries({ ...tree, [file]: text }));
  const find = (/** @type {string} */ pattern) => {
    const glob = pattern
      .replace(/[.()[\]]/g, "\\$&")
      .replace(/[?]/g, ".")
      .replaceAll("*", ".*");
    return [...texts.keys()].filter((path) => new RegExp(`^${glob}(/|$)`).test(path));
  };
  return brokenReferences(texts, find).broken;
}

it("accepts references that lead somewhere", () => {
  const comment = `/**
 * Takes a task (domain.md, "Dispatch, review,
 * recovery"; decision 12; see lib/tasks/queue/claim.ts and app/api/tasks/[id]/claim/route.ts).
 */`;
  expect(broken("lib/a.ts", comment)).toEqual([]);
  const guide = `[How](domain.md#dispatch-review-recovery), \`claimTask\` in \`lib/tasks/queue/claim.ts\`,
\`POST /api/tasks/{id}/claim\`, [12](decisions/0012-one-change-at-a-time.md), \`app/**/route.ts\`, \`lib/…/x.ts\``;
  expect(broken("docs/guide.md", guide)).toEqual([]);
});

it.each([
  [
    "a document",
    "lib/a.ts",
    "// design/domain.md",
    "lib/a.ts:1: there is no document design/domain.md",
  ],
  [
    "a heading",
    "lib/a.ts",
    '\n// (domain.md, "Etag")',
    "lib/a.ts:2: docs/domain.md has no heading Etag",
  ],
  [
    "a document in a message",
    "lib/a.ts",
    'throw "read gone.md"',
    "lib/a.ts:1: there is no document gone.md",
  ],
  [
    "a decision",
    "prisma/sql/a.sql",
    "-- (decision 0099)",
    "prisma/sql/a.sql:1: there is no decision 0099",
  ],
  ["a link", "docs/a.md", "[x](gone)", "docs/a.md:1: there is no docs/gone"],
  [
    "an anchor",
    "docs/a.md",
    "[x](domain.md#etag)",
    "docs/a.md:1: docs/domain.md has no heading etag",
  ],
  ["a file", "docs/a.md", "`lib/tasks/gone.ts`", "docs/a.md:1: there is no lib/tasks/gone.ts"],
  [
    "a file in a comment",
    "lib/a.ts",
    "const a = 1; // lib/gone.ts",
    "lib/a.ts:1: there is no lib/gone.ts",
  ],
  [
    "a function",
    "docs/a.md",
    "| `gone` | `lib/tasks/queue/claim.ts` |",
    "docs/a.md:1: lib/tasks/queue/claim.ts declares no gone",
  ],
  [
    "a route",
    "docs/a.md",
    "`POST /api/tasks/{id}/gone`",
    "docs/a.md:1: no route answers POST /api/tasks/{id}/gone",
  ],
  [
    "a route's method",
    "docs/a.md",
    "`GET /api/tasks/{id}/claim`",
    "docs/a.md:1: no route answers GET /api/tasks/{id}/claim",
  ],
])("names %s that does not exist, with its line", (_, file, text, sentence) => {
  expect(broken(file, text)).toEqual([sentence]);
});

it("leaves alone what is code and not a reference to the repository", () => {
  expect(broken("lib/a.ts", 'import x from "@/lib/gone";\nconst y = "lib/gone.ts";')).toEqual([]);
  expect(broken("docs/a.md", "```md\n[x](gone)\n```\nPut it in `CLAUDE.md`.")).toEqual([]);
  expect(broken("e2e/a.spec.ts", 'await write("specs/gone.md");')).toEqual([]);
  expect(broken("e2e/a.spec.ts", "// (gone.md)")).toHaveLength(1);
});
