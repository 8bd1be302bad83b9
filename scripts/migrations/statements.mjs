/**
 * Splits SQL into its statements, without the semicolons and without parts that are only comments. Semicolons inside
 * quotes, dollar quotes and comments do not end a statement.
 * @param {string} sql
 * @returns {string[]}
 */
export function splitStatements(sql) {
  const statements = [];
  let current = "";
  let hasCode = false;
  for (const [piece] of sql.matchAll(pieces)) {
    if (piece === ";") {
      if (hasCode) statements.push(current.trim());
      current = "";
      hasCode = false;
      continue;
    }
    current += piece;
    hasCode ||= !/^(--|\/\*|\s)/.test(piece);
  }
  if (hasCode) statements.push(current.trim());
  return statements;
}

/** Line comment, block comment, dollar quote, string, quoted name, white space, a semicolon, and anything else. */
const pieces =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|[eE]'(?:\\[\s\S]|''|[^'\\])*'|'(?:''|[^'])*'|"(?:""|[^"])*"|\s+|;|[\w]+|[\s\S]/g;
