/** Keys as their issuers write them: Baton's, Anthropic's and OpenAI's, GitHub's, AWS's, Slack's, and private keys. */
const SHAPES: readonly RegExp[] = [
  /\bmc[ar]?_[A-Za-z0-9_-]{20,}/g,
  /\bsk-[A-Za-z0-9_-]{20,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{30,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  // Its lines, also as they stand within JSON, and no words after them: a text may well speak of such a key.
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:(?:[ \t]*(?:\r?\n|(?:\\r)?\\n))+[ \t]*(?:[A-Za-z0-9+/=]+(?=[ \t]*(?:["\r\n\\]|$))|[\w-]+: [^\n\\]*))*(?:(?:\s|\\[rn])*-----END [A-Z ]*PRIVATE KEY-----)?/g,
];

const SOUNDS_SECRET =
  /(?:^|_)(?:API_?)?(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?|PAT)(?:_|$)/i;
/** What is shorter is a word that the output may well contain. */
const SHORTEST = 8;

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/** The beginning of a text, cleared before it is cut, so that no secret is cut in two. */
export function excerpt(redact: Redact, text: string, most: number): string {
  return redact(text.slice(0, most + ROOM)).slice(0, most);
}
const ROOM = 60_000;

const KEY_BEGINS = /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*$/;
const KEY_GOES_ON = /^\s*(?:[A-Za-z0-9+/=]+|[\w-]+: .*)?\s*$/;
const KEY_ENDS = /-----END [A-Z ]*PRIVATE KEY-----/;

/** The same for a text that comes line by line, such as a private key that is printed. Each stream needs one of its own. */
export function lineRedactor(redact: Redact): Redact {
  let isWithinKey = false;
  return (line) => {
    if (isWithinKey) {
      const hasEnded = KEY_ENDS.test(line);
      isWithinKey = !hasEnded && KEY_GOES_ON.test(line);
      if (hasEnded || isWithinKey) return "";
    }
    isWithinKey = KEY_BEGINS.test(line);
    return redact(line);
  };
}

/**
 * Takes out what the given variables hold if their names sound like secrets, the further secrets, and whatever is shaped like a key.
 * A text must not be cut within a secret before it comes here.
 */
export function redactor(
  env: Readonly<Record<string, string | undefined>>,
  secrets: readonly (string | null)[] = [],
): Redact {
  const values = Object.entries(env)
    .filter(([name]) => SOUNDS_SECRET.test(name))
    .map(([, value]) => value)
    .concat(secrets.map((secret) => secret ?? undefined))
    .filter((value): value is string => value !== undefined && value.length >= SHORTEST);
  // The longest first: one may be the beginning of another.
  const known = [...new Set(values.flatMap((value) => [value, escaped(value)]))].sort(
    (one, other) => other.length - one.length,
  );
  return (text) => {
    let clean = text;
    for (const value of known) clean = clean.split(value).join("[secret]");
    for (const shape of SHAPES) clean = clean.replace(shape, "[secret]");
    return clean;
  };
}

/** As it stands within JSON. */
const escaped = (value: string): string => JSON.stringify(value).slice(1, -1);
