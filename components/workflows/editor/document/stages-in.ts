import { type Document, isAlias, isMap, isSeq, type YAMLMap, type YAMLSeq } from "yaml";
import { outlineOf, placeOf } from "./outline";

/** The list of stages, begun when there is none. */
export function stagesIn(doc: Document): YAMLSeq {
  const list = doc.get("stages", true);
  if (isSeq(list)) return list;
  const made = doc.createNode([]) as YAMLSeq;
  if (isMap(doc.contents)) doc.contents.set("stages", made);
  else doc.contents = doc.createNode({ stages: made }) as Document["contents"];
  const kept = doc.get("stages", true);
  return isSeq(kept) ? kept : made;
}

/** Puts stages after another one, or at the end, in braces if all the others are. */
export function insert(stages: YAMLSeq, added: readonly unknown[], after: string | null): void {
  const isInBraces =
    stages.items.length > 0 && stages.items.every((stage) => isMap(stage) && stage.flow);
  for (const stage of added) {
    if (isMap(stage) && isInBraces) stage.flow = true;
  }
  // A list that was written as `[]` goes on as lines.
  if (stages.items.length === 0) stages.flow = false;
  const at = stages.items.findIndex((stage) => nameOf(stage) === after);
  stages.items.splice(at < 0 ? stages.items.length : at + 1, 0, ...added);
}

export function namesIn(doc: Document): string[] {
  return outlineOf(doc).stages.map(({ name }) => name);
}

export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/-\d+$/, "");
  for (let number = 2; ; number++) {
    if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
  }
}

export function nameOf(stage: unknown): string {
  if (isMap(stage)) return String(stage.get("name") ?? "");
  return isSeq(stage) ? String(stage.get(0) ?? "") : "";
}

/** The stage with this id of the outline; undefined where it is written with an alias. */
export function stageIn(doc: Document, id: string): unknown {
  const item = itemIn(doc, id);
  return isAlias(item) ? undefined : item;
}

/** What stands in the list of stages for the stage with this id, be it an alias. */
export function itemIn(doc: Document, id: string): unknown {
  const { items } = stagesIn(doc);
  const place = placeOf(id);
  return place === null
    ? items.find((each) => !isAlias(each) && nameOf(each) === id)
    : items[place];
}

/** The fields of a stage; of one that is written as a list, what stands after name, agent and prompt. */
export function fieldsIn(doc: Document, id: string, isWanted: boolean): YAMLMap | null {
  const stage = stageIn(doc, id);
  if (isMap(stage)) return stage as YAMLMap;
  if (!isSeq(stage)) return null;
  const rest = stage.get(3, true);
  if (isMap(rest)) return rest as YAMLMap;
  if (!isWanted) return null;
  const made = doc.createNode({}, { flow: true }) as YAMLMap;
  while (stage.items.length < 3) stage.add(doc.createNode(null));
  stage.set(3, made);
  return made;
}

export function valueIn(doc: Document, fields: YAMLMap, key: string): unknown {
  const node = fields.get(key, true);
  return node && typeof node === "object" && "toJS" in node
    ? (node as { toJS(doc: Document): unknown }).toJS(doc)
    : node;
}
