const verbs = ["Fix", "Add", "Review", "Document", "Test", "Measure", "Remove"];
const things = ["retries", "paging", "sign-in", "exports", "webhooks"];
const services = ["billing", "search", "import"];
const priorities = ["medium", "high", "medium", "low", "medium", "high", "medium", "critical"];

const pick = (/** @type {string[]} */ words, /** @type {number} */ n) => words[n % words.length];

/** The body of a `POST /api/tasks` as agents and scripts send it. @param {number} n */
export function newTask(n) {
  const service = pick(services, n);
  return {
    title: `${pick(verbs, n)} ${pick(things, n)} of the ${service} service, part ${n}`,
    description: `The ${service} service does this only for the first request. Reproduce it with the steps below, find the cause, and cover it with a test that fails without the change.`,
    acceptance_criteria: "- the steps no longer reproduce it\n- a test covers it",
    priority: pick(priorities, n),
    work_type: "code",
    labels: ["api", "bench"],
  };
}
