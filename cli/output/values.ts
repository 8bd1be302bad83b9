/** Values of Baton's answers as people read them. */

const TIME = /(_at|_for|_date|last_seen|^since)$/;

/** The value of a field in a few words; null where there is nothing to say. */
export function valueText(name: string, value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "number" && TIME.test(name) && value > 1_000_000_000) return timeText(value);
  if (Array.isArray(value)) return listText(value);
  if (typeof value === "object") return objectText(name, value as Record<string, unknown>);
  return String(value);
}

function objectText(name: string, value: Record<string, unknown>): string | null {
  const { done, total } = value;
  if (name === "progress" && typeof done === "number" && typeof total === "number")
    return progressBar(done, total) || null;
  const parts = Object.entries(value);
  if (parts.some(([, part]) => typeof part === "object" && part !== null))
    return JSON.stringify(value);
  const texts = parts.map(([part, of]) => [part, valueText(part, of)]).filter(([, text]) => text);
  return texts.map(([part, text]) => `${part} ${text}`).join(", ") || null;
}

function listText(values: unknown[]): string | null {
  if (values.length === 0) return null;
  if (values.every((value) => typeof value !== "object")) return values.join(", ");
  return values
    .map((value) => {
      const { ticket_ref: ref, name, message, title } = (value ?? {}) as Record<string, unknown>;
      return String(message ?? ref ?? name ?? title ?? JSON.stringify(value));
    })
    .join("; ");
}

/** Unix seconds as `2026-11-22 14:05` in the machine's zone. */
export function timeText(seconds: unknown): string {
  if (typeof seconds !== "number") return "";
  const date = new Date(seconds * 1_000);
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** How long ago: `3 min`, `2 h`, `5 d`. */
export function agoText(seconds: unknown, now = Date.now()): string {
  if (typeof seconds !== "number") return "";
  const passed = Math.max(0, Math.round(now / 1_000 - seconds));
  if (passed < 60) return `${passed} s`;
  if (passed < 3_600) return `${Math.round(passed / 60)} min`;
  if (passed < 172_800) return `${Math.round(passed / 3_600)} h`;
  return `${Math.round(passed / 86_400)} d`;
}

export const moneyText = (usd: unknown): string =>
  typeof usd === "number" ? `$${usd.toFixed(2)}` : "";

/** `████░░░░ 2/4`; empty where there is nothing to count. */
export function progressBar(done: number, total: number, places = 8): string {
  if (total === 0) return "";
  const full = Math.round((places * done) / total);
  return `${"█".repeat(full)}${"░".repeat(places - full)} ${done}/${total}`;
}
