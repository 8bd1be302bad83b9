import { expect, it } from "vitest";
import { type InputShapes, textsOf, valuesOf } from "./input-values";

const SHAPES: InputShapes = {
  spec: { type: "string" },
  count: { type: "integer" },
  dry: { type: "boolean" },
  tags: { type: "array" },
};

it("turns texts into values by their types, and leaves out what is empty or no input", () => {
  const texts = { spec: "12", count: "3", dry: "true", tags: '["a"]', gone: "x" };
  expect(valuesOf(texts, SHAPES)).toEqual({ spec: "12", count: 3, dry: true, tags: ["a"] });
  expect(valuesOf({ spec: " ", count: "" }, SHAPES)).toEqual({});
});

it("keeps what is not understood, such as a placeholder, as a text for the server to judge", () => {
  expect(valuesOf({ count: "{{issue.number}}", tags: "a, b" }, SHAPES)).toEqual({
    count: "{{issue.number}}",
    tags: "a, b",
  });
});

it("shows stored values as the texts that give them again", () => {
  const values = { spec: "Count\nthem", count: 3, dry: false, tags: ["a"] };
  expect(valuesOf(textsOf(values), SHAPES)).toEqual(values);
  expect(textsOf(undefined)).toEqual({});
});
