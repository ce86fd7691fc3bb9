"""Why a score is what it is, in words that a person without programming can check."""
