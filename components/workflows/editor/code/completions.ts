import type { Outline } from "@/components/workflows/editor/document/outline";
import { fieldsUnder } from "./field-docs";
import { placeAt } from "./yaml-place";

/** What may come next, where one writes. */
export interface Offer {
  label: string;
  /** What is written in place of the label. */
  apply?: string;
  detail?: string;
  info?: string;
  kind: "property" | "enum" | "variable";
}

/** The names that a definition may use besides its own. */
export interface KnownNames {
  agents: readonly string[];
  profiles: readonly string[];
  workflows: readonly string[];
}

const OF_STAGES = new Set(["from", "stage", "resume", "rework", "foreach"]);
/** What is known of a stage in an expression. */
const OF_A_STAGE = [
  ["result", "What came of it, as text"],
  ["output", "Its value, where it has an output schema"],
  ["status", "done, failed, skipped or cancelled"],
  ["choice", "What was chosen at an approval"],
] as const;

/** What may be written at a place of a definition, and from where it replaces what is there; null where nothing is known. */
export function offersAt(
  text: string,
  position: number,
  outline: Outline,
  known: KnownNames,
): { from: number; offers: Offer[] } | null {
  const place = placeAt(text, position);
  const offers = ((): Offer[] => {
    if (place.kind === "expression") return expressions(outline);
    if (place.kind === "key") return keys(place.path, stageAround(outline, position));
    return values(place.key ?? "", place.path, outline, known, position);
  })();
  return offers.length === 0 ? null : { from: place.from, offers };
}

function keys(path: readonly string[], used: ReadonlySet<string>): Offer[] {
  const fields = fieldsUnder(path) ?? {};
  const isStage = path.at(-1) === "stages";
  return Object.entries(fields)
    .filter(([name]) => !isStage || !used.has(name))
    .map(([label, { takes, words }]) => ({
      label,
      apply: `${label}: `,
      detail: takes,
      info: words,
      kind: "property",
    }));
}

/** The fields that the stage around a place has already. */
function stageAround(outline: Outline, position: number): ReadonlySet<string> {
  const around = outline.stages.find(({ range }) => range.from <= position && position <= range.to);
  return new Set(Object.keys(around?.fields ?? {}));
}

function values(
  key: string,
  path: readonly string[],
  outline: Outline,
  known: KnownNames,
  position: number,
): Offer[] {
  const variables = (names: readonly string[], detail: string): Offer[] =>
    names.map((label) => ({ label, detail, kind: "variable" }));
  const own = outline.stages.find(({ range }) => range.from <= position && position <= range.to);
  const stages = outline.stages.flatMap(({ name }) => (name && name !== own?.name ? [name] : []));
  if (OF_STAGES.has(key)) {
    const inputs = outline.inputs.map(
      (name): Offer => ({
        label: name,
        apply: `{input: ${name}}`,
        detail: "input",
        kind: "variable",
      }),
    );
    return [...variables(stages, "stage"), ...(key === "from" ? inputs : [])];
  }
  if (key === "input") return variables(outline.inputs, "input");
  if (key === "agent") {
    return [...variables(known.agents, "agent"), ...variables(known.profiles, "profile")];
  }
  if (key === "profile") return variables(known.profiles, "profile");
  if (key === "workflow") return variables(known.workflows, "workflow");
  const doc = fieldsUnder(path)?.[key];
  return (doc?.values ?? []).map((label) => ({ label, info: doc?.words, kind: "enum" }));
}

function expressions(outline: Outline): Offer[] {
  const offer = (label: string, detail: string): Offer => ({ label, detail, kind: "variable" });
  return [
    ...outline.inputs.map((name) => offer(`inputs.${name}`, "input")),
    ...outline.stages.flatMap(({ name }) =>
      /^[A-Za-z_]\w*$/.test(name)
        ? OF_A_STAGE.map(([part, words]) => offer(`stages.${name}.${part}`, words))
        : name === ""
          ? []
          : OF_A_STAGE.map(([part, words]) => offer(`stages["${name}"].${part}`, words)),
    ),
    offer("item", "of foreach"),
    offer("index", "of foreach, from 0"),
    offer("iteration", "of loop, from 0"),
    offer("run.id", "the run"),
  ];
}
