/** An expected failure: one sentence for the person at the terminal, no stack trace, exit code 1. */
export class Refusal extends Error {
  name = "Refusal";
}

/**
 * Runs a command's main function; a Refusal ends it with its sentence, anything else with its stack.
 * @param {() => unknown} main
 */
export async function runCommand(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    process.exitCode = 1;
  }
}

/** The last lines of a program's output, for an error message. @param {string} output */
export function tail(output, lineCount = 25) {
  return output.trim().split("\n").slice(-lineCount).join("\n");
}
