"""From verdicts to words and formats."""
