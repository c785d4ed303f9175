"""Where words meet prices: readings, evidence, judgement."""
