import type { ReactNode } from "react";

/**
 * Characters that a browser does not draw, or that change the order of what it draws: carriage returns, other control
 * characters, marks of writing direction, and spaces without width.
 */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  /[\u0000-\u0008\u000b-\u001f\u007f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;
const EACH_HIDDEN = new RegExp(`(${HIDDEN.source})`);

/** Code as it is: a character that would be hidden stands there by name, so that nothing passes unseen. */
export function Visible({ text }: { text: string }): ReactNode {
  if (!HIDDEN.test(text)) return text;
  return text.split(EACH_HIDDEN).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a character is known by its place alone
      <span key={index} className="rounded-sm bg-warning/15 px-0.5 text-warning">
        {nameOf(part)}
      </span>
    ),
  );
}

function nameOf(character: string): string {
  if (character === "\r") return "CR";
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
