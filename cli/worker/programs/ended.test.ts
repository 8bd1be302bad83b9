import { describe, expect, it } from "vitest";
import { LastLines } from "./ended";

describe("what a program complained about last", () => {
  it("is told without colours and other escape sequences", () => {
    const lines = new LastLines();
    lines.add("\u001b[2K\u001b[0m");
    lines.add("\u001b[31merror\u001b[0m: no \u001b[34;1mtax.js\u001b[0m");
    lines.add("\u001b[38;2;120;80;220mat lib/cart.js:3:1\u001b[0m");
    expect(lines.text).toBe("error: no tax.js\nat lib/cart.js:3:1");
  });

  it("is its last twenty lines", () => {
    const lines = new LastLines();
    for (let line = 1; line <= 25; line += 1) lines.add(`line ${line}`);
    expect(lines.text.split("\n")).toHaveLength(20);
    expect(lines.text).toMatch(/^line 6\n/);
  });
});
