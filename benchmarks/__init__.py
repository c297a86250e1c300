"""What `make bench` runs: speed as ratios measured side by side, so that they hold on any machine."""
