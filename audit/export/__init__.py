"""What leaves the program: JSON and CSV for programs, plain text for a terminal, pages."""
