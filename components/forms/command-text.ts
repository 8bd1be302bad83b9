/** A command of a task as people type it: one line for the shell, or a script of several. */

/** Its text; empty for none. */
export function textOfCommand(command: unknown): string {
  const { run, script } = (command ?? {}) as Record<string, unknown>;
  return typeof run === "string" ? run : typeof script === "string" ? script : "";
}

/** The command of a text, with what else the one before it said: its shell, variables and time. Null for none. */
export function commandFrom(text: string, before: unknown = null): Record<string, unknown> | null {
  const line = text.trim();
  if (line === "") return null;
  const { run: _, script: __, ...rest } = (before ?? {}) as Record<string, unknown>;
  return line.includes("\n") ? { ...rest, script: text } : { ...rest, run: line };
}

/** The part of a template that says it, from its form; nothing where it never had one. */
export function commandField(text: string, before: unknown): { command?: object | null } {
  const command = commandFrom(text, before);
  return command === null && before == null ? {} : { command };
}
