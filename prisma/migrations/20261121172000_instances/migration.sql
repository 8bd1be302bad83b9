-- The servers of this installation, for its operator: where each runs, which version, how far its clock is from this database's.
CREATE TABLE instances (
  id serial PRIMARY KEY,
  host text NOT NULL,
  pid integer NOT NULL,
  role text NOT NULL,
  version text NOT NULL,
  started_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  last_seen_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  clock_offset_ms integer NOT NULL
);
