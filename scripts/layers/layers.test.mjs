import { expect, test } from "vitest";
import { importsOf } from "./imports.mjs";
import { brokenRules, crowdedFolders } from "./rules.mjs";

/** @param {Record<string, string>} sources */
function broken(sources) {
  const files = new Set(Object.keys(sources));
  return brokenRules(
    Object.entries(sources).flatMap(([file, source]) => importsOf(file, source, files)),
  );
}

test("a room may call its own floor and those below", () => {
  expect(
    broken({
      "lib/core/a.ts": "export const a = 1;",
      "lib/runs/b.ts": 'import { a } from "@/lib/core/a";\nexport const b = a;',
      "lib/tasks/c.ts": 'import { b } from "../runs/b";\nimport type { d } from "./d";',
      "lib/tasks/d.ts": 'import { c } from "./c";',
      "app/page.tsx": 'import { c } from "@/lib/tasks/c";',
    }),
  ).toEqual([]);
});

test.each([
  ["import { c } from '@/lib/tasks/c';", "floor 0 (core) never calls floor 2 (tasks)"],
  ['import type { c } from "@/lib/tasks/c";', "floor 0 (core) never calls floor 2 (tasks)"],
  ['export * from "../tasks/c";', "floor 0 (core) never calls floor 2 (tasks)"],
  ['const c = await import("@/lib/tasks/c");', "floor 0 (core) never calls floor 2 (tasks)"],
  ['import {\n  a,\n  c,\n} from "@/lib/tasks/c";', "floor 0 (core) never calls floor 2 (tasks)"],
  ['import "@/app/page";', "lib never calls app"],
  ['import { x } from "@/components/x";', "lib never calls components"],
  ['import { x } from "@/lib/unheard/x";', "the room lib/unheard has no floor"],
])("%s in lib/core is reported", (source, reason) => {
  expect(broken({ "lib/core/a.ts": source, "lib/tasks/c.ts": "" })[0]).toContain(reason);
});

test("the client stands alone, and the command line on it", () => {
  const sources = {
    "cli/a.ts": 'import { connect } from "@/client/client";',
    "client/client.ts": 'import { x } from "@/lib/core/x";',
    "lib/core/x.ts": 'import { connect } from "@/client/client";',
  };
  expect(broken(sources)).toEqual([
    expect.stringContaining("the client knows the API by its description alone"),
    expect.stringContaining("lib never calls client"),
  ]);
});

test("components take server actions from app and nothing else", () => {
  expect(broken({ "components/a.tsx": 'import { save } from "@/app/tasks/actions";' })).toEqual([]);
  expect(broken({ "components/a.tsx": 'import Page from "@/app/tasks/page";' })).toHaveLength(1);
});

test("a screen imports what screens stand on, and never another screen", () => {
  expect(
    broken({
      "components/ui/a.tsx": "export const a = 1;",
      "components/tasks/fields/b.tsx": 'import { a } from "@/components/ui/a";',
      "components/board/card/c.tsx": 'import { b } from "@/components/tasks/fields/b";',
      "components/board/d.tsx": 'import { c } from "./card/c";',
    }),
  ).toEqual([]);
});

test.each([
  ["components/canvas/a.tsx", "a screen never imports another screen (canvas, board)"],
  ["components/tasks/a.tsx", "tasks never imports the screen board"],
])("%s importing the board is reported", (file, reason) => {
  expect(
    broken({
      [file]: 'import { b } from "@/components/board/b";',
      "components/board/b.tsx": "",
    })[0],
  ).toContain(reason);
});

test("a primitive that imports what stands on it is reported", () => {
  expect(
    broken({
      "components/ui/a.tsx": 'import type { b } from "@/components/sync/b";',
      "components/sync/b.ts": "export const b = 1;",
    })[0],
  ).toContain("ui never imports sync, which stands on it");
});

test("a folder of components with too many files is reported", () => {
  const files = Array.from({ length: 25 }, (_, at) => `components/board/file-${at}.tsx`);
  expect(crowdedFolders(files)).toEqual(["components/board holds 25 files: divide it by subject"]);
  expect(crowdedFolders(files.slice(1))).toEqual([]);
});

test("a circle is reported once, with its files", () => {
  const found = broken({
    "lib/tasks/a.ts": 'import { b } from "./b";',
    "lib/tasks/b.ts": 'import { c } from "../runs/c";',
    "lib/runs/c.ts": 'import { a } from "@/lib/tasks/a";',
  });
  expect(found).toEqual([
    "a circle: lib/tasks/a.ts -> lib/tasks/b.ts -> lib/runs/c.ts -> lib/tasks/a.ts",
  ]);
});

test("a pure file reaches no input or output, by however many steps", () => {
  const found = broken({
    "lib/tasks/lifecycle.ts": 'import { a } from "./a";\nimport type { Pool } from "pg";',
    "lib/tasks/a.ts": 'import { readFileSync } from "node:fs";',
  });
  expect(found).toEqual([
    "lib/tasks/lifecycle.ts is a pure file and reaches node:fs: lib/tasks/lifecycle.ts -> lib/tasks/a.ts -> node:fs",
  ]);
});
