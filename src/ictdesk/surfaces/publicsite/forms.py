"""The site's forms. A field that people do not see keeps out programs that fill in everything."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.surfaces.publicsite.places import places

TRAP = "website"


class SiteForm(forms.Form):
    """`client_id`: sent twice it is one. `website` stays empty."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_website(self) -> str:
        """Raises what the form shows, so that a person whose browser filled it in knows."""
        said: str = self.cleaned_data[TRAP]
        if said:
            raise forms.ValidationError(_("This field is there for programs only: leave it empty."))
        return said

    def said(self) -> dict[str, Any]:
        """What a person said, without the trap."""
        return {key: value for key, value in self.cleaned_data.items() if key != TRAP}


class ContactForm(SiteForm):
    about = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[
            ("question", _("A question")),
            ("sales", _("Plans and prices")),
            ("agreement", _("A signed data processing agreement")),
            ("privacy", _("Data protection")),
        ],
    )
    desk = forms.SlugField(
        label=_("Whose desk is it about?"),
        max_length=63,
        required=False,
        help_text=_(
            "Only for data that one of our customers keeps about you: the word in the address of their page, after /w/. We pass "
            "it on to them."
        ),
    )
    name = forms.CharField(label=_("Your name"), max_length=80)
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, help_text=_("The answer is sent there.")
    )
    text = forms.CharField(
        label=_("Your message"), max_length=16_000, widget=forms.Textarea(attrs={"rows": 7})
    )


class AgreementForm(SiteForm):
    company = forms.CharField(label=_("Company, as it signs"), max_length=120)
    place = forms.CharField(label=_("Address and country of the company"), max_length=250)
    name = forms.CharField(label=_("Who signs, and their role"), max_length=80)
    email = forms.EmailField(label=_("Their e-mail address"), max_length=254)
    workspace = forms.SlugField(
        label=_("Address of your workspace"),
        max_length=63,
        required=False,
        help_text=_("If you have one already."),
    )
    text = forms.CharField(
        label=_("Anything else"), max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class NewsletterForm(SiteForm):
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)


class SignUpForm(SiteForm):
    organisation = forms.CharField(label=_("Your organisation"), max_length=120)
    slug = forms.CharField(
        label=_("Address of the workspace"),
        max_length=40,
        help_text=_("Small letters, digits and -. It stands in links and mail addresses, and stays."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    name = forms.CharField(label=_("Your name"), max_length=80)
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, help_text=_("A mail there lets you finish.")
    )
    plan = forms.ChoiceField(
        label=_("Plan"), choices=[("free", _("Free")), ("pro", _("Pro, 14 days to try it"))]
    )
    region = forms.ChoiceField(label=_("Where the data is kept"), choices=places)
    agreement = forms.CharField(widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        label=_("I accept the data processing agreement for my organisation"),
        error_messages={"required": _("Without it we may not keep anybody's data for you.")},
    )

    def asked(self) -> dict[str, Any]:
        """What a sign-up takes."""
        said = self.said()
        return {key: said[key] for key in said.keys() - {"client_id", "agreed"}}
