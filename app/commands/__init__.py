"""What a person can do: one plain function an act, one recorded event each. No words, no screens."""
