"""A roadmap as one HTML file that plays without the app: start with `document.py`."""
