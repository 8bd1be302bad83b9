import { Refused } from "./baton.mjs";
import { cast, reviewer } from "./cast.mjs";
import { seeds } from "./seeds/all.mjs";
import { usageOf } from "./usage.mjs";

/** The label of every task of the demo, so that they can be found and deleted together. */
export const demoLabel = "demo";

/** @typedef {import("./baton.mjs").Baton} Baton */
/** @typedef {import("./seeds/steps.mjs").Seed} Seed */

/**
 * Creates the cast and its tasks in an installation. Existing ones stay as they are, so a second run adds only what is missing.
 * @param {Baton} baton
 * @returns {Promise<{ agents: number, created: number, kept: number }>}
 */
export async function fill(baton) {
  for (const member of cast) await register(baton, member);
  const ids = await knownSeeds(baton);
  const kept = ids.size;
  const created = [];
  for (const seed of seeds) {
    if (ids.has(seed.slug)) continue;
    const id = await create(baton, seed, ids);
    if (id === null) continue;
    ids.set(seed.slug, id);
    created.push({ id, seed });
  }
  for (const { id, seed } of created) await tell(baton, id, seed);
  return { agents: cast.length, created: created.length, kept };
}

/** @param {Baton} baton @param {import("./cast.mjs").Member} member */
async function register(baton, { name, role, model, framework, capabilities, soulTemplate, soul }) {
  const body = { name, role, model, framework, capabilities, max_capacity: 1 };
  await baton.post("/api/agents/register", body);
  const { soul_content: present } = await baton.get(`/api/agents/${name}/soul`);
  if (present) return;
  const words = soulTemplate ? { template_name: soulTemplate } : { soul_content: soul };
  await baton.put(`/api/agents/${name}/soul`, words);
}

/** The tasks of an earlier run, by the slug of their seed. @param {Baton} baton @returns {Promise<Map<string, number>>} */
async function knownSeeds(baton) {
  /** @type {Map<string, number>} */
  const ids = new Map();
  for (let cursor = ""; ids.size < seeds.length; ) {
    const page = await baton.get(
      `/api/tasks?labels=${demoLabel}&archived=all&sort=created_at&limit=200${cursor}`,
    );
    for (const { id, metadata } of page.tasks) if (metadata.seed) ids.set(metadata.seed, id);
    if (!page.next_cursor) break;
    cursor = `&cursor=${page.next_cursor}`;
  }
  return ids;
}

/**
 * Creates one task with its parent and its dependencies. Null if one of those was deleted, or if the task itself was created by an
 * earlier run and deleted since.
 * @param {Baton} baton
 * @param {Seed} seed
 * @param {Map<string, number>} ids
 * @returns {Promise<number | null>}
 */
async function create(baton, seed, ids) {
  const {
    slug,
    parent,
    after = [],
    labels,
    dueInHours,
    startsInHours,
    leftToPeople,
    story,
    ...fields
  } = seed;
  const needed = [...after, ...(parent ? [parent] : [])];
  if (!needed.every((other) => ids.has(other))) return null;
  const body = {
    ...fields,
    labels: [...labels, demoLabel],
    metadata: { seed: slug, ...(leftToPeople ? { verdict_by: "people" } : {}) },
    ...(parent ? { parent_id: ids.get(parent) } : {}),
    ...(after.length > 0 ? { depends_on: after.map((other) => ids.get(other)) } : {}),
    ...(dueInHours === undefined ? {} : { due_date: hoursFromNow(dueInHours) }),
    ...(startsInHours === undefined ? {} : { scheduled_for: hoursFromNow(startsInHours) }),
  };
  try {
    const { task } = await baton.post("/api/tasks", body, { idempotencyKey: `demo-seed-${slug}` });
    return task.id;
  } catch (error) {
    // The body contains times relative to now, so a second run sends another body with the same key.
    if (error instanceof Refused && error.code === "conflict") return null;
    throw error;
  }
}

/** @param {number} hours */
export function hoursFromNow(hours) {
  return Math.round(Date.now() / 1000 + hours * 3_600);
}

/** Plays the story of a seed, step by step. @param {Baton} baton @param {number} id @param {Seed} seed */
async function tell(baton, id, { story = [] }) {
  const task = `/api/tasks/${id}`;
  let runId;
  for (const step of story) {
    switch (step.kind) {
      case "claim": {
        const { run } = await baton.post(`${task}/claim`, { agent: step.by }, { as: step.by });
        runId = run.id;
        break;
      }
      case "comment":
        await baton.post(`${task}/comments`, { content: step.text }, { as: step.by });
        break;
      case "complete": {
        const { by, resolution } = step;
        const body = { run_id: runId, resolution, ...usageOf(by, resolution) };
        await baton.post(`${task}/complete`, body, { as: by });
        break;
      }
      case "verdict": {
        const body = { taskId: id, reviewer, status: step.verdict, notes: step.notes };
        await baton.post("/api/quality-review", body, { as: reviewer });
        break;
      }
      case "fail":
        await baton.post(`${task}/fail`, { run_id: runId, error: step.error }, { as: step.by });
        break;
      case "block":
        await baton.put(task, { status: "blocked", blocked_reason: step.reason });
        break;
      case "cancel":
        await baton.post(`${task}/cancel`, { reason: step.reason });
        break;
    }
  }
}
