"""The Interruptions page: what arrived unplanned."""
