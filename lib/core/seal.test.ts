import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seal, unseal } from "./seal";

const before = process.env.BATON_SECRET;
beforeEach(() => {
  process.env.BATON_SECRET = "a secret of this test";
});
afterEach(() => {
  if (before === undefined) delete process.env.BATON_SECRET;
  else process.env.BATON_SECRET = before;
});

describe("sealed text", () => {
  it.each(["", "mc_0123", '{"key":"ключ 🔑"}', "x".repeat(100_000)])(
    "comes back as it was",
    (text) => {
      const sealed = seal("test", text);
      expect(sealed).not.toContain(text.slice(0, 8) || "nothing");
      expect(unseal("test", sealed)).toBe(text);
    },
  );

  it("cannot be opened under another secret, also by a process that has sealed before", () => {
    const sealed = seal("test", "mc_0123");
    process.env.BATON_SECRET = "another secret";
    expect(() => unseal("test", sealed)).toThrow();
    process.env.BATON_SECRET = "a secret of this test";
    expect(unseal("test", sealed)).toBe("mc_0123");
  });

  it("is never the same twice, and useless for another purpose or once it was changed", () => {
    const sealed = seal("test", "mc_0123");
    expect(seal("test", "mc_0123")).not.toBe(sealed);
    expect(() => unseal("other", sealed)).toThrow();
    const at = sealed.length - 6;
    const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
    expect(() => unseal("test", changed)).toThrow();
  });

  it("leaves text of before as it is", () => {
    expect(unseal("test", '{"old": true}')).toBe('{"old": true}');
  });
});
