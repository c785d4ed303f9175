"""From words to assertions; knows rules and names, never prices."""
