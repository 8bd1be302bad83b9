-- no transaction

-- What the open runs of an agent's team hold of its budget.
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_open_led_by_idx ON runs (led_by) WHERE outcome IS NULL AND led_by IS NOT NULL;
