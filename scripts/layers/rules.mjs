/** The floors of docs/architecture.md: a room may call rooms on its own floor or below. */
const floors = [
  ["core", "http"],
  ["events", "auth", "webhooks"],
  [
    "tasks",
    "agents",
    "workers",
    "runs",
    "requests",
    "rounds",
    "steering",
    "profiles",
    "work",
    "store",
    "limits",
    "projects",
    "imports",
    "exports",
    "activity",
    "messages",
    "alerts",
  ],
  ["engine", "dispatch", "turns", "runtimes", "reviews", "recovery", "why"],
  ["workflows", "schedules", "triggers", "notifications", "workshop", "backups", "mission-control"],
  ["mcp", "jobs", "api"],
];

/**
 * The rooms of `components` that screens use. A room may import those on its own floor or below; any other room is a
 * screen, and screens never import each other.
 */
const browserFloors = [
  ["format"],
  ["ui"],
  ["sync"],
  ["forms", "money", "keys"],
  ["shell"],
  ["tasks", "diff", "editor", "graph"],
];

/** As many files as a newcomer can take in at a glance. */
const MOST_FILES = 24;

/** Pure rules: nothing that they import, directly or indirectly, does input or output. */
export const pureFiles = [
  "lib/auth/writes.ts",
  "lib/requests/rules.ts",
  "lib/runs/evidence/own-checks.ts",
  "lib/rounds/answer-lines.ts",
  "lib/rounds/paragraphs.ts",
  "lib/rounds/patch.ts",
  "lib/rounds/place.ts",
  "lib/tasks/led.ts",
  "lib/tasks/lifecycle.ts",
  "lib/limits/rules.ts",
  "lib/why/rules.ts",
  "lib/dispatch/classify.ts",
  "lib/engine/steering-rules.ts",
  "lib/reviews/verdict.ts",
  "lib/schedules/recurrence.ts",
  "lib/notifications/asks.ts",
  "lib/notifications/pace.ts",
  "lib/mcp/toon.ts",
  ...[
    "check",
    "check-expressions",
    "check-stage",
    "durations",
    "expressions",
    "graph",
    "inputs",
    "json-schema",
    "nearest",
    "normalise",
    "parse",
    "schema",
    "source",
    "template",
  ].map((name) => `lib/workflows/definition/${name}.ts`),
];

const doesIo =
  /^(node:|pg$|@prisma\/|prisma\/generated\/client|next($|\/)|graphile-worker|pino$|argon2$|undici$|react)/;

/** @typedef {import("./imports.mjs").Import} Import */

/**
 * Every broken layer rule, one sentence each.
 * @param {Import[]} imports
 * @returns {string[]}
 */
export function brokenRules(imports) {
  const counted = imports.filter(({ from }) => !isTest(from));
  return [
    ...counted.flatMap((edge) => {
      const reason = brokenEdge(edge);
      return reason ? [`${edge.from}:${edge.line} imports ${edge.to}: ${reason}`] : [];
    }),
    ...circles(counted),
    ...pureFiles.flatMap((file) => impurity(file, counted)),
  ];
}

/** @param {string} file */
function isTest(file) {
  return /\.test\.(tsx?|mjs)$/.test(file) || file.startsWith("lib/testing/");
}

/** @param {Import} edge */
function brokenEdge({ from, to }) {
  const [area, toArea] = [from.split("/")[0], to.split("/")[0]];
  if (area === "lib" && ["app", "components", "cli", "client", "e2e", "bench"].includes(toArea)) {
    return `lib never calls ${toArea}`;
  }
  if (area === "client" && ["app", "components", "cli", "lib"].includes(toArea)) {
    return "the client knows the API by its description alone";
  }
  if (area === "cli" && ["app", "components"].includes(toArea)) return `cli never calls ${toArea}`;
  if (area === "components" && toArea === "app" && !/\/actions(\.ts)?$/.test(to)) {
    return "components take from app only server actions";
  }
  if (area === "lib" && toArea === "lib") return brokenFloor(from, to);
  if (area === "components" && toArea === "components") return brokenBrowserFloor(from, to);
  return null;
}

