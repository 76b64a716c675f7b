"""Programs that train what the course ships. They run once, on a person's order, and never in grading."""
