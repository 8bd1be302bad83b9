/** Keys as their issuers write them: Baton's, Anthropic's and OpenAI's, GitHub's, AWS's, Slack's, and private keys. */
const SHAPES: readonly RegExp[] = [
  /\bmc[ar]?_[A-Za-z0-9_-]{20,}/g,
  /\bsk-[A-Za-z0-9_-]{20,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{30,}/g,
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

const SOUNDS_SECRET =
  /(?:^|_)(?:API_?)?(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?|PAT)(?:_|$)/i;
/** What is shorter is a word that the output may well contain. */
const SHORTEST = 8;

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

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
