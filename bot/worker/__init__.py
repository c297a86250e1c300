"""Reading what people hand in, in a process of its own that may die without the bot noticing."""
