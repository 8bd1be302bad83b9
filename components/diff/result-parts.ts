import { type Patch, parsePatch } from "./patch";

/** A stretch of what an agent hands in. `at` is its offset in the text. */
export type ResultPart =
  | { kind: "prose"; at: number; text: string }
  | { kind: "patch"; at: number; patch: Patch };

interface Piece {
  at: number;
  /** As it stands in the text, with the fences. */
  text: string;
  /** The content of a code fence that may be a patch; the text itself outside of fences; else null. */
  candidate: string | null;
}

const FENCED = /^(`{3,}|~{3,})([^\n`]*)\n([\s\S]*?)^\1[`~]*[ \t]*\r?$\n?/gm;

/**
 * Divides a text into prose and patches: the one rule of what is a patch. A patch stands by itself or in a code fence that
 * says diff, patch or nothing, and has at least one file.
 */
export function resultParts(text: string): ResultPart[] {
  const parts: ResultPart[] = [];
  for (const piece of piecesOf(text)) {
    const patch = piece.candidate === null ? null : parsePatch(piece.candidate);
    const last = parts.at(-1);
    if (patch && patch.files > 0) parts.push({ kind: "patch", at: piece.at, patch });
    else if (last?.kind === "prose") last.text += piece.text;
    else parts.push({ kind: "prose", at: piece.at, text: piece.text });
  }
  return parts.filter((part) => part.kind === "patch" || part.text.trim() !== "");
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const addPlain = (end: number) => {
    if (end <= from) return;
    const plain = text.slice(from, end);
    pieces.push({ at: from, text: plain, candidate: plain });
  };
  for (const match of text.matchAll(FENCED)) {
    const [whole, , language = "", content = ""] = match;
    addPlain(match.index);
    const mayBePatch = /^(|diff|patch|udiff)$/i.test(language.trim());
    pieces.push({ at: match.index, text: whole, candidate: mayBePatch ? content : null });
    from = match.index + whole.length;
  }
  addPlain(text.length);
  return pieces;
}
