"""The pages of the window: each shows a state and turns gestures into commands."""
