import pino from "pino";

/** JSON lines on stdout. Credentials are redacted here as a second safeguard. */
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
