"""The one table model. It holds no rules and asks nothing of the conference."""
