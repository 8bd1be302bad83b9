import { type Database, Prisma } from "@/lib/core/database";

interface PlanNode {
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
}

/** The number of rows that a query takes from tables, including those that a filter then drops. */
export async function rowsRead(db: Database, query: Prisma.Sql): Promise<number> {
  const [row] = await db.$queryRaw<
    { "QUERY PLAN": { Plan: PlanNode }[] }[]
  >`EXPLAIN (ANALYZE, FORMAT JSON) ${query}`;
  const plan = row?.["QUERY PLAN"][0]?.Plan;
  if (!plan) throw new Error("the query has no plan");
  return readBy(plan);
}

function readBy(node: PlanNode): number {
  const own = node["Relation Name"]
    ? node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)
    : 0;
  return (node.Plans ?? []).reduce((sum, part) => sum + readBy(part), own * node["Actual Loops"]);
}

/** Calls a query with a database that remembers the statements that were sent. */
export async function statementsOf(
  db: Database,
  run: (db: Database) => Promise<unknown>,
): Promise<Prisma.Sql[]> {
  const sent: Prisma.Sql[] = [];
  const recorder = new Proxy(db, {
    get(target, name) {
      if (name !== "$queryRaw") return Reflect.get(target, name);
      return (strings: TemplateStringsArray, ...values: unknown[]) => {
        const statement = Prisma.sql(strings, ...values);
        sent.push(statement);
        return target.$queryRaw(statement);
      };
    },
  });
  await run(recorder);
  return sent;
}
