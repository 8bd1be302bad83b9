import argon2 from "argon2";
import { PASSWORD_LENGTH } from "./password-length";

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane; about 20 ms on one core. */
const COST = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Of random bytes that nobody has kept, with the same parameters. Ready-made, so that the first unknown name costs no more than the next. */
export const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,p=1,t=2$/1APKchzbXHKJ4kqwkrmeQ$6cjD7vzDYY21j0/38MsKw4NeVJ7Y8ZGyjgLN4aggCZs";

export function hashPassword(password: string): Promise<string> {
  return argon2.hash(password.normalize("NFKC"), COST);
}

/**
 * Whether the password is the one behind the hash. Without a hash (no such user, or one who has no password) the same
 * amount of work is done, so that the time taken does not reveal which usernames exist.
 */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  if (password.length > PASSWORD_LENGTH.max) return false;
  const matches = await argon2.verify(hash ?? NOBODYS_HASH, password.normalize("NFKC"));
  return hash !== null && matches;
}

/** Whether the hash was made with other parameters than today's and should be replaced at the next sign-in. */
export function isOutdated(hash: string): boolean {
  return argon2.needsRehash(hash, COST);
}
