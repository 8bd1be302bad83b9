-- The agent that created a task by its own key: a name alone says nothing, because a person, a general key or a later agent may have it.
ALTER TABLE "tasks" ADD COLUMN "creator_agent_id" INTEGER;

-- Who created the tasks that are there already, as far as their events are kept; tasks of older events are nobody's.
UPDATE tasks t SET creator_agent_id = a.id
FROM events e JOIN agents a ON a.name = e.actor
WHERE e.type = 'task.created' AND e.task_id = t.id AND e.actor_kind = 'agent' AND e.actor = t.created_by;
