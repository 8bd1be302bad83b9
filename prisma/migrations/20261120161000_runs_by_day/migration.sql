-- Costs of the last days and the installation's budget of today: runs are written in the order of their start.
CREATE INDEX runs_started_at_idx ON runs USING brin (started_at);
