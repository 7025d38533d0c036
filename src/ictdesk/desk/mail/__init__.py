"""Mail: takes in what people send to an inbox's address, and sends what the team answers.

It refuses to know how a mail reached the machine and which program carries it away.
"""
