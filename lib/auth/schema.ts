import { z } from "zod";
import { PASSWORD_LENGTH } from "./password-length";

const ROLES = ["viewer", "operator", "admin"] as const;

/** Compared and stored in lower case. */
export const Username = z
  .string("must be text")
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9._-]{1,62}$/,
    "must be 2 to 63 letters, digits, dots, dashes or underscores, and start with a letter or digit",
  );

export const Password = z
  .string("must be text")
  .min(PASSWORD_LENGTH.min, `must have at least ${PASSWORD_LENGTH.min} characters`)
  .max(PASSWORD_LENGTH.max, `must have at most ${PASSWORD_LENGTH.max} characters`);

const DisplayName = z
  .string("must be text")
  .trim()
  .min(1, "is required")
  .max(100, "must have at most 100 characters");

/** Compared and stored in lower case. */
export const Email = z
  .string("must be text")
  .trim()
  .toLowerCase()
  .max(254, "must have at most 254 characters")
  .pipe(z.email("must be an e-mail address"));

export const Role = z.enum(ROLES);

/** A user without a password signs in through GitHub or Google only, by the e-mail address. */
export const NewUser = z.strictObject({
  username: Username,
  displayName: DisplayName,
  role: Role,
  password: Password.optional(),
  email: Email.nullish(),
});
export type NewUser = z.input<typeof NewUser>;

export const NewPassword = z.strictObject({ password: Password });

export const FirstAdmin = z.strictObject({
  username: Username,
  displayName: DisplayName,
  password: Password,
});
export type FirstAdmin = z.input<typeof FirstAdmin> & { token: string };
