import { z } from "zod";
import { Role } from "@/lib/auth/schema";
import { toUnixSeconds } from "@/lib/core/clock";
import { SecondsOrNull, TextOrNull } from "@/lib/core/shapes";
import type { User } from "./users";

const UserShape = z
  .strictObject({
    id: z.int(),
    username: z.string(),
    display_name: z.string(),
    email: TextOrNull,
    role: Role,
    disabled_at: SecondsOrNull,
    last_login_at: SecondsOrNull,
  })
  .meta({ id: "User", description: "A person who may sign in; times are Unix seconds." });
export type UserWire = z.output<typeof UserShape>;
export const UsersResponse = z.strictObject({ users: z.array(UserShape) });

export function userToWire(user: User): UserWire {
  return {
    id: user.id,
    username: user.username,
    display_name: user.displayName,
    email: user.email,
    role: user.role,
    disabled_at: toUnixSeconds(user.disabledAt),
    last_login_at: toUnixSeconds(user.lastLoginAt),
  };
}
