-- Prompts and outputs leave `runs`: leases, heartbeats and lists never touch wide rows.
CREATE TABLE run_texts (
  run_id integer NOT NULL REFERENCES runs (id) ON DELETE CASCADE ON UPDATE CASCADE,
  prompt text,
  output text,
  CONSTRAINT run_texts_pkey PRIMARY KEY (run_id)
);
