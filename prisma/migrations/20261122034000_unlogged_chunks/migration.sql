-- What open runs have said so far is shown while they run and put together into their output when they end. A crash of PostgreSQL
-- may lose it: whoever works on the run still has the whole text.
ALTER TABLE run_chunks SET UNLOGGED;
