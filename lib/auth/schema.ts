import { z } from "zod";
import { line, MAX_INT, numberParam, UnixSeconds } from "@/lib/core/fields";
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

/** A key for a person or a script. Without an expiry it lives until it is revoked; without a project it is for all. */
export const IssueKey = z
  .strictObject({
    name: line(100, "name").transform((name) => name.trim()),
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

export const KeyPath = z.object({ id: numberParam(1, MAX_INT) });

const time = z.int().nullable();

const KeyShape = z.object({
  id: z.int(),
  name: z.string(),
  kind: z.string(),
  role: Role,
  key_prefix: z.string(),
  agent: z.string().nullable(),
  project_id: z.int().nullable(),
  project: z.string().nullable(),
  created_by: z.string(),
  expires_at: time,
  revoked_at: time,
  last_used_at: time,
  created_at: z.int(),
});
export const KeysResponse = z.object({ keys: z.array(KeyShape) });
export const IssuedKeyResponse = z.object({ key: KeyShape, api_key: z.string() });
export const RevokedKeyResponse = z.object({
  success: z.literal(true),
  key_id: z.int(),
  revoked_at: z.int(),
});
