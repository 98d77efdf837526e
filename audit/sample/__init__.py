"""Synthetic disclosures, and defects planted into any disclosure, to measure the audit by."""
