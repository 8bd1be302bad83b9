import type { Command } from "commander";
import { EXIT } from "../failure";
import { operationOf } from "../verbs/command";

/** A command's signature for programs: its words, its options, and the request that it stands for. */
export function describe(command: Command): object {
  const operation = operationOf(command);
  const subcommands = command.commands.filter(
    (each) => !each.name().startsWith("__") && each.name() !== "help",
  );
  return {
    command: pathOf(command),
    about: command.description(),
    ...(subcommands.length > 0
      ? {
          commands: subcommands.map((each) => ({
            command: pathOf(each),
            about: each.description(),
          })),
        }
      : {}),
    arguments: command.registeredArguments.map((argument) => ({
      name: argument.name(),
      required: argument.required,
      variadic: argument.variadic,
      ...(argument.description ? { about: argument.description } : {}),
    })),
    options: command.options.map(({ long, flags, description, mandatory }) => ({
      name: long ?? flags,
      flags,
      takes_value: flags.includes("<"),
      required: mandatory,
      ...(description ? { about: description } : {}),
    })),
    ...(operation
      ? {
          request: {
            operation: operation.id,
            method: operation.method,
            path: operation.path,
            role: operation.role,
            repeatable: operation.keyed || operation.method === "GET",
            query: operation.query,
            body: operation.body,
            answer: operation.answer,
          },
        }
      : {}),
    exit_codes: EXIT,
  };
}

function pathOf(command: Command): string {
  const names: string[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) names.unshift(at.name());
  return names.join(" ");
}
