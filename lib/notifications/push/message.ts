/** What a push carries, for `public/sw.js`. Every `href` is a path of this installation. */
export interface PushMessage {
  /** Something to show, or that it needs nobody any more. */
  kind: "card" | "closed";
  /** A later message takes the place of an earlier one with the same tag. */
  tag: string;
  title: string;
  body: string;
  /** Where a press on it leads. */
  href: string;
  /** Unix seconds. */
  at: number;
  /** Whether it makes itself heard when it takes the place of another one. */
  alert: boolean;
  /** What can be done from the notification: pages that ask before they do it. */
  links: { approve?: string; reject?: string };
}

/** Push services take 4 KB once it is encrypted; some count differently, so there is room. */
export const MAX_PAYLOAD_BYTES = 3_072;
const MAX_TITLE_LETTERS = 120;
const MAX_BODY_LETTERS = 600;
/** A letter in JSON: a control character takes six. */
const MAX_BYTES_OF_A_LETTER = 6;

/** The message as it is encrypted, its texts cut where they are too long. */
export function payloadOf(message: PushMessage): string {
  const title = cut(message.title, MAX_TITLE_LETTERS);
  for (let most = MAX_BODY_LETTERS; ; ) {
    const text = JSON.stringify({ ...message, title, body: cut(message.body, most) });
    const excess = Buffer.byteLength(text) - MAX_PAYLOAD_BYTES;
    if (excess <= 0 || most === 0) return text;
    most = Math.max(0, most - Math.ceil(excess / MAX_BYTES_OF_A_LETTER));
  }
}

function cut(text: string, most: number): string {
  const letters = Array.from(text);
  if (letters.length <= most) return text;
  return most === 0 ? "" : `${letters.slice(0, most - 1).join("")}…`;
}
