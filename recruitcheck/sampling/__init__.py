"""Whom to interview at each site, and what such a sample can and cannot say."""
