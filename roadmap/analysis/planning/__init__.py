"""What fits into which sprint and why there: capacity, reserve, plan, and what to look at."""
