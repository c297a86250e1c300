"""Domain values drawn as Discord layouts, modals, persistent buttons and charts."""
