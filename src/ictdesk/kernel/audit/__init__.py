"""Who did what and when: records that can be added and never changed."""
