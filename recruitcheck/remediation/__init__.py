"""What is owed to workers who paid for their jobs, and how far repayment has come."""
