-- Its successor, `hand_in_answers`, takes several.
DROP FUNCTION IF EXISTS hand_in_dispatched(
  int, int, text, text, text, text, text, int, int, numeric, cost_source, text, boolean, int, text, text);
