"""Access of the vendor's people to a customer's workspace: named on a register, granted for an hour at most, with a reason, shown to the customer.

Art. 28(3)(b), 29, 32(4) GDPR. It refuses standing access, and anybody's acting under another one's name.
"""
