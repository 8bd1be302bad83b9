import { load } from "../../scripts/typescript.mjs";

const { claimBest } = await load("lib/tasks/queue/claim.sql.ts");
const { insertTask } = await load("lib/tasks/change/insert.sql.ts");
const { openDatabase, Prisma } = await load("lib/core/database.ts");
const { config } = await load("lib/core/config.ts");

/** The actor of the statements: a general key. */
const actor = {
  kind: "key",
  keyId: 0,
  name: "API Access",
  role: "admin",
  projectId: null,
  agentName: null,
};

/** How many connections to PostgreSQL the server keeps. */
export const poolSize = config.poolSize;

/** The product's own access to a database, without the server. @param {string} url */
export const openProductDatabase = (url) => openDatabase(url, poolSize);

/** Claims the next task as the product does, in this process. @param {unknown} db @param {string} agent */
export async function claimWithoutHttp(db, agent) {
  const { given } = await claimBest(db, actor, 0, nextClaim(agent));
  return { task: given[0]?.task ?? null };
}

/** @typedef {{ name: string, text: string, values: unknown[] }} Statement as `pg` takes it, prepared once per connection */

/** The statement with which the product claims the next task for an agent. @param {string} agent @returns {Promise<Statement>} */
export const claimStatement = (agent) =>
  captured("claim", (db) => claimBest(db, actor, 0, nextClaim(agent)));

/** The statement with which the product inserts a task. @param {object} task @returns {Promise<Statement>} */
export const insertStatement = (task) => captured("insert", (db) => insertTask(db, actor, task, 0));

/** What `GET /api/tasks/queue?agent=NAME&max_capacity=20` asks for. @param {string} agent */
const nextClaim = (agent) => ({
  agent,
  maxCapacity: 20,
  projectId: null,
  workType: null,
  limit: null,
  claimId: null,
  workerId: null,
  most: 1,
});

/** What a command sends, without sending it. @param {string} name @param {(db: unknown) => Promise<unknown>} command */
async function captured(name, command) {
  /** @type {Statement | undefined} */
  let statement;
  await command({
    $queryRaw: async (
      /** @type {TemplateStringsArray} */ parts,
      /** @type {unknown[]} */ ...values
    ) => {
      const sql = Prisma.sql(parts, ...values);
      statement = { name, text: sql.text, values: sql.values };
      return [{}];
    },
  });
  return /** @type {Statement} */ (statement);
}
