"""The chart font as package data, and the script that builds it."""
