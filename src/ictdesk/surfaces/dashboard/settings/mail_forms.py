"""Forms of the settings of mail. What is right or wrong the commands decide."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MailForm(forms.Form):
    receipt = forms.CharField(
        label=_("Confirmation"),
        required=False,
        max_length=600,
        widget=forms.Textarea(
            attrs={
                "rows": 4,
                "placeholder": _("Thank you. {{workspace.name}} has your mail and answers on working days."),
            }
        ),
        help_text=_(
            "Answers a first mail at once; empty sends nothing. It goes to one address at most once a day, and never to what a program wrote. You may use {{workspace.name}}."
        ),
    )
