/** Files that a program writes. Nobody reviews them line by line, so they begin folded. */
const PATHS = [
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock)$/,
  /(^|\/)(Cargo|poetry|uv|Pipfile|composer|Gemfile|mix|flake|pubspec|Podfile)\.lock$/,
  /(^|\/)(go\.sum|gradle\.lockfile|packages\.lock\.json)$/,
  /\.(min\.(js|css|mjs)|map|snap|pb\.go|g\.dart|designer\.cs)$/,
  /_pb2(_grpc)?\.pyi?$/,
  /(^|\/)(node_modules|vendor|__snapshots__|__generated__|generated|dist|third_party)\//,
];

const MARKER = /@generated\b|\bcode generated\b.*\bdo not edit\b|\bauto-?generated\b/i;
/** A marker stands at the top of its file. */
const TOP_LINES = 12;

/** Whether a program wrote the file, as far as its path or a remark at its top says. */
export function isGenerated(path: string, firstLines: readonly string[]): boolean {
  return (
    PATHS.some((pattern) => pattern.test(path)) ||
    firstLines.slice(0, TOP_LINES).some((line) => MARKER.test(line))
  );
}
