"""Drawings computed from plain values: geometry first, then SVG through the templates of `templates/drawings/`."""
