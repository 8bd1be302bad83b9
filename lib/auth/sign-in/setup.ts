import { sameSecret, setupToken } from "@/lib/auth/keys/secrets";
import { hashPassword } from "@/lib/auth/passwords/passwords";
import { FirstAdmin } from "@/lib/auth/schema";
import { insertUser, type User } from "@/lib/auth/users/users";
import { asSystem, type Context } from "@/lib/core/context";
import { type Database, database } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { lockNamed } from "@/lib/core/locks";
import { parse } from "@/lib/http/validate";

/** Whether nobody can sign in yet, because there is no user. */
export async function needsSetup(db: Database = database()): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) === null;
}

export function isSetupToken(token: string): boolean {
  return sameSecret(token, setupToken());
}

/**
 * Creates the first user, an admin, for whoever has the link that `npm start` printed. Refuses a wrong token with
 * `forbidden`, and with `conflict` once there is a user: of two submits at the same moment one wins.
 */
export async function createFirstAdmin(ctx: Context, input: FirstAdmin): Promise<User> {
  const { token, ...fields } = input;
  if (!isSetupToken(token)) {
    throw new DomainError("forbidden", "This is not the setup link of this installation", {
      fix: "open the first-admin link that `npm start` prints",
    });
  }
  const admin = parse(FirstAdmin, fields, "form");
  const passwordHash = await hashPassword(admin.password);
  const setup = asSystem(ctx, "setup");
  return setup.transaction(async (tx) => {
    await lockNamed(tx.db, "first-admin");
    if (await tx.db.user.findFirst({ select: { id: true } })) {
      throw new DomainError("conflict", "This installation already has an admin", {
        fix: "sign in",
      });
    }
    return insertUser(tx, {
      username: admin.username,
      displayName: admin.displayName,
      role: "admin",
      passwordHash,
    });
  });
}
