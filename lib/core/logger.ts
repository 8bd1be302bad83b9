import pino from "pino";

/** JSON lines on stdout. Secrets never reach a line: credentials are redacted here as a second fence. */
export const logger = pino({
  level: process.env.BATON_LOG_LEVEL ?? "info",
  base: undefined,
  redact: {
    paths: [
      "*.authorization",
      "*.cookie",
      "*.password",
      "*.apiKey",
      "*.api_key",
      "headers.authorization",
      "headers.cookie",
      'headers["x-api-key"]',
    ],
    censor: "[redacted]",
  },
});
