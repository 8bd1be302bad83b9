import { type Document, isMap, isSeq, type YAMLMap, type YAMLSeq } from "yaml";
import { fieldsNotFor } from "@/lib/workflows/definition/check-stage";
import { type Fields, itemsOf, type OutlineKind, placeOf, stageOfItem } from "./outline";
import { dropFrom, dropReferences, listOf, renameReferences } from "./references";
import { editSource, readDocument, valuesOf } from "./source";
import {
  fieldsIn,
  freeName,
  insert,
  itemIn,
  namesIn,
  stageIn,
  stagesIn,
  valueIn,
} from "./stages-in";

// Stages are named by the ids of their outline: their names, or stand-ins for those that have none of their own.

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
export function removeStages(source: string, ids: readonly string[]): Edit {
  return edit(source, (doc) => {
    const gone = new Set(ids.map((id) => itemIn(doc, id)));
    const stages = stagesIn(doc);
    stages.items = stages.items.filter((stage) => !gone.has(stage));
    const left = new Set(namesIn(doc));
    dropReferences(doc, new Set(ids.filter((id) => placeOf(id) === null && !left.has(id))));
    return [];
  });
}

/** Makes a stage come after another. */
export function connectStages(source: string, from: string, to: string): Edit {
  return edit(source, (doc) => {
    const fields = fieldsIn(doc, to, true);
    if (!fields) return NO_STAGE;
    const before = fields.get("from", true);
    const now = itemsOf(valueIn(doc, fields, "from"));
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

/** Gives a stage another name, everywhere. What others say of a name that two stages have stays with the first. */
export function renameStage(source: string, id: string, next: string): Edit {
  return edit(source, (doc) => {
    if (id === next) return [id];
    const refusal = whyNotName(next, namesIn(doc));
    if (refusal) return refusal;
    const stage = stageIn(doc, id);
    if (isSeq(stage)) stage.set(0, next);
    else if (isMap(stage)) putName(doc, stage, next);
    else return NO_STAGE;
    if (placeOf(id) === null) renameReferences(doc, new Map([[id, next]]));
    return [next];
  });
}

/** A name that was missing comes first, as people write it. */
function putName(doc: Document, stage: YAMLMap, name: string): void {
  if (stage.has("name")) stage.set("name", name);
  else stage.items.unshift(doc.createPair("name", name) as never);
}

/** A field by the way to it, and what it is set to; undefined takes it out, and with it what is then empty. */
export type FieldEdit = readonly [path: readonly string[], value: unknown];

/** Sets fields of a stage, as one change. */
export function setFields(source: string, id: string, edits: readonly FieldEdit[]): Edit {
  return edit(source, (doc) => {
    for (const [path, value] of edits) {
      const refusal = setOne(doc, id, path, value);
      if (refusal) return refusal;
    }
    return [id];
  });
}

export function setField(
  source: string,
  id: string,
  path: readonly string[],
  value: unknown,
): Edit {
  return setFields(source, id, [[path, value]]);
}

function setOne(doc: Document, id: string, path: readonly string[], value: unknown): string | null {
  const [first] = path;
  const stage = stageIn(doc, id);
  const place = isSeq(stage) ? ["agent", "prompt"].indexOf(first ?? "") : -1;
  if (isSeq(stage) && place >= 0) {
    stage.set(place + 1, value ?? null);
    return null;
  }
  const fields = fieldsIn(doc, id, value !== undefined);
  if (!fields) return value === undefined ? null : NO_STAGE;
  setIn(doc, fields, path, value);
  return null;
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

/** Makes another kind of a stage: its own fields go, with those that the new one cannot have, and the fields of the new one begin. */
export function changeKind(source: string, id: string, kind: Exclude<OutlineKind, "none">): Edit {
  return edit(source, (doc) => {
    const stage = stageIn(doc, id);
    if (!isMap(stage)) return "This stage is written as a list: change its kind in the YAML.";
    const taken = kind === "command" ? KIND_FIELDS.filter((key) => key !== "agent") : KIND_FIELDS;
    const after = stage.items.findIndex(({ key }) => taken.includes(String(key)));
    for (const key of [...taken, ...fieldsNotFor(kind)]) stage.delete(key);
    if (fieldsNotFor(kind).includes("foreach")) stage.delete("concurrency");
    const made = doc.createNode(BEGINNINGS[kind]) as YAMLMap;
    stage.items.splice(after < 0 ? 1 : Math.min(after, stage.items.length), 0, ...made.items);
    return [id];
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

/** The values of a definition, for forms; empty while it is no YAML. */
export function topOf(source: string): Fields {
  const doc = readDocument(source);
  const values = doc && valuesOf(doc);
  return values && typeof values === "object" ? (values as Fields) : {};
}
