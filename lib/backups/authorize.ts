import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";

/**
 * Refuses with `forbidden` whoever may not have everything: a backup contains all projects, the hashes of all keys and passwords, and
 * what is sealed. So admins may, and unlimited admin keys that are no agent's and no run's.
 */
export function authorizeBackups(ctx: Context): void {
  authorize(ctx.actor, "backup.manage");
  if (ctx.actor.kind !== "agent") return;
  throw new DomainError("forbidden", "Access denied: an agent's key may not make backups.", {
    fix: "use an admin key that belongs to no agent",
  });
}
