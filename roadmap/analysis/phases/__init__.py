"""Where are we, since when, and what to do about it: the phase, its rules and the playbooks."""
