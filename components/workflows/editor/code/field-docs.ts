/** What a field of a definition is for: shown while one points at it, and beside it in the list of what may come next. */
export interface FieldDoc {
  /** What it takes, in a word or two. */
  takes: string;
  words: string;
  /** The few values that it may have. */
  values?: readonly string[];
}

const PRIORITIES = ["critical", "high", "medium", "low"];
const DURATION = "90s, 30m, 2h, 1d";

const WORKER: Record<string, FieldDoc> = {
  agent: { takes: "name", words: "The agent that does it, or a profile of that name." },
  profile: { takes: "name", words: "An agent is made from this profile for it." },
  capability: { takes: "work type", words: "Any agent that takes this kind of work." },
};

const SHARED: Record<string, FieldDoc> = {
  type: { takes: "work type", words: "The kind of work: code, test, review, research …" },
  priority: { takes: "one of", words: "How urgent its task is.", values: PRIORITIES },
  timeout: { takes: DURATION, words: "Longer than this, and the stage fails." },
  retry: {
    takes: "number or {attempts, delay}",
    words: "How often it is tried again before its failure counts.",
  },
  review: {
    takes: "true or false",
    words: "Whether its result needs a verdict.",
    values: ["true", "false"],
  },
};

const STAGE: Record<string, FieldDoc> = {
  name: {
    takes: "name",
    words: "How other stages call it. A letter first; letters, digits, - and _.",
  },
  ...WORKER,
  prompt: {
    takes: "text",
    words:
      "What is to be done. {{inputs.x}} and {{stages.NAME.result}} are filled in, quoted as data.",
  },
  command: {
    takes: "one line",
    words: "A worker runs it, without a model. Values come as environment variables.",
  },
  script: { takes: "lines", words: "Like command, of several lines." },
  approval: {
    takes: "{title, body, choices, people, rework}",
    words: "Waits until a person says yes, or picks a choice.",
  },
  wait: {
    takes: "{for | until | event | task}",
    words: "Waits for a time, an event or another task.",
  },
  workflow: { takes: "name", words: "Runs another workflow; `inputs` is what it gets." },
  inputs: {
    takes: "map",
    words: "What the nested workflow gets: values, or expressions in {{ }}.",
  },
  end: {
    takes: "succeed, fail or {result, message}",
    words: "Ends the run.",
    values: ["succeed", "fail"],
  },
  from: {
    takes: "stage, file, {input} or a list",
    words: "What it comes after and is given: results of stages, files, inputs.",
  },
  when: {
    takes: "CEL",
    words: "It runs only if this is true when its turn comes; else it is skipped.",
  },
  join: {
    takes: "one of",
    words: "Of several stages before it: all must succeed, any of them, or all must be over.",
    values: ["all", "any", "settled"],
  },
  title: { takes: "text", words: "The title of its task." },
  description: { takes: "text", words: "For whoever reads the definition." },
  ...SHARED,
  checks: {
    takes: "list of {name, command}",
    words: "Commands that prove its result, run by the worker.",
  },
  on_failure: {
    takes: "one of",
    words:
      "What a failure does: block what follows, skip it, let it go on without, or fail the run.",
    values: ["block", "skip", "continue", "fail_run"],
  },
  context: {
    takes: "fresh or {resume: STAGE}",
    words: "Whether the agent begins anew, or goes on in the session of an earlier stage.",
    values: ["fresh"],
  },
  foreach: {
    takes: "stage or CEL",
    words: "Runs once for each item of a list: {{item}} and {{index}} in its prompt.",
  },
  concurrency: { takes: "number", words: "How many items are worked on at the same time." },
  limit: { takes: "number", words: "More items than this, and the stage fails. 1000 at most." },
  loop: {
    takes: "{until, max}",
    words: "Again and again until a condition is met, at most `max` times.",
  },
  output: {
    takes: "JSON Schema",
    words: "What its result must be. A result that does not fit fails the stage.",
  },
  limits: { takes: "map", words: "Tokens, cost, turns and time after which its run is stopped." },
  labels: { takes: "list", words: "Labels of its task." },
  metadata: { takes: "map", words: "Data of your own on its task." },
};

/** The fields by the key that they stand under. "" is the definition, and "input" one of its inputs. */
export const FIELD_DOCS: Readonly<Record<string, Readonly<Record<string, FieldDoc>>>> = {
  "": {
    description: { takes: "text", words: "What the workflow is for." },
    inputs: {
      takes: "map",
      words: "What a run is given: {name: {type, description, default, …}}.",
    },
    outputs: { takes: "map of CEL", words: "What a run answers: {name: stages.NAME.result}." },
    defaults: { takes: "map", words: "What stages have that do not say otherwise." },
    stages: { takes: "list", words: "What is done. A stage waits for those it comes from." },
  },
  stages: STAGE,
  defaults: { ...WORKER, ...SHARED },
  input: {
    type: {
      takes: "one of",
      words: "What it is.",
      values: ["string", "number", "integer", "boolean", "array", "object"],
    },
    description: { takes: "text", words: "What it is for, said in the form that starts a run." },
    default: { takes: "value", words: "Its value where a run gives none." },
    required: {
      takes: "true or false",
      words: "Whether a run has to give it: true, unless it has a default.",
      values: ["true", "false"],
    },
    enum: { takes: "list", words: "The only values that it may have." },
    max_length: { takes: "number", words: "The most characters of a text." },
  },
  approval: {
    title: { takes: "text", words: "What the person is asked." },
    body: { takes: "text", words: "What they should know, as markdown." },
    choices: { takes: "list of text or {id, label}", words: "In place of approve and reject." },
    people: { takes: "list of names", words: "Who may answer; without it every operator." },
    rework: {
      takes: "stage",
      words: "A rejection sends this stage, and all up to here, back to work.",
    },
  },
  wait: {
    for: { takes: DURATION, words: "For so long." },
    until: { takes: "time or CEL", words: "Until this moment." },
    event: { takes: "event type", words: "Until this happens, such as task.completed." },
    where: { takes: "CEL over event", words: "Which of these events." },
    task: { takes: "ticket or CEL", words: "Until this task is over." },
  },
  end: {
    result: { takes: "one of", words: "How the run ends.", values: ["succeed", "fail"] },
    message: { takes: "text", words: "Why." },
  },
  retry: {
    attempts: { takes: "number", words: "How often in all." },
    delay: { takes: DURATION, words: "How long it waits in between." },
  },
  loop: {
    until: {
      takes: "CEL",
      words: "True ends it; `iteration` and the stage's own result are known.",
    },
    max: { takes: "number up to 50", words: "How often at most." },
  },
  context: { resume: { takes: "stage", words: "The stage whose session goes on." } },
  foreach: {
    stage: { takes: "stage", words: "The stage whose output is the list." },
    list: { takes: "CEL", words: "An expression that gives the list." },
  },
};

/** The fields that may stand at a place, by the keys around it. */
export function fieldsUnder(path: readonly string[]): Readonly<Record<string, FieldDoc>> | null {
  const last = path.at(-1) ?? "";
  if (path.length === 2 && path[0] === "inputs") return FIELD_DOCS.input ?? null;
  if (path.length === 1 && last === "inputs") return null;
  return Object.hasOwn(FIELD_DOCS, last) ? (FIELD_DOCS[last] ?? null) : null;
}
