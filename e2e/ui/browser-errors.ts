import type { BrowserContext } from "playwright/test";

/**
 * Whatever the pages of a context complain about from now on: errors on the console, uncaught ones, and violations of the
 * content security policy, which the browser writes there as well.
 */
export function watchErrors(context: BrowserContext): string[] {
  const errors: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on("weberror", (error) => errors.push(`${error.page()?.url()}: ${error.error().stack}`));
  return errors;
}
