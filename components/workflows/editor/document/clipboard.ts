import {
  Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { MAX_SOURCE_BYTES } from "@/lib/workflows/definition/schema";
import { type Edit, edit } from "./operations";
import { dropFrom, renameReferences } from "./references";
import { readDocument, valuesOf } from "./source";
import { freeName, insert, namesIn, stageIn, stagesIn } from "./stages-in";

/** Stages as YAML that can be pasted into any workflow, or into any editor. Null when the source is no YAML. */
export function copyStages(source: string, names: readonly string[]): string | null {
  const doc = readDocument(source);
  if (!doc) return null;
  const chosen = names.flatMap((name) => stageIn(doc, name) ?? []);
  if (chosen.length === 0) return null;
  const copy = new Document([]);
  const list = copy.contents as YAMLSeq;
  list.items = chosen.map((stage) => standalone(doc, stage));
  return copy.toString({ lineWidth: 0, blockQuote: "literal", flowCollectionPadding: false });
}

/** A stage without what stands elsewhere in its document: aliases are written out. */
function standalone(doc: Document, stage: unknown): unknown {
  if (!isMap(stage) && !isSeq(stage)) return stage;
  let isTied = false;
  visit(stage, (_, node) => {
    if (isAlias(node) || (isNode(node) && "anchor" in node && node.anchor)) isTied = true;
  });
  return isTied ? new Document(stage.toJS(doc)).contents : stage.clone();
}

/** Puts copied stages in, under names that are free. What they come after stays where it is there too. */
export function pasteStages(source: string, text: string, after: string | null): Edit {
  const pasted = stagesOf(text);
  if (typeof pasted === "string") return { refusal: pasted };
  return edit(source, (doc) => {
    const known = new Set(namesIn(doc));
    const taken = new Set(known);
    const names = new Map<string, string>();
    for (const stage of pasted.list.items) {
      const wanted = nameOf(stage) || "stage";
      const name = freeName(wanted, taken);
      taken.add(name);
      if (!names.has(wanted)) names.set(wanted, name);
      if (isMap(stage)) stage.set("name", name);
      else if (isSeq(stage)) stage.set(0, name);
    }
    const renamed = new Map([...names].filter(([from, to]) => from !== to));
    renameReferences(pasted.doc, renamed);
    for (const stage of pasted.list.items) {
      const fields = isSeq(stage) ? stage.items[3] : stage;
      if (isMap(fields)) {
        dropFrom(fields as YAMLMap, (name) => isName(name) && !taken.has(name));
      }
    }
    insert(stagesIn(doc), pasted.list.items, after);
    return [...names.values()];
  });
}

/** Copies stages beside themselves. */
export function duplicateStages(source: string, names: readonly string[]): Edit {
  const copied = copyStages(source, names);
  if (copied === null) return { refusal: "There is nothing to duplicate." };
  return pasteStages(source, copied, names.at(-1) ?? null);
}

const isName = (text: string): boolean => !/[/.]/.test(text);

const NOTHING =
  "That is no stage. What can be pasted is YAML: a stage, a list of stages, or a whole workflow.";

const TOO_LARGE = `That is too large: a definition has at most ${MAX_SOURCE_BYTES / 1_024} KB.`;

/** The stages of a text: a list of them, one, or those of a workflow. They are under `stages` of the answer's document. */
function stagesOf(text: string): { doc: Document; list: YAMLSeq } | string {
  if (text.length > MAX_SOURCE_BYTES) return TOO_LARGE;
  const read = parseDocument(text);
  if (read.errors.length > 0) return NOTHING;
  if (typeof valuesOf(read) !== "object") return NOTHING;
  const doc = new Document({ stages: [] });
  const list = doc.get("stages", true) as YAMLSeq;
  const { contents } = read;
  if (isSeq(contents)) list.items = contents.items;
  else if (isMap(contents)) {
    const inside = contents.get("stages", true);
    if (isSeq(inside)) list.items = inside.items;
    else if (contents.has("name")) list.items = [contents];
  }
  const isStage = (item: unknown) => (isMap(item) || isSeq(item)) && nameOf(item) !== "";
  return list.items.length > 0 && list.items.every(isStage) ? { doc, list } : NOTHING;
}

function nameOf(stage: unknown): string {
  const name = isMap(stage) ? stage.get("name", true) : isSeq(stage) ? stage.get(0, true) : null;
  return isScalar(name) && typeof name.value === "string" ? name.value : "";
}
