"""Red flags and flags of interviews: advisory, never an exclusion, never in a score."""
