-- What open runs say, append-only: a growing text is never written twice.
CREATE TABLE run_chunks (
  run_id       integer NOT NULL REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  seq          integer NOT NULL,
  kind         text NOT NULL DEFAULT 'text',
  data         text NOT NULL,
  total_length integer NOT NULL,
  created_at   timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT run_chunks_pkey PRIMARY KEY (run_id, seq)
);
