import { Prisma } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import type { Recurrence } from "./recurrence";

/** The columns that say when a schedule fires. */
export const timesOf = ({ cron, onceAt, timezone }: Recurrence) => ({ cron, onceAt, timezone });

/** Translates the error of the unique index; null for any other error. */
export function nameTaken(error: unknown, name: string): DomainError | null {
  const isUnique = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
  if (!isUnique) return null;
  return new DomainError("conflict", `There is a schedule ${name} in this project already`, {
    fix: "choose another name, change that schedule, or give a key, under which creating it again changes it",
    problems: [{ field: "name", rule: "is in use" }],
  });
}
