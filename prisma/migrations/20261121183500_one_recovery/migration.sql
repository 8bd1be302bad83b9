-- Recovery looks at the expired leases of every trigger: runs_open_idx has them.
DROP INDEX IF EXISTS runs_dispatched_idx;
