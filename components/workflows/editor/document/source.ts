import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type ToStringOptions,
  visit,
} from "yaml";
import { MAX_SOURCE_BYTES } from "@/lib/workflows/definition/schema";
import { mergeLines } from "./merge";

/** As many aliases as a definition may have. */
const MAX_ALIASES = 100;

/** What is written, as a document; null while it is no YAML, and where it is more than a definition may be: to read that takes seconds. */
export function readDocument(source: string): Document.Parsed | null {
  if (source.length > MAX_SOURCE_BYTES) return null;
  const doc = parseDocument(source, { uniqueKeys: false });
  return doc.errors.length === 0 ? doc : null;
}

/** The values of a document; null when its aliases would make too much of it. */
export function valuesOf(doc: Document): unknown {
  try {
    return doc.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    return null;
  }
}

/** Whether a document's aliases make too much of it to be read. */
export const isTooTied = (doc: Document): boolean =>
  doc.contents !== null && valuesOf(doc) === null;

export const isJson = (source: string): boolean => /^\s*\{/.test(source);

/**
 * Changes a definition as a document and writes it again: comments, blank lines, quotes and the layout of what the change does not
 * touch stay as they were written. Null while the source is no YAML, since nobody knows then what it means.
 */
export function editSource(source: string, change: (doc: Document) => void): string | null {
  const doc = readDocument(source);
  if (!doc || isTooTied(doc)) return null;
  const write = isJson(source) ? jsonWriter(source) : yamlWriter(source, doc);
  const before = write(doc);
  change(doc);
  const after = write(doc);
  if (after === before) return source;
  if (before === source) return after;
  const merged = mergeLines(before, source, after);
  // A merge of lines knows nothing of indentation: it counts when it means the same.
  return merged !== null && meansTheSame(merged, after) ? merged : after;
}

function meansTheSame(one: string, other: string): boolean {
  const [a, b] = [readDocument(one), readDocument(other)];
  return a !== null && b !== null && JSON.stringify(valuesOf(a)) === JSON.stringify(valuesOf(b));
}

function jsonWriter(source: string): (doc: Document) => string {
  const indent = /\n([ \t]+)\S/.exec(source)?.[1] ?? "  ";
  const end = source.endsWith("\n") ? "\n" : "";
  return (doc) => JSON.stringify(valuesOf(doc), null, indent) + end;
}

function yamlWriter(source: string, doc: Document.Parsed): (doc: Document) => string {
  const options = styleOf(source, doc);
  return (changed) => changed.toString(options);
}

/** How somebody writes: steps of indentation, lists below their key, braces with or without spaces, quotes. */
function styleOf(source: string, doc: Document.Parsed): ToStringOptions {
  const style = { indent: 2, indentSeq: true, flowCollectionPadding: false };
  const column = (offset: number) => offset - source.lastIndexOf("\n", offset - 1) - 1;
  let isIndentKnown = false;
  let isSeqKnown = false;
  visit(doc, {
    Pair(_, { key, value }) {
      if (!isScalar(key) || !key.range) return;
      const at = column(key.range[0]);
      if (isMap(value) && !value.flow && value.range && !isIndentKnown) {
        const first = value.items[0]?.key;
        if (!isScalar(first) || !first.range) return;
        const step = column(first.range[0]) - at;
        if (step < 1 || step > 8) return;
        style.indent = step;
        isIndentKnown = true;
      }
      if (isSeq(value) && !value.flow && value.range && !isSeqKnown) {
        style.indentSeq = column(value.range[0]) > at;
        isSeqKnown = true;
      }
    },
  });
  style.flowCollectionPadding = /[{[] +[^\s#]/.test(source) && !/[{[][^\s{[\]}"']/.test(source);
  return {
    ...style,
    lineWidth: 0,
    blockQuote: "literal",
    singleQuote: quotes(source, "'") > quotes(source, '"') ? true : null,
  };
}

const quotes = (source: string, quote: string): number =>
  source.split(`: ${quote}`).length - 1 + (source.split(`- ${quote}`).length - 1);
