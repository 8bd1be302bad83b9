import { COMMON_PASSWORDS } from "./common-passwords";

/** A password without its decoration must have at least this many characters. */
const FEWEST = 4;

/**
 * Why the password is easy to guess, as the end of a sentence about it, or null. Finds the username and the most common passwords, also
 * repeated or surrounded by digits and punctuation. The schema checks the length.
 */
export function weaknessOf(password: string, username?: string): string | null {
  const plain = password.normalize("NFKC").toLowerCase();
  const core = withoutDecoration(plain);
  const forms = [plain, unitOf(plain), core, unitOf(core)];
  const name = username?.trim().toLowerCase();
  if (name && forms.some((form) => form === name)) return "must not be the username";
  if (isSequence(plain)) return "must not be one character or a sequence";
  if (unitOf(plain).length < FEWEST) return "must not repeat a few characters";
  if (forms.some((form) => COMMON_PASSWORDS.has(form))) {
    return "is one of the commonest passwords: choose a few unrelated words";
  }
  return null;
}

/** Strips digits and punctuation from both ends: `2024password!!` becomes `password`. */
function withoutDecoration(text: string): string {
  return text.replace(/^[^\p{L}]+/u, "").replace(/[^\p{L}]+$/u, "");
}

/** The shortest text whose repetition gives this one: `abc` for `abcabcabc` and for `abcabcab`. */
function unitOf(text: string): string {
  for (let length = 1; length <= text.length / 2; length++) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).startsWith(text)) return unit;
  }
  return text;
}

/** Whether the text is a run such as `aaaa…`, `abcd…` or `9876…`; after 9 comes 0. */
function isSequence(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, i) => {
    const step = code - (codes[i] ?? 0);
    return /^\d+$/.test(text) ? (step + 10) % 10 : step;
  });
  const first = steps[0];
  const sizes = /^\d+$/.test(text) ? [0, 1, 9] : [-1, 0, 1];
  return first !== undefined && sizes.includes(first) && steps.every((step) => step === first);
}
