import { type Document, isAlias, isMap, isSeq, type YAMLMap, type YAMLSeq } from "yaml";
import { type Fields, itemsOf, type OutlineKind, outlineOf, stageOfItem } from "./outline";
import { dropFrom, dropReferences, listOf, renameReferences } from "./references";
import { editSource, readDocument, valuesOf } from "./source";

/** A change of a definition: its new text, and the stages that are to be selected afterwards. */
export interface Edited {
  source: string;
  select: readonly string[];
}

export type Edit = Edited | { refusal: string };

const NOT_YAML = "The YAML cannot be read as it is. Mend the marked line first.";
const NO_STAGE = "That stage is written with an alias: change it in the YAML.";

/** What a new stage of each kind begins with. */
const BEGINNINGS: Record<Exclude<OutlineKind, "none">, Fields> = {
  agent: { prompt: "Say what is to be done" },
  command: { command: "npm test" },
  approval: { approval: { title: "Go on?" } },
  wait: { wait: { for: "30m" } },
  workflow: { workflow: "name-of-a-workflow" },
  end: { end: "succeed" },
};

const NAMES: Record<Exclude<OutlineKind, "none">, string> = {
  agent: "step",
  command: "check",
  approval: "approve",
  wait: "wait",
  workflow: "nested",
  end: "end",
};

/** Adds a stage after another one, or at the end. It comes after that one also when it runs. */
export function addStage(
  source: string,
  kind: Exclude<OutlineKind, "none">,
  after: string | null,
): Edit {
  return edit(source, (doc) => {
    const taken = new Set(namesIn(doc));
    const name = freeName(NAMES[kind], taken);
    const stages = stagesIn(doc);
    const from = after !== null && taken.has(after) ? { from: after } : {};
    const stage = doc.createNode({ name, ...BEGINNINGS[kind], ...from }) as YAMLMap;
    insert(stages, [stage], after);
    return [name];
  });
}

/** Removes stages, and what the others say of coming after them. */
export function removeStages(source: string, names: readonly string[]): Edit {
  return edit(source, (doc) => {
    const gone = new Set(names);
    const stages = stagesIn(doc);
    stages.items = stages.items.filter((stage) => !gone.has(nameOf(stage)));
    dropReferences(doc, gone);
    return [];
  });
}

/** Makes a stage come after another. */
export function connectStages(source: string, from: string, to: string): Edit {
  return edit(source, (doc) => {
    const fields = fieldsIn(doc, to, true);
    if (!fields) return NO_STAGE;
    const before = fields.get("from", true);
    const now = itemsOf(asValue(doc, fields, "from"));
    if (now.some((item) => stageOfItem(item) === from)) return [to];
    if (isSeq(before)) before.add(doc.createNode(from));
    else if (now.length === 0) fields.set("from", doc.createNode(from));
    else {
      const list = doc.createNode([], { flow: true }) as YAMLSeq;
      list.items = [before, doc.createNode(from)];
      fields.set("from", list);
    }
    return [to];
  });
}

/** Makes a stage no longer come after another, by whatever field it said so. */
export function disconnectStages(source: string, from: string, to: string): Edit {
  return edit(source, (doc) => {
    const fields = fieldsIn(doc, to, false);
    if (!fields) return NO_STAGE;
    dropFrom(fields, (name) => name === from);
    if (listOf(fields.get("foreach")) === from) fields.delete("foreach");
    const context = fields.get("context");
    if (isMap(context) && context.get("resume") === from) fields.delete("context");
    return [to];
  });
}

export const STAGE_NAME = /^[a-z][a-z0-9_-]{0,63}$/i;

/** Why a stage cannot be called so; null when it can. */
export function whyNotName(name: string, taken: readonly string[]): string | null {
  if (!STAGE_NAME.test(name))
    return "A letter first, then letters, digits, - and _: at most 64 in all.";
  return taken.includes(name) ? `There is already a stage called ${name}.` : null;
}

/** Gives a stage another name, everywhere. */
export function renameStage(source: string, name: string, next: string): Edit {
  return edit(source, (doc) => {
    if (name === next) return [name];
    const refusal = whyNotName(next, namesIn(doc));
    if (refusal) return refusal;
    const stage = stageIn(doc, name);
    if (isSeq(stage)) stage.set(0, next);
    else if (isMap(stage)) stage.set("name", next);
    else return NO_STAGE;
    renameReferences(doc, new Map([[name, next]]));
    return [next];
  });
}

