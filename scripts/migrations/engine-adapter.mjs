const internalCharOid = 18;
const bpcharOid = 1042;
const characterColumn = 6;

/**
 * Repairs Prisma's adapter, which was made for queries, for the schema engine. A script goes out as one statement list:
 * the adapter splits it at every semicolon, which breaks functions, and spreads the pieces over the pool, which loses
 * the transaction. And PostgreSQL's internal "char", which the catalog is full of, reads as the character it is.
 */
export function repairedAdapter(adapter) {
  /** @type {WeakMap<object, number[]>} */
  const charColumns = new WeakMap();
  const performIO = adapter.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.performIO = async (query) => {
    const result = await performIO(query);
    const columns = result.fields.flatMap((field, index) =>
      field.dataTypeID === internalCharOid ? [index] : [],
    );
    for (const index of columns) result.fields[index].dataTypeID = bpcharOid;
    charColumns.set(result.rows, columns);
    return result;
  };
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of charColumns.get(result.rows) ?? [])
      result.columnTypes[index] = characterColumn;
    return result;
  };
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}
