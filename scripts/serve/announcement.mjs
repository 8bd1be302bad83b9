import { addressOf, browserAddressOf } from "./config.mjs";

/**
 * Prints where Baton is and, for a new installation, how to sign in.
 * @param {import("./config.mjs").ServeConfig} config
 * @param {{ setupToken: string | null, apiKey: string | null }} firstRun
 */
export function announce(config, { setupToken, apiKey }) {
  const address = addressOf(config);
  const servesHttp = config.role !== "jobs";
  const lines = [servesHttp ? `Baton is ready at ${address}` : "Baton is running background jobs"];
  const name = browserAddressOf(config);
  if (servesHttp && name) {
    lines.push(
      `In Chrome, Edge and Firefox: ${name} (keeps your session from other programs here)`,
    );
  }
  if (servesHttp && setupToken) {
    lines.push(`Create the first admin: ${address}/setup?token=${setupToken}`);
  }
  if (apiKey) lines.push(`API key (shown once): ${apiKey}`);
  // In one write, so that whoever waits for the first line gets the others with it.
  console.log(lines.join("\n"));
}
