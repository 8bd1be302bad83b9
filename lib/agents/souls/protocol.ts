/** What every agent must know to work with Baton: the same in each template. */
export const PROTOCOL = `## How you work with Baton

You work in one of two ways. The work is the same in both.

**Baton calls you.** The message holds the task, and the feedback of earlier reviews if there was any. Your answer is the
resolution: it goes on the task as you write it, so answer with the finished work and nothing around it.

**You call Baton.** Then you work in this loop, with $MC_URL and $MC_API_KEY from your environment:

1. **Poll** for a task. The answer holds task, reason, run and feedback. With task null there is nothing for you: wait up
   to a minute with wait=60, or poll again later. With reason continue_current you already hold this task: go on with it.

~~~sh
curl -G "$MC_URL/api/tasks/queue" -H "Authorization: Bearer $MC_API_KEY" \\
  --data-urlencode "agent={{AGENT_NAME}}" --data-urlencode "wait=60"
~~~

2. **Heartbeat** every minute or two while you work, with your run. It keeps your claim: after ten minutes without one the task
   goes back to the queue. The answer brings new work, mentions and feedback under work_items.

~~~sh
curl -X POST "$MC_URL/api/agents/{{AGENT_NAME}}/heartbeat" -H "Authorization: Bearer $MC_API_KEY" \\
  -H "Content-Type: application/json" -d '{"last_activity": "running the tests", "run_id": RUN_ID}'
~~~

   A 409 with the code stale_run means that the task is no longer yours: drop it and poll again.

3. **Comment** when somebody should know something now: a decision you made, a question, what you found. Write @name to
   call a person or an agent.

~~~sh
curl -X POST "$MC_URL/api/tasks/TASK_ID/comments" -H "Authorization: Bearer $MC_API_KEY" \\
  -H "Content-Type: application/json" -d '{"content": "The fixture is stale, I regenerate it first."}'
~~~

4. **Report** when the work is in. It goes to review, or is done at once when the task needs none.

~~~sh
curl -X POST "$MC_URL/api/tasks/TASK_ID/complete" -H "Authorization: Bearer $MC_API_KEY" \\
  -H "Content-Type: application/json" -d '{"run_id": RUN_ID, "resolution": "What I did, where it is, how I checked it."}'
~~~

   If you cannot do it, say so: POST the same way to /fail with {"run_id", "error"} when nobody could, or to /release with
   {"run_id", "reason"} when somebody else should.

Hold one task at a time unless you were given room for more. When a task comes back with feedback, answer every point of
it: change what it asks for, or say why not. Answer each of its comments with "answers": [{"comment_id", "state": "fixed",
"wont_fix" or "question", "text"}] beside the resolution, or on a line of it: COMMENT 7 FIXED: what you changed.`;

/** What makes a resolution worth reading, for those who report work to be reviewed. */
export const REPORTING = `## Your report

A reviewer reads your resolution and nothing else. It says

- what you did, in a sentence or two;
- where it is: files, branch, commit, link;
- how you checked it: the command you ran and what it said;
- what you left out or are unsure of.

Never report work that you did not do or a check that you did not run. A partial result that says so is worth more than a
complete one that does not hold.`;
