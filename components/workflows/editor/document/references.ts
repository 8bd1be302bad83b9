import { type Document, isMap, isScalar, isSeq, type Scalar, visit } from "yaml";

/** Fields whose text is an expression as a whole. In every other text one stands between double braces. */
const EXPRESSIONS = new Set(["when", "foreach", "list", "until", "where", "task"]);

/** Every mention of a stage gets its other name: in `from`, `foreach`, `resume`, `rework`, and in expressions. */
export function renameReferences(doc: Document, names: ReadonlyMap<string, string>): void {
  visit(doc, {
    Scalar(at, node, path) {
      if (typeof node.value !== "string" || at === "key") return;
      const keys = path.flatMap((step) => keyOf(step));
      const renamed = renamedIn(node.value, keys, names);
      if (renamed !== node.value) (node as Scalar).value = renamed;
    },
  });
}

const keyOf = (step: unknown): string[] =>
  step && typeof step === "object" && "key" in step && isScalar(step.key)
    ? [String(step.key.value)]
    : [];

function renamedIn(text: string, keys: string[], names: ReadonlyMap<string, string>): string {
  const key = keys.at(-1) ?? "";
  const isReference =
    key === "foreach" ||
    key === "resume" ||
    key === "rework" ||
    key === "from" ||
    (key === "stage" && keys.includes("stages"));
  if (isReference && names.has(text)) return names.get(text) ?? text;
  const isExpression = EXPRESSIONS.has(key) || keys.at(-2) === "outputs";
  if (isExpression && !text.includes("{{")) return renameInExpression(text, names);
  return text.replace(/\{\{([\s\S]*?)\}\}/g, (_, inside: string) => {
    return `{{${renameInExpression(inside, names)}}}`;
  });
}

/** `stages.plan` and `stages["plan"]` in an expression; what stands between quotes as a text is left alone. */
export function renameInExpression(text: string, names: ReadonlyMap<string, string>): string {
  const parts =
    /(?<![\w.])stages\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*(["'])([^"']*)\2\s*\])|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g;
  return text.replace(parts, (found, name: string, quote: string, quoted: string) => {
    const to = names.get(name ?? quoted ?? "");
    if (to === undefined) return found;
    return /^[A-Za-z_]\w*$/.test(to) && !quote
      ? `stages.${to}`
      : `stages[${quote ?? '"'}${to}${quote ?? '"'}]`;
  });
}

/** Takes the stages out of what the others say they come after. Expressions keep their names: the problems then name them. */
export function dropReferences(doc: Document, gone: ReadonlySet<string>): void {
  const list = doc.get("stages", true);
  if (!isSeq(list)) return;
  for (const stage of list.items) {
    const fields = isSeq(stage) ? stage.items[3] : stage;
    if (!isMap(fields)) continue;
    dropFrom(fields, (name) => gone.has(name));
    if (gone.has(listOf(fields.get("foreach")))) fields.delete("foreach");
    const context = fields.get("context");
    if (isMap(context) && gone.has(String(context.get("resume")))) fields.delete("context");
    const approval = fields.get("approval");
    if (isMap(approval) && gone.has(String(approval.get("rework")))) approval.delete("rework");
  }
}

/** The stage whose list `foreach` goes over, or an expression. */
export function listOf(foreach: unknown): string {
  const stage = isMap(foreach) ? foreach.get("stage") : foreach;
  return typeof stage === "string" ? stage : "";
}

/** Takes stages out of `from`; a list of one that is left is written as that one. */
export function dropFrom(
  fields: { get(key: string, keep?: true): unknown; set(key: string, value: unknown): void } & {
    delete(key: string): boolean;
  },
  isGone: (name: string) => boolean,
): void {
  const from = fields.get("from", true);
  if (from === undefined) return;
  const gone = (item: unknown) => {
    const name = stageIn(item);
    return name !== null && isGone(name);
  };
  if (!isSeq(from)) {
    if (gone(from)) fields.delete("from");
    return;
  }
  const before = from.items.length;
  from.items = from.items.filter((item) => !gone(item));
  if (from.items.length === before) return;
  if (from.items.length === 0) fields.delete("from");
  else if (from.items.length === 1) fields.set("from", from.items[0]);
}

function stageIn(item: unknown): string | null {
  if (isScalar(item)) return typeof item.value === "string" ? item.value : null;
  if (isMap(item)) {
    const name = item.get("stage");
    return typeof name === "string" ? name : null;
  }
  return typeof item === "string" ? item : null;
}
