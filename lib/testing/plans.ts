import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import path from "node:path";
import { type Database, openDatabase } from "@/lib/core/database";
import type { TestDatabase } from "./database";

/** What PostgreSQL did for a piece of work. */
export interface Work {
  /** The statements that were sent, BEGIN and COMMIT included: each is a round trip. */
  statements: string[];
  /** The statements that were executed, those inside of functions and triggers included. */
  plans: Plan[];
}

export interface Plan {
  query: string;
  /** Rows taken from each table, also those that a filter dropped. All partitions of a table count as the table. */
  rows: Map<string, number>;
  /** Pages of tables and indexes that were touched. */
  pages: number;
}

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  "Shared Hit Blocks"?: number;
  "Shared Read Blocks"?: number;
  Plans?: PlanNode[];
}

/** A database whose PostgreSQL writes down every statement with its plan. */
export interface ObservedDatabase {
  readonly db: Database;
  /** The same database on connections that write down nothing, which takes half of the time: for what prepares the work. */
  readonly unobserved: Database;
  /** Runs `work` and returns what PostgreSQL did meanwhile in this database. Nothing else may work in it. */
  observe(work: () => Promise<unknown>): Promise<Work>;
  /** Changes a setting of PostgreSQL for this database; `db` is another pool from then on. */
  set(setting: string, value: string): Promise<void>;
  close(): Promise<void>;
}

const SETTINGS = {
  session_preload_libraries: "auto_explain",
  "auto_explain.log_min_duration": "0",
  "auto_explain.log_analyze": "on",
  "auto_explain.log_buffers": "on",
  "auto_explain.log_timing": "off",
  "auto_explain.log_format": "json",
  "auto_explain.log_nested_statements": "on",
  "auto_explain.log_parameter_max_length": "0",
  log_parameter_max_length: "0",
  log_statement: "all",
};

/** Opens the test's database once more, with a pool whose statements are observed through PostgreSQL's log. */
export async function observed(test: TestDatabase): Promise<ObservedDatabase> {
  const name = new URL(test.url).pathname.slice(1);
  const store = (setting: string, value: string) =>
    test.db.$executeRawUnsafe(`ALTER DATABASE ${name} SET ${setting} = '${value}'`);
  for (const [setting, value] of Object.entries(SETTINGS)) await store(setting, value);
  const [place] = await test.db.$queryRaw<{ folder: string }[]>`
    SELECT current_setting('data_directory') AS folder`;
  const log = path.join(place?.folder ?? "", "..", "postgres.log");
  let db = openDatabase(test.url);
  const unobserved = openDatabase(withoutPlans(test.url));
  return {
    get db() {
      return db;
    },
    unobserved,
    async observe(work) {
      const from = statSync(log).size;
      await work();
      return workIn(readFrom(log, from));
    },
    async set(setting, value) {
      await store(setting, value);
      await db.$disconnect();
      db = openDatabase(test.url);
    },
    async close() {
      await Promise.all([db.$disconnect(), unobserved.$disconnect()]);
    },
  };
}

/** What a connection asks for itself comes before what its database is set to. */
function withoutPlans(url: string): string {
  const silent = new URL(url);
  silent.searchParams.set("options", "-c session_preload_libraries= -c log_statement=none");
  return silent.href;
}

/** The end of a file, from this byte on: a log grows to many times what one piece of work wrote. */
function readFrom(file: string, from: number): string {
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(descriptor).size - from));
    const read = readSync(descriptor, bytes, 0, bytes.length, from);
    return bytes.subarray(0, read).toString();
  } finally {
    closeSync(descriptor);
  }
}

/** An entry of the log begins with its time; its further lines begin with a tab. */
const ENTRY =
  /^\d{4}-\d\d-\d\d [^\n]*? (?:LOG|DETAIL|STATEMENT|CONTEXT|ERROR|WARNING|NOTICE|HINT): {2}/m;

function workIn(log: string): Work {
  const work: Work = { statements: [], plans: [] };
  for (const entry of log.split(ENTRY)) {
    const sent = /^(?:statement|execute [^:]*): ([\s\S]*)/.exec(entry);
    if (sent?.[1]) work.statements.push(sent[1].replaceAll(/\s+/g, " ").trim());
    const planned = /^duration: [\d.]+ ms {2}plan:\n([\s\S]*)/.exec(entry);
    if (planned?.[1]) work.plans.push(planOf(JSON.parse(planned[1])));
  }
  return work;
}

function planOf({
  "Query Text": query,
  Plan: root,
}: {
  "Query Text": string;
  Plan: PlanNode;
}): Plan {
  const rows = new Map<string, number>();
  addRows(root, rows);
  const pages = (root["Shared Hit Blocks"] ?? 0) + (root["Shared Read Blocks"] ?? 0);
  return { query: query.replaceAll(/\s+/g, " ").trim(), rows, pages };
}

function addRows(node: PlanNode, rows: Map<string, number>): void {
  const relation = node["Relation Name"]?.replace(/_(?:p\d+|default)$/, "");
  if (relation && node["Node Type"] !== "ModifyTable") {
    const each =
      (node["Actual Rows"] ?? 0) +
      (node["Rows Removed by Filter"] ?? 0) +
      (node["Rows Removed by Index Recheck"] ?? 0);
    const read = each * (node["Actual Loops"] ?? 0);
    rows.set(relation, (rows.get(relation) ?? 0) + Math.round(read));
  }
  for (const part of node.Plans ?? []) addRows(part, rows);
}