/** Sets a field of a stage, by the way to it; undefined takes it out, and with it what is then empty. */
export function setField(
  source: string,
  name: string,
  path: readonly string[],
  value: unknown,
): Edit {
  return edit(source, (doc) => {
    const [first] = path;
    const stage = stageIn(doc, name);
    const place = isSeq(stage) ? ["agent", "prompt"].indexOf(first ?? "") : -1;
    if (isSeq(stage) && place >= 0) {
      stage.set(place + 1, value ?? null);
      return [name];
    }
    const fields = fieldsIn(doc, name, value !== undefined);
    if (!fields) return value === undefined ? [name] : NO_STAGE;
    setIn(doc, fields, path, value);
    return [name];
  });
}

/** Sets something of the definition as a whole, such as `description` or `inputs`. */
export function setTop(source: string, path: readonly string[], value: unknown): Edit {
  return edit(source, (doc) => {
    if (doc.contents === null) doc.contents = doc.createNode({});
    if (!isMap(doc.contents)) return NOT_YAML;
    setIn(doc, doc.contents, path, value);
    return [];
  });
}

/** Puts a stage's kind on another: its own fields go, the fields of the new one begin. */
export function changeKind(source: string, name: string, kind: Exclude<OutlineKind, "none">): Edit {
  return edit(source, (doc) => {
    const stage = stageIn(doc, name);
    if (!isMap(stage)) return "This stage is written as a list: change its kind in the YAML.";
    const taken = kind === "command" ? KIND_FIELDS.filter((key) => key !== "agent") : KIND_FIELDS;
    const after = stage.items.findIndex(({ key }) => taken.includes(String(key)));
    for (const key of taken) stage.delete(key);
    const made = doc.createNode(BEGINNINGS[kind]) as YAMLMap;
    stage.items.splice(after < 0 ? 1 : Math.min(after, stage.items.length), 0, ...made.items);
    return [name];
  });
}

const KIND_FIELDS = [
  ...["agent", "profile", "capability", "prompt", "command", "script"],
  ...["approval", "wait", "workflow", "inputs", "end"],
];

/** Sets in a map, whatever stands there now. Null deletes nothing: it is a value. */
function setIn(doc: Document, map: YAMLMap, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  if (rest.length > 0) {
    const inside = map.get(key, true);
    if (isMap(inside)) {
      setIn(doc, inside, rest, value);
      if (inside.items.length === 0) map.delete(key);
      return;
    }
    if (value === undefined) return;
    const made = doc.createNode({}) as YAMLMap;
    setIn(doc, made, rest, value);
    map.set(key, made);
    return;
  }
  if (value === undefined) {
    map.delete(key);
    return;
  }
  // What has several lines is a block, which braces cannot hold.
  if (map.flow && typeof value === "string" && value.includes("\n")) map.flow = false;
  const isSimple = typeof value !== "object" || value === null;
  if (isSimple) map.set(key, value);
  else map.set(key, doc.createNode(value, { flow: map.flow || isFlat(value) }));
}

const isFlat = (value: object): boolean =>
  Array.isArray(value) && value.every((item) => typeof item !== "object");

export function edit(source: string, change: (doc: Document) => readonly string[] | string): Edit {
  let outcome: readonly string[] | string = [];
  const text = editSource(source, (doc) => {
    outcome = change(doc);
  });
  if (text === null) return { refusal: NOT_YAML };
  if (typeof outcome === "string") return { refusal: outcome };
  return { source: text, select: outcome };
}

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

function nameOf(stage: unknown): string {
  if (isMap(stage)) return String(stage.get("name") ?? "");
  return isSeq(stage) ? String(stage.get(0) ?? "") : "";
}

export function stageIn(doc: Document, name: string): unknown {
  return stagesIn(doc).items.find((stage) => !isAlias(stage) && nameOf(stage) === name);
}

/** The fields of a stage; of one that is written as a list, what stands after name, agent and prompt. */
function fieldsIn(doc: Document, name: string, isWanted: boolean): YAMLMap | null {
  const stage = stageIn(doc, name);
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

function asValue(doc: Document, fields: YAMLMap, key: string): unknown {
  const node = fields.get(key, true);
  return node && typeof node === "object" && "toJS" in node
    ? (node as { toJS(doc: Document): unknown }).toJS(doc)
    : node;
}

/** The values of a definition, for forms; empty while it is no YAML. */
export function topOf(source: string): Fields {
  const doc = readDocument(source);
  const values = doc && valuesOf(doc);
  return values && typeof values === "object" ? (values as Fields) : {};
}
