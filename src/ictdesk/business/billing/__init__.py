"""Payments with Stripe: hosted pages, signed notices, and a state that is read anew from the provider each time.

It refuses to see a card: whoever pays does so on Stripe's own pages, and the desk keeps ids, the brand and four digits.
"""
