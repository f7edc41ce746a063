"""The workshop of a questionnaire."""
