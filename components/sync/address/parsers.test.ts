import { describe, expect, test } from "vitest";
import {
  addressOf,
  asFlag,
  asInteger,
  asListOf,
  asOneOf,
  asText,
  orElse,
  readFields,
  withFields,
} from "./parsers";
import { searchOf } from "./use-address";

const FIELDS = {
  q: orElse(asText, ""),
  lanes: orElse(asOneOf(["none", "agent"]), "none"),
  days: orElse(asOneOf([7, 30]), 30),
  closed: orElse(asListOf(asOneOf(["done", "cancelled"])), ["cancelled"]),
  label: orElse(asListOf(asText), []),
  project: asInteger,
  loose: orElse(asFlag, false),
  task: asText,
};
const read = (search: string) => readFields(FIELDS, new URLSearchParams(search));

describe("an address", () => {
  test("says nothing of what is as it usually is", () => {
    expect(read("")).toEqual({
      q: "",
      lanes: "none",
      days: 30,
      closed: ["cancelled"],
      label: [],
      project: null,
      loose: false,
      task: null,
    });
    const usual = { q: "", lanes: "none", closed: ["cancelled"], task: null } as const;
    expect(withFields(FIELDS, "q=x&closed=&task=A-1", { ...usual, closed: ["cancelled"] })).toBe(
      "",
    );
  });

  test.each([
    { q: "two words & a=b", label: ["a,b", "100%", "c d", "+"], project: 7 },
    { closed: [], days: 7, loose: true, lanes: "agent", task: "MY-APP-001" },
    { label: ["日本", "a/b"], q: "#hash?" },
  ] as const)("gives back what was written: %j", (values) => {
    const search = withFields(FIELDS, "", values as object);
    expect(read(search)).toMatchObject(values);
  });

  test("is written as people read it, and keeps what is not ours", () => {
    const closed: ("done" | "cancelled")[] = ["done", "cancelled"];
    expect(withFields(FIELDS, "other=1", { closed })).toBe("other=1&closed=done,cancelled");
  });

  test.each(["project=x", "days=8", "lanes=odd", "closed=nonsense", "loose=1"])(
    "with a value that a field does not take (%s) says nothing of it, or leaves it out",
    (search) => {
      expect({ ...read(search), closed: [] }).toEqual({ ...read(""), closed: [] });
    },
  );

  test("gives the same list for the same words, so that nothing renders anew", () => {
    expect(read("label=a,b&q=x").label).toBe(read("label=a,b&q=y").label);
  });

  test("of a page is read by the same fields", async () => {
    const params = Promise.resolve({ label: ["a,b", "c"], project: "3", q: undefined });
    expect(await addressOf(FIELDS, params)).toMatchObject({ label: ["a", "b"], project: 3, q: "" });
  });
});

describe("what was written", () => {
  const written = { path: "/inbox", search: "q=abc", before: new Set(["", "q=a", "q=abc"]) };

  test("counts while the router follows it, step by step", () => {
    for (const followed of ["", "q=a", "q=abc"])
      expect(searchOf(written, "/inbox", followed)).toBe("q=abc");
  });

  test("does not count once the router has gone elsewhere", () => {
    expect(searchOf(written, "/inbox", "label=x")).toBe("label=x");
    expect(searchOf(written, "/board", "")).toBe("");
    expect(searchOf(null, "/inbox", "q=a")).toBe("q=a");
  });
});
