import { MAX_ITEMS, type StageKind, stageKind } from "@/lib/workflows/definition/schema";

/** A definition in its normalised form, as the API answers it. */
export interface ComparedDefinition {
  stages: readonly { name: string; [field: string]: unknown }[];
  [field: string]: unknown;
}

/** A field with its values on both sides; undefined where it is not set. */
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

export interface StageChange {
  name: string;
  kind: StageKind;
  /** `renamed`: nothing but its name is another. */
  change: "added" | "removed" | "renamed" | "changed" | "same";
  /** Its former name. */
  was: string | null;
  fields: readonly FieldChange[];
}

export interface DefinitionChanges {
  /** What is said outside of the stages, such as `inputs.spec`. */
  workflow: readonly FieldChange[];
  /** In the order of the second, with those that only the first has after what they followed. */
  stages: readonly StageChange[];
}

type Stage = ComparedDefinition["stages"][number];

/** What makes the second definition another than the first: stage by stage, with the fields that differ. */
export function compareDefinitions(
  a: ComparedDefinition,
  b: ComparedDefinition,
): DefinitionChanges {
  const first = new Map(a.stages.map((stage) => [stage.name, stage]));
  const second = new Map(b.stages.map((stage) => [stage.name, stage]));
  const renamed = renamedStages(a, b, first, second);
  const former = new Set(renamed.values());
  const rows = b.stages.map((stage) => {
    const was = renamed.get(stage.name);
    if (was !== undefined) return row(stage, "renamed", [], was);
    const before = first.get(stage.name);
    const fields = stageChanges(before ?? {}, stage);
    if (!before) return row(stage, "added", fields);
    return row(stage, fields.length > 0 ? "changed" : "same", fields);
  });
  let place = 0;
  for (const stage of a.stages) {
    const at = rows.findIndex(({ name, was }) => (was ?? name) === stage.name);
    if (at >= 0) place = at + 1;
    else if (!former.has(stage.name))
      rows.splice(place++, 0, row(stage, "removed", stageChanges(stage, {})));
  }
  return { workflow: aroundStages(a, b), stages: rows };
}

function row(
  stage: Stage,
  change: StageChange["change"],
  fields: readonly FieldChange[],
  was: string | null = null,
): StageChange {
  const kind = stageKind(stage as Parameters<typeof stageKind>[0]);
  return { name: stage.name, kind, change, was, fields };
}

/** New names by former ones: a stage that is gone and one that came which say the same otherwise. */
function renamedStages(
  a: ComparedDefinition,
  b: ComparedDefinition,
  first: ReadonlyMap<string, Stage>,
  second: ReadonlyMap<string, Stage>,
): Map<string, string> {
  const gone = new Map<string, string[]>();
  for (const stage of a.stages) {
    if (second.has(stage.name)) continue;
    const text = withoutName(stage);
    gone.set(text, [...(gone.get(text) ?? []), stage.name]);
  }
  const found = new Map<string, string>();
  for (const stage of b.stages) {
    if (first.has(stage.name)) continue;
    const was = gone.get(withoutName(stage))?.shift();
    if (was !== undefined) found.set(stage.name, was);
  }
  return found;
}

const withoutName = ({ name: _, ...fields }: Stage): string => textOf(fields);

/** What normalising gives every stage, which nobody wrote. */
const ANYWAY: Readonly<Record<string, unknown>> = {
  from: [],
  join: "all",
  on_failure: "block",
  limit: MAX_ITEMS,
};

/** Fields of a stage with other values, its name apart. */
function stageChanges(before: Values, after: Values): FieldChange[] {
  const said = (stage: Values): Values =>
    Object.fromEntries(
      Object.entries(stage).filter(
        ([field, value]) => field !== "name" && textOf(value) !== textOf(ANYWAY[field]),
      ),
    );
  return fieldChanges(said(before), said(after));
}

function fieldChanges(before: Values, after: Values): FieldChange[] {
  const fields = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...fields].flatMap((field) =>
    textOf(before[field]) === textOf(after[field])
      ? []
      : [{ field, before: before[field], after: after[field] }],
  );
}

function aroundStages(a: ComparedDefinition, b: ComparedDefinition): FieldChange[] {
  return ["description", "inputs", "outputs", "defaults"].flatMap((field) => {
    const [before, after] = [a[field], b[field]];
    if (!isFields(before) || !isFields(after))
      return textOf(before) === textOf(after) ? [] : [{ field, before, after }];
    return fieldChanges(before, after).map((change) => ({
      ...change,
      field: `${field}.${change.field}`,
    }));
  });
}

type Values = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as a text that is the same for the same value, in whatever order its fields stand. */
function textOf(value: unknown): string {
  return (
    JSON.stringify(value, (_, inside) =>
      isFields(inside)
        ? Object.fromEntries(Object.entries(inside).toSorted(([x], [y]) => (x < y ? -1 : 1)))
        : inside,
    ) ?? ""
  );
}
