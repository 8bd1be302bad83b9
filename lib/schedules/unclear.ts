import { DomainError } from "@/lib/core/errors";

/** Shown with every refusal of a schedule, so that whoever wrote it sees what can be written instead. */
const EXAMPLES = ["every weekday at 9am", "every 15 minutes", "0 9 * * 1-5"] as const;

/** A schedule that cannot be used: `part` is the part of the text that was not understood, or null if it is the whole. */
export class UnclearSchedule extends DomainError {
  readonly part: string | null;

  constructor(
    rule: string,
    part: string | null = null,
    examples: readonly string[] = EXAMPLES,
    field = "schedule",
  ) {
    const fix = `write for example ${examples.map((each) => `"${each}"`).join(", ")}`;
    super("invalid", `${field}: ${rule}`, {
      fix,
      examples: [...examples],
      ...(part === null ? {} : { part }),
      problems: [{ field, rule }],
    });
    this.name = "UnclearSchedule";
    this.part = part;
  }
}
