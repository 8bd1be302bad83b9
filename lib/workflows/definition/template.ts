/** A piece of a text with placeholders: words, or the CEL between `{{` and `}}` with its place in the text. */
export type Piece = { text: string } | { expression: string; start: number; end: number };

/**
 * A text split into words and placeholders. `\{{` stands for the braces themselves. Braces and quotes within an expression do not end it; one
 * that is never closed is `open` at its place.
 */
export function piecesOf(template: string): { pieces: Piece[]; open: number | null } {
  const pieces: Piece[] = [];
  let words = "";
  let at = 0;
  while (at < template.length) {
    const start = template.indexOf("{{", at);
    if (start === -1) break;
    if (template[start - 1] === "\\") {
      words += `${template.slice(at, start - 1)}{{`;
      at = start + 2;
      continue;
    }
    const end = endOf(template, start + 2);
    if (end === null) {
      words += template.slice(at);
      if (words !== "") pieces.push({ text: words });
      return { pieces, open: start };
    }
    words += template.slice(at, start);
    if (words !== "") pieces.push({ text: words });
    words = "";
    pieces.push({
      expression: template.slice(start + 2, end).trim(),
      start: firstOf(template, start + 2, end),
      end,
    });
    at = end + 2;
  }
  words += template.slice(at);
  if (words !== "") pieces.push({ text: words });
  return { pieces, open: null };
}

/** The expression of a text that is one placeholder and nothing else; null for any other. */
export function onlyExpression(template: string): string | null {
  const { pieces } = piecesOf(template.trim());
  const [only] = pieces;
  return pieces.length === 1 && only && "expression" in only ? only.expression : null;
}

function firstOf(template: string, from: number, end: number): number {
  let at = from;
  while (at < end && /\s/.test(template[at] as string)) at += 1;
  return at;
}

/** Where the `}}` of a placeholder stands. */
function endOf(template: string, from: number): number | null {
  let depth = 0;
  let quote: string | null = null;
  for (let at = from; at < template.length; at += 1) {
    const character = template[at] as string;
    if (quote !== null) {
      if (character === "\\") at += 1;
      else if (character === quote) quote = null;
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      if (depth === 0 && template[at + 1] === "}") return at;
      depth -= 1;
    }
  }
  return null;
}
