import { expect, it } from "vitest";
import { CreateAgentKey } from "./schema";

it("takes one line of plain text as the name of a key", () => {
  expect(CreateAgentKey.parse({ name: " laptop " }).name).toBe("laptop");
  for (const name of ["two\nlines", "turned \u202e round", "\u0000", " "])
    expect(CreateAgentKey.safeParse({ name }).success).toBe(false);
});
