/** Options as the API writes them: `maxTurns` is `max_turns`, and times in milliseconds are in seconds. What is undefined is left out. */
export function wireFields(options: object): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || CALL.has(name)) continue;
    if (name === "timeout") fields.timeout_seconds = secondsOf(Number(value));
    else fields[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] = value;
  }
  return fields;
}

/** What of the options is about the call, not about the thing. */
const CALL = new Set(["signal", "requestTimeout", "patience", "idempotencyKey"]);

export const secondsOf = (ms: number): number => Math.ceil(ms / 1_000);
