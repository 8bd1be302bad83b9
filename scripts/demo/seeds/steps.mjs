/**
 * A step in the story of a demo task after its creation.
 * @typedef {{ kind: "claim", by: string }
 *   | { kind: "comment", by: string, text: string }
 *   | { kind: "complete", by: string, resolution: string }
 *   | { kind: "verdict", verdict: "approved" | "rejected", notes: string }
 *   | { kind: "fail", by: string, error: string }
 *   | { kind: "block", reason: string }
 *   | { kind: "cancel", reason: string }} Step
 *
 * @typedef {object} Seed
 * @property {string} slug identifies it, so that a second run finds it
 * @property {string} title
 * @property {string} description
 * @property {string} [acceptance_criteria]
 * @property {"critical" | "high" | "medium" | "low"} [priority]
 * @property {"bug" | "feature" | "task" | "epic" | "chore"} [type]
 * @property {string} [work_type]
 * @property {string[]} labels
 * @property {string} [assigned_to]
 * @property {number} [estimated_hours]
 * @property {boolean} [review_required]
 * @property {"par" | "seq"} [exec_mode]
 * @property {number} [exec_order]
 * @property {string} [parent] slug
 * @property {string[]} [after] slugs of what must be done first
 * @property {number} [dueInHours]
 * @property {number} [startsInHours]
 * @property {boolean} [leftToPeople] its verdict is left to the person who tries the demo
 * @property {Step[]} [story]
 */

/** @param {string} by @returns {Step} */
export const claim = (by) => ({ kind: "claim", by });

/** @param {string} by @param {string} text @returns {Step} */
export const comment = (by, text) => ({ kind: "comment", by, text });

/** @param {string} by @param {string} resolution @returns {Step} */
export const complete = (by, resolution) => ({ kind: "complete", by, resolution });

/** @param {string} notes @returns {Step} */
export const approve = (notes) => ({ kind: "verdict", verdict: "approved", notes });

/** @param {string} notes @returns {Step} */
export const reject = (notes) => ({ kind: "verdict", verdict: "rejected", notes });

/** @param {string} by @param {string} error @returns {Step} */
export const fail = (by, error) => ({ kind: "fail", by, error });

/** @param {string} reason @returns {Step} */
export const block = (reason) => ({ kind: "block", reason });

/** @param {string} reason @returns {Step} */
export const cancel = (reason) => ({ kind: "cancel", reason });

/** Acceptance criteria as Baton shows them: a list to be checked. @param {string[]} items */
export const criteria = (...items) => items.map((item) => `- ${item}`).join("\n");
