-- Tasks that were put back because their holder fell silent: few, and asked for by every inbox.
CREATE INDEX tasks_stale_idx ON tasks (id DESC) WHERE status = 'assigned' AND stale_requeues > 0;
