import { z } from "zod";
import { DefinitionSource } from "./source-schema";

/** What editors show beside a field of a stage. */
const FIELDS: Readonly<Record<string, string>> = {
  name: "Letters, digits, dashes and underscores; unique in the workflow.",
  agent: "Who does it: an agent, or a profile of that name. Without it, whoever takes it.",
  profile: "A profile that an agent is made from.",
  capability: "A kind of work: whoever can do it.",
  prompt: "What is to be done. {{ }} puts in inputs, results and items.",
  command: "A command that a worker runs, without a model.",
  script: "A script that a worker runs, without a model.",
  approval: "Waits for a person. A rejection sends `rework` back to work, or fails.",
  wait: "Waits for a time, an event or another task.",
  workflow: "Another workflow, run as this stage.",
  inputs: "The inputs of that workflow.",
  end: "Ends the run: succeed or fail.",
  from: "What it gets and waits for: stages, files, {input: NAME}.",
  when: "A CEL condition; false skips the stage.",
  join: "When it runs: once all of its stages succeeded, with the first, or once all have ended.",
  type: "The kind of work: code, test, review, …",
  review: "Whether a verdict is needed.",
  checks: "Commands that have to end well on what is handed in.",
  timeout: "90s, 30m, 2h, 1d: it fails when it takes longer.",
  retry: "How often it is tried again, or {attempts, delay} with the attempts in all.",
  on_failure: "What a failure does to the stages after it.",
  context: "fresh, or {resume: STAGE} to go on in that stage's session.",
  foreach: "A stage whose output is a list, or CEL that gives a list: a task for each item.",
  concurrency: "How many items are worked on at the same time.",
  limit: "The most items that it takes.",
  loop: "Does the stage again until a condition is true, at most `max` times.",
  output: "JSON Schema that its result has to be valid by.",
};

interface ObjectSchema {
  properties: Record<string, object>;
}

/** The JSON Schema of definitions, for editors of YAML and JSON. */
export function definitionJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(DefinitionSource, { io: "input", unrepresentable: "any" });
  // The schema of an object with a list of objects, as DefinitionSource says.
  const whole = schema as unknown as { properties: { stages: { items: ObjectSchema } } };
  const stage = whole.properties.stages.items;
  const { name: _, agent: __, prompt: ___, ...more } = stage.properties;
  const described = Object.entries(stage.properties).map(([name, field]) => {
    const description = FIELDS[name];
    return [name, description === undefined ? field : { ...field, description }];
  });
  const tuple = {
    type: "array",
    description: "[name, agent, prompt, {from, type, …}]",
    prefixItems: [
      { type: "string" },
      { type: "string" },
      { type: "string" },
      { type: "object", properties: more },
    ],
    minItems: 3,
    maxItems: 4,
  };
  const items = { anyOf: [{ ...stage, properties: Object.fromEntries(described) }, tuple] };
  return {
    ...schema,
    properties: { ...schema.properties, stages: { ...whole.properties.stages, items } },
    $id: "/api/workflow-schema",
    title: "Baton workflow",
    description: "A workflow: its inputs, and the stages that a run goes through.",
  };
}
