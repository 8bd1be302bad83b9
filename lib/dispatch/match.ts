import type { AgentRow } from "@/lib/agents/row";
import { mentionsIn } from "@/lib/tasks/comments/mentions";
import type { TaskRow } from "@/lib/tasks/row";
import { stemOf, stemsOf } from "./stems";

/** The task fields used to pick an agent. */
export type Wanted = Pick<
  TaskRow,
  "title" | "description" | "acceptance_criteria" | "work_type" | "labels" | "type"
>;

/** An agent that may be assigned work. */
export interface Candidate extends Pick<AgentRow, "name" | "role" | "capabilities"> {
  maxCapacity: number;
  /** The number of tasks it works on or that are assigned to it. */
  load: number;
  isOffline: boolean;
}

export type Match =
  | { agent: string; score: number; reason: string }
  | { agent: null; reason: string };

/** How much a match counts by where it was found. */
const WEIGHTS = { "work type": 5, labels: 5, title: 4, description: 2 };
type PlaceName = keyof typeof WEIGHTS;
/** A role counts less than a stated capability; being mentioned by name counts more than both. */
const ROLE_SHARE = 0.5;
const MENTIONED = 12;
/** The penalty for an agent without free capacity: less than a match in the title. */
const FULL = 3;

const BUILDS = "implement build code develop fix refactor feature bug program endpoint function";
const TESTS = "test verify reproduce regression coverage qa e2e";
/** Words in a task that ask for a role, besides the role's own name. */
const ROLE_WORDS: Record<string, string> = {
  researcher: "research investigate explore compare evaluate survey study analyse analyze",
  developer: BUILDS,
  coder: BUILDS,
  engineer: BUILDS,
  tester: TESTS,
  qa: TESTS,
  reviewer: "review audit inspect critique",
  writer: "write document docs readme changelog blog article copy guide tutorial",
  designer: "design mockup wireframe layout ux ui style logo",
  devops: "deploy release pipeline ci docker kubernetes infrastructure monitor provision",
  analyst: "analyse analyze metric report statistic dashboard figure data",
  orchestrator: "plan coordinate breakdown epic roadmap",
};
/** Roles that do not describe what an agent does. */
const GENERAL = new Set(["agent", "worker", "assistant", "generalist", "general", "bot"]);

/**
 * Picks the agent for a task. Capabilities, roles and mentions that match the task's words count for an agent, its load
 * against it. An agent without capabilities or a specific role gets what fits nobody else. Ties go to the agent with the
 * smaller load, then by name. Offline agents are skipped. Pure; the reason is a sentence to show.
 */
export function matchAgent(task: Wanted, candidates: Candidate[]): Match {
  if (candidates.length === 0) return nobody("there is no agent that could take it");
  const present = candidates.filter(({ isOffline }) => !isOffline);
  if (present.length === 0) return nobody("every agent that could take it is offline");
  const read = readTask(task);
  const rated = present.map((candidate) => rate(read, candidate));
  const fitting = rated.filter(({ hits }) => hits.length > 0);
  const pool = fitting.length > 0 ? fitting : rated.filter(({ isGeneral }) => isGeneral);
  const [best] = pool.sort(byFit);
  if (!best) return nobody("no agent that is online has a capability or role that matches it");
  const why =
    best.hits.slice(0, 3).join(", ") || "takes general work, and fits where nobody else does";
  const { name, load, maxCapacity } = best.candidate;
  const inHand = load === 0 ? "nothing in hand" : `${load} in hand with room for ${maxCapacity}`;
  return { agent: name, score: Math.round(best.score * 10) / 10, reason: `${why}; ${inHand}` };
}

const nobody = (reason: string): Match => ({ agent: null, reason });

interface Rated {
  candidate: Candidate;
  isGeneral: boolean;
  score: number;
  /** The matches found, strongest first. */
  hits: string[];
}

function byFit(a: Rated, b: Rated): number {
  const [left, right] = [a.candidate, b.candidate];
  return b.score - a.score || left.load - right.load || (left.name < right.name ? -1 : 1);
}

interface ReadTask {
  places: [PlaceName, Set<string>][];
  mentions: string[];
}

function readTask(task: Wanted): ReadTask {
  const body = `${task.description ?? ""} ${task.acceptance_criteria ?? ""}`;
  const texts: Record<PlaceName, string> = {
    "work type": task.work_type ?? "",
    labels: task.labels.join(" "),
    title: task.type === "task" ? task.title : `${task.title} ${task.type}`,
    description: body,
  };
  return {
    places: (Object.keys(WEIGHTS) as PlaceName[]).map((name) => [
      name,
      new Set(stemsOf(texts[name])),
    ]),
    mentions: mentionsIn(`${task.title} ${body}`).map((handle) => handle.toLowerCase()),
  };
}

function rate(task: ReadTask, candidate: Candidate): Rated {
  const found: { worth: number; says: string }[] = [];
  if (task.mentions.includes(candidate.name.toLowerCase().replaceAll(" ", "-"))) {
    found.push({ worth: MENTIONED, says: "it is mentioned" });
  }
  for (const capability of new Set(candidate.capabilities)) {
    const place = placeOf(task, stemsOf(capability));
    if (place) found.push({ worth: WEIGHTS[place], says: `knows ${capability} (${place})` });
  }
  const isTelling = !GENERAL.has(candidate.role.trim().toLowerCase());
  const asked = isTelling ? askedRole(task, candidate.role) : null;
  if (asked) {
    const says = `${candidate.role} for “${asked.word}” (${asked.place})`;
    found.push({ worth: WEIGHTS[asked.place] * ROLE_SHARE, says });
  }
  found.sort((a, b) => b.worth - a.worth);
  const { load, maxCapacity } = candidate;
  const busy = FULL * Math.min(1, load / maxCapacity) + Math.max(0, load - maxCapacity);
  return {
    candidate,
    isGeneral: !isTelling && candidate.capabilities.length === 0,
    score: found.reduce((sum, { worth }) => sum + worth, 0) - busy,
    hits: found.map(({ says }) => says),
  };
}

/** The place with the highest weight that contains all of these words. */
function placeOf(task: ReadTask, stems: string[]): PlaceName | null {
  if (stems.length === 0) return null;
  return task.places.find(([, words]) => stems.every((stem) => words.has(stem)))?.[0] ?? null;
}

function askedRole(task: ReadTask, role: string): { word: string; place: PlaceName } | null {
  const parts = role.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const words = parts
    .flatMap((part) => [...(ROLE_WORDS[part] ?? "").split(" "), part])
    .filter(Boolean);
  for (const [place, stems] of task.places) {
    const word = words.find((one) => stems.has(stemOf(one)));
    if (word) return { word, place };
  }
  return null;
}
