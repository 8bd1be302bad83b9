import { describe, expect, test } from "vitest";
import { hashPassword, isOutdated, NOBODYS_HASH, verifyPassword } from "./passwords";

describe("passwords", () => {
  test("a hash is argon2id, salted, and matches its own password only", async () => {
    const [one, two] = await Promise.all([
      hashPassword("correct horse"),
      hashPassword("correct horse"),
    ]);
    expect(one).toMatch(/^\$argon2id\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword(one, "correct horse")).toBe(true);
    expect(await verifyPassword(one, "correct horsf")).toBe(false);
    expect(isOutdated(one)).toBe(false);
  });

  test("the same letters typed on another keyboard are the same password", async () => {
    const hash = await hashPassword("caf\u00e9 au lait!");
    expect(await verifyPassword(hash, "cafe\u0301 au lait!")).toBe(true);
  });

  test("without a hash nothing matches, not even the password of the hash that is compared in its place", async () => {
    expect(await verifyPassword(null, "nobody")).toBe(false);
  });

  test("the hash that is compared where there is none costs what a password's does", () => {
    expect(isOutdated(NOBODYS_HASH)).toBe(false);
  });

  test("a password beyond the limit is refused without hashing it", async () => {
    const hash = await hashPassword("correct horse");
    expect(await verifyPassword(hash, "x".repeat(1_000_000))).toBe(false);
  });
});
