"""The agents' desk: pages and the first paint of the inbox."""
