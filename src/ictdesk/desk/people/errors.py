"""What this room refuses beyond the kernel's errors."""

from ictdesk.kernel.errors import Conflict


class LastOwner(Conflict):
    code = "last_owner"
    sentence = "A workspace needs an owner: make somebody else owner first."


class AlreadyMember(Conflict):
    code = "already_member"
    sentence = "This person is a member already."
