"""What does each thing look like? Pure paint functions: painter, rectangle, value, theme.

They hold no state and know no widget, so that a view, a picture and a PDF draw the same.
"""
