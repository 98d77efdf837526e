"""The commands behind `audit`: each module adds its parser and does its work."""
