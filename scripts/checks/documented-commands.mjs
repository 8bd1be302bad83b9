import { spawnSync } from "node:child_process";

/**
 * A command in a document, and the test that runs it: `app/api/documented-requests.db.test.ts` sends every curl command, the
 * others are run where the table says.
 * @typedef {{ program: RegExp, tested: string }} Known
 */

/** @type {Known[]} */
const KNOWN = [
  { program: /^curl\b/, tested: "app/api/documented-requests.db.test.ts" },
  { program: /^(export )?[A-Z_]+=\S+$/, tested: "app/api/documented-requests.db.test.ts" },
  { program: /^ETAG=\$\(curl\b/, tested: "app/api/documented-requests.db.test.ts" },
  {
    program: /^([A-Z_]+=\S+ )*npm (start|test)$/,
    tested: "scripts/serve/first-run.commands.test.mjs",
  },
  { program: /^([A-Z_]+=\S+ )*npm run demo$/, tested: "scripts/demo" },
  { program: /^claude mcp add\b/, tested: "lib/mcp/transports.db.test.ts" },
  { program: /^npx @modelcontextprotocol\/inspector\b/, tested: "e2e/api/mcp.spec.ts" },
  { program: /^npx openapi-typescript\b/, tested: "scripts/testing/generated.mjs" },
  {
    program: /^node scripts\/mc-cli\.cjs import orkestra\b/,
    tested: "e2e/api/import-orkestra.spec.ts",
  },
  {
    program:
      /^(echo "[^"]*" \| |alias mc=")?node (scripts|\/path\/to\/baton\/scripts)\/mc-cli\.cjs\b/,
    tested: "cli/documented.db.test.ts",
  },
  { program: /^openclaw devices approve\b/, tested: "e2e/openclaw/gateway.test.ts" },
  // A backup is taken with PostgreSQL's own programs, which are not part of Baton; what follows a restore is tested there.
  { program: /^(cp -a \.data|pg_dump|pg_restore)\b/, tested: "lib/events/epoch.db.test.ts" },
];

const BLOCK = /^```(?<language>sh|json)\n(?<text>.*?)^```$/gms;

/**
 * What is wrong with the commands and JSON of documents: a block of shell that does not parse, a command that no test runs, a
 * body or an example that is no JSON. One sentence each, with the document.
 * @param {Map<string, string>} documents text by path
 * @param {(path: string) => boolean} exists
 * @returns {{ commands: number, problems: string[] }}
 */
export function documentedCommands(documents, exists) {
  let commands = 0;
  /** @type {string[]} */
  const problems = [];
  for (const [file, document] of documents) {
    for (const { groups = {} } of document.matchAll(BLOCK)) {
      const { language, text = "" } = groups;
      if (language === "json") {
        if (!isExample(text) && !isJson(text))
          problems.push(`${file}: not JSON: ${firstLine(text)}`);
        continue;
      }
      const syntax = shellProblem(text);
      if (syntax) problems.push(`${file}: ${syntax}`);
      for (const command of commandsIn(text)) {
        commands++;
        problems.push(...problemsOf(command, exists).map((problem) => `${file}: ${problem}`));
      }
    }
  }
  return { commands, problems };
}

/** @param {string} command @param {(path: string) => boolean} exists @returns {string[]} */
function problemsOf(command, exists) {
  const known = KNOWN.find(({ program }) => program.test(command));
  if (!known) return [`no test runs "${firstLine(command)}"`];
  if (!exists(known.tested))
    return [`${known.tested}, which runs "${firstLine(command)}", is gone`];
  const body = /\s-d '([^']*)'/.exec(command)?.[1];
  return body === undefined || isJson(body) ? [] : [`the body is no JSON: ${body}`];
}

/** The commands of a block, with continued lines joined and comments taken off. @param {string} text @returns {string[]} */
function commandsIn(text) {
  return text
    .replaceAll(/\\\n\s*/g, "")
    .split(/\n(?=(?:[^']*'[^']*')*[^']*$)/)
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter((line) => line !== "");
}

/** Quotes that do not end, loops without an end, and so on. Nothing is run. @param {string} text @returns {string | null} */
function shellProblem(text) {
  const placeholders = text.replaceAll(/<[a-z ]+>/g, "PLACEHOLDER");
  const { status, stderr, error } = spawnSync("sh", ["-n"], {
    input: placeholders,
    encoding: "utf8",
  });
  if (error || status === 0) return null;
  return `the shell does not parse this: ${firstLine(text)} (${stderr.trim()})`;
}

/** An example that leaves something out. @param {string} text */
const isExample = (text) => text.includes("…") && !text.includes("mcpServers");

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} text */
const firstLine = (text) => (text.split("\n")[0] ?? "").slice(0, 100);
