import { toUnixSeconds } from "@/lib/core/clock";
import type { User } from "./users";

/** A user as the settings show them; times are Unix seconds. */
export function userToWire(user: User) {
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

export type UserWire = ReturnType<typeof userToWire>;
