import { oneOf } from "./choose.mjs";

/**
 * A task with tasks below it. `order` says whether the children run in parallel or in sequence.
 * @typedef {object} Part
 * @property {string} title `*` stands for the subject
 * @property {string} text
 * @property {string} [work] the kind of work (`work_type`); a part without children has one
 * @property {"par" | "seq"} [order]
 * @property {Part[]} [children]
 * @property {string} [key] names it for `after`
 * @property {string[]} [after] keys of parts that must be done first, anywhere in the structure
 * @property {boolean} [review] it needs a review
 *
 * @typedef {Part & { kind: string }} Structure
 */

/** @param {string} title @param {string} work @param {string} text @param {Partial<Part>} [more] @returns {Part} */
const leaf = (title, work, text, more = {}) => ({ title, work, text, ...more });

/** An epic whose children can all be worked on at once; the guide waits for two of them. @type {Structure} */
const epic = {
  kind: "epic",
  title: "Auth system for *",
  text: "One way to sign in for people and machines. The parts can be built side by side.",
  order: "par",
  children: [
    leaf("JWT middleware", "code", "Verify, refresh and revoke; keys by id.", { key: "jwt" }),
    leaf("OAuth provider", "web", "Authorization code with PKCE, and the consent screen.", {
      key: "oauth",
    }),
    leaf("Session store", "deploy", "Sessions that survive a deployment, with an expiry index."),
    leaf("Attack the sign-in", "test", "Replay, fixation, clock skew, a stolen refresh token."),
    leaf("Guide: signing in", "docs", "For people in one page, for machines in another.", {
      after: ["jwt", "oauth"],
    }),
  ],
};

/** A pipeline: every step waits for the one before it. @type {Structure} */
const pipeline = {
  kind: "pipeline",
  title: "Deploy pipeline for *",
  text: "From a green main branch to every customer, one step after the other.",
  order: "seq",
  children: [
    leaf("Run tests", "test", "The whole suite, twice, on the commit that ships."),
    leaf("Build image", "deploy", "Reproducible, signed, with its list of contents."),
    leaf("Push to registry", "deploy", "To both regions; the digest goes into the release."),
    leaf("Roll out", "deploy", "Ten percent for a quarter of an hour, then all.", { review: true }),
    leaf("Write down what changed", "docs", "For support, in the words customers use."),
  ],
};

/** Parallel outside, sequential inside: two teams, each in its own order, and a page that waits for one of them. @type {Structure} */
const teams = {
  kind: "teams",
  title: "Rebuild *",
  text: "The service and the screens are rebuilt side by side, each in its own order.",
  order: "par",
  children: [
    {
      title: "Service of *",
      text: "Behind a flag until the last step.",
      order: "seq",
      key: "service",
      children: [
        leaf("Measure what is there", "research", "A week of traffic: who calls what, how often."),
        leaf("Write the new tables", "code", "With a migration that can be stopped half way."),
        leaf("Switch the reads over", "code", "Compare both answers for a day, then switch.", {
          key: "reads",
        }),
      ],
    },
    {
      title: "Screens of *",
      text: "Phone first.",
      order: "seq",
      children: [
        leaf("Draw every state", "web", "Empty, loading, wrong, offline, forbidden."),
        leaf("Build the screens", "web", "With the new service behind a flag.", { key: "screens" }),
        leaf("Check the screens by keyboard", "test", "And with a screen reader.", {
          after: ["reads"],
        }),
      ],
    },
    leaf("Tell customers about *", "docs", "What moves, when, and what they have to do: nothing.", {
      after: ["service"],
    }),
  ],
};

/** Sequential outside, parallel inside, and once more within: a later stage waits as a whole. @type {Structure} */
const release = {
  kind: "release",
  title: "Release * to everybody",
  text: "Three stages. Within a stage everybody works at once.",
  order: "seq",
  children: [
    {
      title: "Prepare",
      text: "Everything that can be known before.",
      order: "par",
      children: [
        leaf("Load test", "test", "Twice the traffic of the busiest hour."),
        leaf("Remove the old flags", "code", "Their branches and tests as well."),
        leaf("Draft the changelog", "docs", "What customers notice, newest first."),
      ],
    },
    {
      title: "Ship",
      text: "Both regions, each in its order.",
      order: "par",
      children: [
        {
          title: "Region Europe",
          text: "First the canary.",
          order: "seq",
          children: [
            leaf("Canary in Europe", "deploy", "One node, a quarter of an hour."),
            leaf("Everything in Europe", "deploy", "Node by node."),
          ],
        },
        {
          title: "Region America",
          text: "First the canary.",
          order: "seq",
          children: [
            leaf("Canary in America", "code", "One node, a quarter of an hour."),
            leaf("Everything in America", "code", "Node by node."),
          ],
        },
        leaf("Watch both regions", "research", "Error rate, latency, tickets."),
      ],
    },
    leaf("Announce it", "docs", "Mail, changelog and the status page.", { review: true }),
  ],
};

/** @type {Structure[]} */
export const structures = [epic, pipeline, teams, release];

const subjects = [
  { name: "the billing API", file: "src/billing/api.ts", label: "billing" },
  { name: "the customer portal", file: "src/portal/app.tsx", label: "web" },
  { name: "the export service", file: "src/exports/service.ts", label: "export" },
  { name: "the payment gateway", file: "src/payments/gateway.ts", label: "payments" },
  { name: "the notification hub", file: "src/notify/hub.ts", label: "notifications" },
  { name: "the tax engine", file: "src/tax/engine.ts", label: "tax" },
];

/** Picks the subject of the next structure, different from those being worked on. @param {readonly string[]} taken */
export function newSubject(taken) {
  const free = subjects.filter(({ name }) => !taken.includes(name));
  return oneOf(free.length > 0 ? free : subjects);
}
