import { tail } from "../refusal.mjs";

/** @typedef {{ passed: number, failed: number, output: string }} Outcome */

/** Runs stages one after the other, one line each, and adds up their results. */
export function createTally() {
  const total = { passed: 0, failed: 0 };
  return {
    /**
     * @param {string} name
     * @param {() => Promise<Outcome>} run
     */
    async stage(name, run) {
      const startedAt = Date.now();
      const { passed, failed, output } = await run();
      total.passed += passed;
      total.failed += failed;
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      const counts = failed > 0 ? `${passed} passed, ${failed} FAILED` : `${passed} passed`;
      console.log(`${name.padEnd(12)} ${counts} (${seconds} s)`);
      if (failed > 0) console.log(`${tail(output, 120)}\n`);
      return failed === 0;
    },
    /** Prints the last line and sets the exit code. */
    finish() {
      console.log(`${total.passed} passed, ${total.failed} failed`);
      process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
    },
  };
}

/** A check that either passes or fails. @param {Promise<{ succeeded: boolean, output: string }>} run @returns {Promise<Outcome>} */
export async function oneCheck(run) {
  const { succeeded, output } = await run;
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, output };
}
