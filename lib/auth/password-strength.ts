import { COMMON_PASSWORDS } from "./common-passwords";

/** The fewest characters that must be left of a password without its decoration for it not to be one of the commonest. */
const FEWEST = 4;

/**
 * Why the password would be among the first to be guessed, as the end of a sentence about it, or null. Length is the
 * schema's business; this refuses the username, the commonest passwords, and both of them repeated or with digits and
 * punctuation around them.
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

/** Without the digits and punctuation at both ends: `2024password!!` is `password`. */
function withoutDecoration(text: string): string {
  return text.replace(/^[^\p{L}]+/u, "").replace(/[^\p{L}]+$/u, "");
}

/** What the text repeats: `abc` for `abcabcabc` and for `abcabcab`. */
function unitOf(text: string): string {
  for (let length = 1; length <= text.length / 2; length++) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).startsWith(text)) return unit;
  }
  return text;
}

/** `aaaa…`, `abcd…`, `9876…`; after 9 comes 0. */
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