/** @param {string} from @param {string} to */
function brokenFloor(from, to) {
  const [room, toRoom] = [roomOf(from), roomOf(to)];
  const [floor, toFloor] = [floorOf(room), floorOf(toRoom)];
  if (floor === -1) return `the room lib/${room} has no floor in scripts/layers/rules.mjs`;
  if (toFloor === -1) return `the room lib/${toRoom} has no floor in scripts/layers/rules.mjs`;
  return toFloor > floor
    ? `floor ${floor} (${room}) never calls floor ${toFloor} (${toRoom})`
    : null;
}

/** @param {string} from @param {string} to */
function brokenBrowserFloor(from, to) {
  const [room, toRoom] = [roomOf(from), roomOf(to)];
  if (room === toRoom) return null;
  const [floor, toFloor] = [browserFloorOf(room), browserFloorOf(toRoom)];
  if (toFloor === browserFloors.length) {
    return floor === toFloor
      ? `a screen never imports another screen (${room}, ${toRoom})`
      : `${room} never imports the screen ${toRoom}`;
  }
  return toFloor > floor ? `${room} never imports ${toRoom}, which stands on it` : null;
}

/** The floor of a room of `components`; screens stand on top. @param {string} room */
function browserFloorOf(room) {
  const floor = browserFloors.findIndex((rooms) => rooms.includes(room));
  return floor === -1 ? browserFloors.length : floor;
}

/**
 * The folders of `components` with too many files, one sentence each.
 * @param {readonly string[]} files
 * @returns {string[]}
 */
export function crowdedFolders(files) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const file of files) {
    if (!file.startsWith("components/")) continue;
    const folder = file.slice(0, file.lastIndexOf("/"));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > MOST_FILES)
    .map(([folder, count]) => `${folder} holds ${count} files: divide it by subject`);
}

/** @param {string} file */
function roomOf(file) {
  return file.split("/")[1].replace(/\.tsx?$/, "");
}

/** @param {string} room */
function floorOf(room) {
  return floors.findIndex((rooms) => rooms.includes(room));
}

/** Files of lib that import each other in a circle; types are erased and do not count. @param {Import[]} imports */
function circles(imports) {
  const targets = valueTargets(
    imports.filter(({ from, to }) => from.startsWith("lib/") && to.startsWith("lib/")),
  );
  /** @type {Map<string, "open" | "done">} */
  const state = new Map();
  /** @type {string[]} */
  const broken = [];
  /** @param {string} file @param {string[]} trail */
  const visit = (file, trail) => {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      broken.push(`a circle: ${[...trail.slice(trail.indexOf(file)), file].join(" -> ")}`);
      return;
    }
    state.set(file, "open");
    for (const next of targets.get(file) ?? []) visit(next, [...trail, file]);
    state.set(file, "done");
  };
  for (const file of targets.keys()) visit(file, []);
  return broken;
}

/** @param {string} file @param {Import[]} imports */
function impurity(file, imports) {
  const targets = valueTargets(imports);
  const queue = [[file]];
  const seen = new Set([file]);
  for (const trail of queue) {
    for (const next of targets.get(trail[trail.length - 1]) ?? []) {
      if (doesIo.test(next))
        return [`${file} is a pure file and reaches ${next}: ${[...trail, next].join(" -> ")}`];
      if (!seen.has(next)) queue.push([...trail, next]);
      seen.add(next);
    }
  }
  return [];
}

/** What each file imports at run time. @param {Import[]} imports @returns {Map<string, string[]>} */
function valueTargets(imports) {
  /** @type {Map<string, string[]>} */
  const targets = new Map();
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  return targets;
}
