import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { twMerge } from "tailwind-merge";
import { expect, test } from "vitest";
import { cn } from "./cn";
import { kindOf, mergeClasses } from "./merge-classes";

/** Every word in a string of the sources, without the conditions that a class may have. */
function wordsOfTheSources(): string[] {
  const words = new Set<string>();
  for (const folder of ["app", "components"]) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!/(?<!\.test)\.tsx?$/.test(entry.name) || entry.name === "merge-classes.ts") continue;
      const source = readFileSync(path.join(entry.parentPath, entry.name), "utf8");
      for (const [, quoted, template] of source.matchAll(/"([^"\n]*)"|`([^`]*)`/g)) {
        for (const word of (quoted ?? template ?? "").split(/\s+/)) words.add(word);
      }
    }
  }
  const bare = [...words].map((word) =>
    word.slice(word.search(/[^:[\]()]*(\[.*\]|\(.*\))?[^:]*$/)),
  );
  return [...new Set(bare)].filter((word) => /^-?[a-z@[][^'"`;{}<>\\]*$/.test(word)).sort();
}

const words = wordsOfTheSources();
const isUtility = (word: string) => twMerge(`${word} ${word}`) === word;

test("the classes of the sources are merged as tailwind-merge does", () => {
  const utilities = words.filter(isUtility);
  expect(utilities.length).toBeGreaterThan(500);
  const oneOfEach = new Map(utilities.map((utility) => [kindOf(utility), utility])).values();
  const wrong: string[] = [];
  for (const one of oneOfEach) {
    for (const other of utilities) {
      for (const both of [`${one} ${other}`, `${other} ${one}`]) {
        if (mergeClasses(both) !== twMerge(both)) wrong.push(`${both} -> ${twMerge(both)}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test.each([
  "p-2 sm:p-4 p-3",
  "hover:bg-hover bg-hover hover:bg-selected",
  "sm:hover:px-2 hover:sm:px-4",
  "h-auto! h-8 h-11!",
  "data-[state=open]:animate-fade-in data-[state=closed]:animate-fade-out data-[state=open]:animate-none",
  "[&_svg]:size-4 [&_svg]:size-3 size-2 group-hover:w-3",
  "max-h-(--radix-popover-content-available-height) max-h-60",
  "px-2 flex unknown-class px-3 other unknown-class",
  "animate-fade-in animate-pop-in animate-spin animate-none",
  "shadow-overlay shadow-raised shadow-none",
])("conditions are told apart: %s", (classes) => {
  expect(mergeClasses(classes)).toBe(twMerge(classes));
});

test("cn leaves out what is not there, and lets the last one win", () => {
  expect(cn("px-2 text-ink", null, undefined, ["text-danger"], { hidden: false })).toBe(
    "px-2 text-danger",
  );
});
