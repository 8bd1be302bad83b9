import { type Definition, type FromItem, MAX_ITEMS, type Stage } from "./schema";
import type { DefinitionSource, StageSource } from "./source-schema";

/** The one form in which the rest of Baton reads a definition. Normalising a normalised one changes nothing. */
export function normalise(source: DefinitionSource): Definition {
  const names = new Set(source.stages.map(({ name }) => name));
  const { defaults } = source;
  return {
    ...present({ description: source.description }),
    inputs: mapValues(source.inputs ?? {}, (input) => ({
      ...input,
      required: input.required ?? !Object.hasOwn(input, "default"),
    })),
    outputs: { ...source.outputs },
    defaults: defaults ? { ...defaults, ...present({ retry: retryOf(defaults.retry) }) } : {},
    stages: source.stages.map((stage) => normaliseStage(stage, names)),
  } as Definition;
}

function normaliseStage(stage: StageSource, names: ReadonlySet<string>): Stage {
  const { approval, end, from, context, foreach, retry, ...rest } = stage;
  return {
    ...rest,
    ...present({
      approval: approval && {
        ...approval,
        choices: (approval.choices ?? []).map((choice, index) =>
          typeof choice === "string" ? { id: choiceId(choice, index), label: choice } : choice,
        ),
        people: approval.people ?? [],
      },
      end: typeof end === "string" ? { result: end } : end,
      retry: retryOf(retry),
      context: typeof context === "object" ? context : undefined,
      foreach: foreachOf(foreach, names),
    }),
    from: (from === undefined ? [] : Array.isArray(from) ? from : [from]).map((item) =>
      fromOf(item, names),
    ),
    join: stage.join ?? "all",
    on_failure: stage.on_failure ?? "block",
    limit: stage.limit ?? MAX_ITEMS,
  } as Stage;
}

/** A text is the stage of that name, else a file if it looks like a path. Any other is an unknown stage, which check.ts refuses. */
function fromOf(item: string | FromItem, names: ReadonlySet<string>): FromItem {
  if (typeof item !== "string") return item;
  return names.has(item) || !/[/\\.]/.test(item) ? { stage: item } : { file: item };
}

function foreachOf(foreach: StageSource["foreach"], names: ReadonlySet<string>): Stage["foreach"] {
  if (typeof foreach !== "string") return foreach;
  return names.has(foreach) ? { stage: foreach } : { list: foreach };
}

const retryOf = (retry: StageSource["retry"]) =>
  typeof retry === "number" ? { attempts: retry + 1 } : retry;

/** The id of a choice that is only a text: its letters and digits, or else its number. */
function choiceId(label: string, index: number): string {
  const id = label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  return id === "" ? `choice-${index + 1}` : id;
}

const mapValues = <A, B>(record: Record<string, A>, to: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]));

/** Only the fields that are there. */
const present = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
