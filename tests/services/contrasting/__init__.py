"""Results beside others: what another answer would change, and two situations side by side."""
