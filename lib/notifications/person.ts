import { personOf } from "@/lib/auth/sessions/sessions";
import type { Context } from "@/lib/core/context";
import type { Reader } from "./asks";

/** The person whose notifications these are. Fails with `forbidden` for keys and agents, which have none. */
export function readerIn(ctx: Context): Reader {
  const { id, name, username, role } = personOf(
    ctx,
    "Notifications belong to a person, not to a key",
  );
  return { id, name, username, role };
}
