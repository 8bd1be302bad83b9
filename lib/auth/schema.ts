import { z } from "zod";
import { PASSWORD_LENGTH } from "@/lib/auth/passwords/password-length";
import { weaknessOf } from "@/lib/auth/passwords/password-strength";
import { MAX_INT, numberParam, singleLine, UnixSeconds } from "@/lib/core/fields";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";

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

export const DisplayName = singleLine(100);

/** Compared and stored in lower case. */
export const Email = z
  .string("must be text")
  .trim()
  .toLowerCase()
  .max(254, "must have at most 254 characters")
  .pipe(z.email("must be an e-mail address"));

export const Role = z.enum(ROLES);

/** Refuses a password that is easily guessed, also from the username beside it. */
function refuseWeak(
  { username, password }: { username?: string; password?: string },
  context: z.RefinementCtx,
): void {
  const { min, max } = PASSWORD_LENGTH;
  if (!password || password.length < min || password.length > max) return;
  const weakness = weaknessOf(password, username);
  if (weakness) context.addIssue({ code: "custom", path: ["password"], message: weakness });
}

/** A user without a password signs in through GitHub or Google only, by the e-mail address. */
export const NewUser = z
  .strictObject({
    username: Username,
    displayName: DisplayName,
    role: Role,
    password: Password.optional(),
    email: Email.nullish(),
  })
  .superRefine(refuseWeak);
export type NewUser = z.input<typeof NewUser>;

/** A new password for the user of this name. */
export const NewPassword = z
  .strictObject({ username: z.string().optional(), password: Password })
  .superRefine(refuseWeak);

/** What a person types who changes their own password. The new one is judged with the username beside it. */
export const ChangePassword = z.strictObject({
  current_password: z.string().max(1_000).default(""),
  password: z.string().max(1_000),
});
export type ChangePassword = z.input<typeof ChangePassword>;

/** The password given again, as proof. */
export const GivenPassword = z
  .string("must be text")
  .max(1_000, "must have at most 1000 characters");

export const SessionId = z.uuid("must be the id of a session");

export const FirstAdmin = z
  .strictObject({
    username: Username,
    displayName: DisplayName,
    password: Password,
  })
  .superRefine(refuseWeak);
export type FirstAdmin = z.input<typeof FirstAdmin> & { token: string };

/** A key for a person or a script. Without an expiry it lives until it is revoked; without a project it is for all. */
export const IssueKey = z
  .strictObject({
    name: singleLine(100),
    role: Role.default("operator"),
    project_id: z.number().int().positive().max(MAX_INT).nullable().optional(),
    expires_at: UnixSeconds.nullable().optional(),
    expires_in_days: z.number().positive().max(3650, "must be at most 3650").nullable().optional(),
  })
  .refine((key) => key.expires_at == null || key.expires_in_days == null, {
    path: ["expires_at"],
    message: "cannot be sent together with expires_in_days",
  });
export type IssueKey = z.output<typeof IssueKey>;

export const KeyPath = z.strictObject({ id: numberParam(1, MAX_INT) });

const KeyShape = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    kind: z.string(),
    role: Role,
    key_prefix: z.string(),
    agent: TextOrNull,
    project_id: z.int().nullable(),
    project: TextOrNull,
    created_by: z.string(),
    expires_at: SecondsOrNull,
    revoked_at: SecondsOrNull,
    last_used_at: SecondsOrNull,
    created_at: Seconds,
  })
  .meta({
    id: "Key",
    description: "An API key, without the key itself. `project` is its ticket prefix.",
  });
export type KeyWire = z.output<typeof KeyShape>;
export const KeysResponse = z.strictObject({ keys: z.array(KeyShape) });
export const IssuedKeyResponse = z.strictObject({ key: KeyShape, api_key: z.string() });
export const RevokedKeyResponse = z.strictObject({
  success: z.literal(true),
  key_id: z.int(),
  revoked_at: Seconds,
});
