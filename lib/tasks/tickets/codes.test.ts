import { describe, expect, it } from "vitest";
import { STATUSES } from "@/lib/tasks/lifecycle";
import { LINK_TYPES, PRIORITIES, TASK_TYPES } from "@/lib/tasks/schema";
import {
  type CodeKind,
  fromCode,
  LINK_CODES,
  PRIORITY_CODES,
  STATUS_CODES,
  TYPE_CODES,
} from "./codes";

const TABLES = {
  status: [STATUSES, STATUS_CODES],
  priority: [PRIORITIES, PRIORITY_CODES],
  type: [TASK_TYPES, TYPE_CODES],
  link: [LINK_TYPES, LINK_CODES],
} as const;

describe("codes", () => {
  it.each(Object.keys(TABLES) as CodeKind[])("has one code per %s and reads it back", (kind) => {
    const [words, codes] = TABLES[kind];
    expect(Object.keys(codes)).toEqual([...words]);
    expect(new Set(Object.values(codes)).size).toBe(words.length);
    for (const word of words) {
      const code = (codes as Record<string, string>)[word] as string;
      for (const written of [word, code, word.toUpperCase(), ` ${code} `, code.toUpperCase()]) {
        expect(fromCode(kind, written), written).toBe(word);
      }
    }
  });

  it("reads the spellings people use", () => {
    expect(fromCode("status", "in-progress")).toBe("in_progress");
    expect(fromCode("status", "In Progress")).toBe("in_progress");
    expect(fromCode("status", "todo")).toBe("assigned");
    expect(fromCode("status", "to-do")).toBe("assigned");
    expect(fromCode("status", "canceled")).toBe("cancelled");
    expect(fromCode("priority", "URGENT")).toBe("critical");
    expect(fromCode("type", "feat")).toBe("feature");
    expect(fromCode("link", "relates-to")).toBe("relates");
  });

  it("knows nothing else, also not what every object has", () => {
    for (const word of ["", "foo", "constructor", "__proto__", "toString", "bk td"]) {
      for (const kind of Object.keys(TABLES) as CodeKind[]) {
        expect(fromCode(kind, word), word).toBeUndefined();
      }
    }
  });
});
