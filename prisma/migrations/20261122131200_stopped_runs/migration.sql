-- A run that reached one of its limits. By itself, because a new value cannot be used in the transaction that adds it.
ALTER TYPE "run_outcome" ADD VALUE 'stopped';
