import { describe, expect, test } from "vitest";
import { hashPassword, isOutdated, verifyPassword } from "./passwords";

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

  test("an unknown user costs the same work as a wrong password", async () => {
    const hash = await hashPassword("correct horse");
    await verifyPassword(null, "warm up");
    const known = await fastest(() => verifyPassword(hash, "wrong"));
    const unknown = await fastest(() => verifyPassword(null, "wrong"));
    expect(unknown).toBeGreaterThan(known * 0.4);
  });

  test("a password beyond the limit is refused without hashing it", async () => {
    const hash = await hashPassword("correct horse");
    expect(await verifyPassword(hash, "x".repeat(1_000_000))).toBe(false);
  });
});

async function fastest(work: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
