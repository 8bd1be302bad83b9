-- The tasks that something holds back: for the notices, and to let them go when a budget changes.
CREATE INDEX tasks_held_idx ON tasks (project_id) WHERE dispatch_hold IS NOT NULL;
