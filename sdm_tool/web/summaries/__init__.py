"""The summary that goes home: preview, print, and the text for the record system."""
