import { type Document, isNode, isSeq, type Node } from "yaml";
import { isTooTied, readDocument, valuesOf } from "./source";

/** What a stage does; "none" while nobody has said yet. */
export type OutlineKind = "agent" | "command" | "approval" | "wait" | "workflow" | "end" | "none";

/** Why a stage comes after another. */
export type EdgeKind = "from" | "foreach" | "resume";

export interface OutlineEdge {
  from: string;
  to: string;
  kind: EdgeKind;
}

/** Places of a text, in characters from its beginning. */
export interface TextRange {
  from: number;
  to: number;
}

export interface OutlineStage {
  index: number;
  /** The stage's own name, or a stand-in for one that has none or shares it with an earlier one. */
  id: string;
  name: string;
  kind: OutlineKind;
  /** Who or what does it, in a few words: an agent, a command, a question. */
  subject: string;
  /** Files and inputs that it is given. */
  sources: readonly string[];
  when: string | null;
  join: string | null;
  foreach: string | null;
  loop: number | null;
  review: boolean;
  onFailure: string | null;
  /** The values as they are written, under the names of fields. */
  fields: Readonly<Record<string, unknown>>;
  range: TextRange;
}

/** A definition as it is drawn. It is read from whatever is there, also from what would be refused. */
export interface Outline {
  stages: readonly OutlineStage[];
  edges: readonly OutlineEdge[];
  inputs: readonly string[];
}

const STAND_IN = "\u0000";
const standIn = (index: number): string => STAND_IN + index;

/** The place of a stage that has a stand-in for its id; null for one that is known by its name. */
export const placeOf = (id: string): number | null =>
  id.startsWith(STAND_IN) ? Number(id.slice(STAND_IN.length)) : null;

export const EMPTY_OUTLINE: Outline = { stages: [], edges: [], inputs: [] };

export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The stages and what connects them; null while the source is no YAML, or one that cannot be read. */
export function readOutline(source: string): Outline | null {
  const doc = readDocument(source);
  return doc && !isTooTied(doc) ? outlineOf(doc) : null;
}

export function outlineOf(doc: Document): Outline {
  const values = valuesOf(doc);
  const written = isFields(values) && Array.isArray(values.stages) ? values.stages : [];
  const list = doc.get("stages", true);
  const nodes = isSeq(list) ? list.items : [];
  const ids = new Set<string>();
  const stages = written.map((value, index) => {
    const stage = stageOf(fieldsOf(value), index, rangeOf(nodes[index]));
    const id = stage.name === "" || ids.has(stage.name) ? standIn(index) : stage.name;
    ids.add(id);
    return { ...stage, id };
  });
  const inputs = isFields(values) && isFields(values.inputs) ? Object.keys(values.inputs) : [];
  return { stages, edges: edgesOf(stages), inputs };
}

/** A stage as its fields, also one that is written as a list: name, agent, prompt, and the rest. */
function fieldsOf(value: unknown): Fields {
  if (isFields(value)) return value;
  if (!Array.isArray(value)) return {};
  const [name, agent, prompt, rest] = value;
  return { name, agent, prompt, ...(isFields(rest) ? rest : {}) };
}

function stageOf(fields: Fields, index: number, range: TextRange): Omit<OutlineStage, "id"> {
  const kind = kindOf(fields);
  return {
    index,
    name: textOf(fields.name),
    kind,
    subject: subjectOf(kind, fields),
    sources: itemsOf(fields.from).flatMap(sourceOf),
    when: textOf(fields.when) || null,
    join: textOf(fields.join) || null,
    foreach: listOf(fields.foreach) || null,
    loop: isFields(fields.loop) ? Number(fields.loop.max) || 0 : null,
    review: fields.review === true,
    onFailure: textOf(fields.on_failure) || null,
    fields,
    range,
  };
}

/** The kind that the fields of a stage say; the first of several, as the problems name the others. */
export function kindOf(fields: Fields): OutlineKind {
  for (const kind of ["approval", "wait", "workflow", "end"] as const) {
    if (fields[kind] !== undefined) return kind;
  }
  if (fields.command !== undefined || fields.script !== undefined) return "command";
  const asks = ["agent", "profile", "capability", "prompt"].some((key) => fields[key] != null);
  return asks ? "agent" : "none";
}

function subjectOf(kind: OutlineKind, fields: Fields): string {
  const { agent, approval, capability, command, end, profile, script, wait, workflow } = fields;
  if (kind === "command") return firstLine(textOf(command) || textOf(script));
  if (kind === "approval") return firstLine(isFields(approval) ? textOf(approval.title) : "");
  if (kind === "workflow") return textOf(workflow);
  if (kind === "end") return isFields(end) ? textOf(end.result) : textOf(end);
  if (kind === "wait") return isFields(wait) ? waitWords(wait) : "";
  return textOf(agent) || textOf(profile) || textOf(capability);
}

function waitWords(wait: Fields): string {
  const [how] = Object.keys(wait).filter((key) => key !== "where");
  return how ? `${how} ${textOf(wait[how])}` : "";
}

const firstLine = (text: string): string => text.trim().split("\n")[0] ?? "";

export const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";

/** The value of a field inside another one. */
export function inside(value: unknown, key: string): unknown {
  return isFields(value) ? value[key] : undefined;
}

export const itemsOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** The stage that an item of `from` names; null for a file or an input. */
export function stageOfItem(item: unknown): string | null {
  if (isFields(item)) return typeof item.stage === "string" ? item.stage : null;
  return typeof item === "string" && !/[/.]/.test(item) ? item : null;
}

function sourceOf(item: unknown): string[] {
  if (stageOfItem(item) !== null) return [];
  if (isFields(item)) return [textOf(item.file) || textOf(item.input)].filter(Boolean);
  return [textOf(item)].filter(Boolean);
}

/** What `foreach` goes over: a stage, or an expression. */
function listOf(foreach: unknown): string {
  return isFields(foreach) ? textOf(foreach.stage) || textOf(foreach.list) : textOf(foreach);
}

function edgesOf(stages: readonly OutlineStage[]): OutlineEdge[] {
  const known = new Set(stages.map(({ id }) => id));
  return stages.flatMap(({ id: to, fields }) => {
    const edge = (from: unknown, kind: EdgeKind): OutlineEdge[] =>
      typeof from === "string" && known.has(from) && from !== to ? [{ from, to, kind }] : [];
    const found = [
      ...itemsOf(fields.from).flatMap((item) => edge(stageOfItem(item), "from")),
      ...edge(listOf(fields.foreach), "foreach"),
      ...edge(isFields(fields.context) ? fields.context.resume : null, "resume"),
    ];
    // One line between two stages, however many reasons there are.
    return found.filter((one, at) => found.findIndex(({ from }) => from === one.from) === at);
  });
}

function rangeOf(node: unknown): TextRange {
  if (!isNode(node) || !(node as Node).range) return { from: 0, to: 0 };
  const [from, to] = (node as Node).range as [number, number, number];
  return { from, to };
}
