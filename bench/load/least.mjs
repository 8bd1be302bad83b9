/**
 * The least that PostgreSQL can do for what Baton promises: a task is given to one agent, with its run and its event in one commit.
 * One statement each, through one index, without anything that reads tasks otherwise.
 */
export const leastSchema = `
  CREATE TABLE task (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, status text NOT NULL, priority int NOT NULL, run_id int, body text NOT NULL);
  CREATE INDEX task_queue ON task (priority, id) WHERE status = 'ready';
  CREATE TABLE run (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, task_id int NOT NULL, agent text NOT NULL, outcome text,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(), finished_at timestamptz);
  CREATE TABLE event (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, task_id int NOT NULL, data text NOT NULL)`;

const eventBytes = 300;
const event = "x".repeat(eventBytes);
const body = "y".repeat(eventBytes);

/** @param {number} n */
export const leastCreate = (n) => ({
  name: "least-create",
  text: `WITH t AS (INSERT INTO task (status, priority, body) VALUES ('ready', $1, $2) RETURNING id)
    INSERT INTO event (task_id, data) SELECT id, $3 FROM t RETURNING task_id`,
  values: [n % 4, body, event],
});

/** @param {string} agent */
export const leastClaim = (agent) => ({
  name: "least-claim",
  text: `WITH picked AS (
      SELECT id FROM task WHERE status = 'ready' ORDER BY priority, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
    ), r AS (
      INSERT INTO run (task_id, agent) SELECT id, $1 FROM picked RETURNING id, task_id
    ), t AS (
      UPDATE task SET status = 'in_progress', run_id = r.id FROM r WHERE task.id = r.task_id
    ), e AS (
      INSERT INTO event (task_id, data) SELECT task_id, $2 FROM r
    ) SELECT task_id, id AS run_id FROM r`,
  values: [agent, event],
});

/** @param {number} runId */
export const leastHandIn = (runId) => ({
  name: "least-hand-in",
  text: `WITH r AS (
      UPDATE run SET outcome = 'succeeded', finished_at = clock_timestamp() WHERE id = $1 AND outcome IS NULL RETURNING task_id
    ), t AS (
      UPDATE task SET status = 'review', run_id = NULL FROM r WHERE task.id = r.task_id
    ) INSERT INTO event (task_id, data) SELECT task_id, $2 FROM r`,
  values: [runId, event],
});
