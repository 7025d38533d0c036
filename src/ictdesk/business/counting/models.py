"""Figures of the site (control plane)."""

from django.db import models

from ictdesk.kernel.datamap import impersonal

FIGURE = "a figure over all who agreed to be counted"


class SiteDay(models.Model):
    """One day. A browser counts once a day, and says itself whether it was here before."""

    day = impersonal(models.DateField(primary_key=True), "which day, UTC")
    first = impersonal(models.IntegerField(default=0), FIGURE)
    back = impersonal(models.IntegerField(default=0), FIGURE)

    class Meta:
        db_table = "site_day"

    def __str__(self) -> str:
        return self.day.isoformat()
